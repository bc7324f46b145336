import type { Meaning } from '../../system/mechanisms/words.js';
import type { Words } from '../words.js';

/** A shade a state; reds and greens differ in lightness too, and what serves is drawn thinner, for those who cannot tell them apart. */
const palettes: Readonly<Record<Meaning, readonly string[]>> = {
  serving: ['#46a679', '#86c9a8', '#2c7f86', '#a5c663'],
  off: ['#bcc3cb', '#949ea9', '#dce0e5'],
  other: ['#5b86b8', '#8fb3d9', '#7fa6a3', '#a89274', '#8a8fb5', '#6d7f93'],
  restoring: ['#ee9d2e', '#f4c566', '#cc7a1f', '#e3d07a'],
  wrong: ['#7b45ab', '#ab85cf', '#57307c'],
  failed: ['#c8213a', '#e8717b', '#861726'],
};

/** Which of two states is drawn where both would be: the one further on. */
const ranks = Object.keys(palettes);

export interface StateStyle {
  readonly state: string;
  readonly meaning: Meaning;
  readonly rank: number;
  readonly colour: string;
}

/** A style for each state, by its meaning; the same state looks the same in every row. */
export function stateStyles(states: Iterable<string>, words: Pick<Words, 'meaning'>): ReadonlyMap<string, StateStyle> {
  const styles = new Map<string, StateStyle>();
  const used = new Map<Meaning, number>();
  for (const state of states) {
    if (styles.has(state)) continue;
    const meaning = words.meaning(state);
    const position = used.get(meaning) ?? 0;
    used.set(meaning, position + 1);
    const shades = palettes[meaning];
    const colour = shades[position % shades.length] as string;
    styles.set(state, { state, meaning, rank: ranks.indexOf(meaning), colour });
  }
  return styles;
}
