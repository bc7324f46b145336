import type { Net } from '../net/net.js';
import { valueReader } from './value-text.js';
import type { Words } from './words.js';

/** Names shown of one group; the rest is counted. */
const namesShown = 6;

/** A whole state as a reader takes it in: `hardware, vm 1, vm 2 up; hypervisor booting; crew 1`. */
export function stateText(net: Net, words: Words, state: ArrayLike<number>): string {
  const byState = new Map<string, string[]>();
  const counts: string[] = [];
  for (const [index, place] of net.places.entries()) {
    const name = words.place(index);
    if (name === undefined) continue;
    const value = valueReader(place)(state[index] as number);
    if (typeof value === 'number') counts.push(`${name} ${value}`);
    else byState.set(value, [...(byState.get(value) ?? []), name]);
  }
  return [...[...byState].map(([value, names]) => `${shortened(names)} ${value}`), ...shortenedList(counts)].join('; ');
}

function shortened(names: readonly string[]): string {
  return shortenedList(names).join(', ');
}

function shortenedList(names: readonly string[]): readonly string[] {
  const left = names.length - namesShown;
  return left <= 1 ? names : [...names.slice(0, namesShown), `${left} more`];
}
