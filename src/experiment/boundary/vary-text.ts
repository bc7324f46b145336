import { quoted } from '../../config/found.js';
import { type Design, hasPath } from '../designs/design.js';
import { isPath, type Range, rangeIn, readRange } from '../sweep/range.js';
import { type Outcome, refusal, type Scale } from '../sweep/scale.js';
import type { VariedDesign } from './contest.js';

const NEED = 'paths and a range, such as vms.count=1..8, or A:vms.mttf,B:software.mttf=1d..100d:log';
const letters = ['A', 'B'] as const;

export interface Varied {
  readonly designs: readonly VariedDesign[];
  readonly scale: Scale;
}

/**
 * Reads `path,path=lo..hi`. A path goes to every design whose config has something there; `A:path` to the first, `B:path` to the second
 * design, whether it has or not. Of a baseline, `B:path` is a path in the baseline; plain paths are those of the file.
 */
export function readVary(text: string, designs: readonly Design[]): Outcome<{ readonly varied: Varied }> {
  const [, keys = '', written = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  const named = keys.split(',').map((key) => /^\s*(?:([A-Z]):)?(.*?)\s*$/.exec(key));
  const ends = readRange(`path=${written}`);
  if (named.some((key) => !isPath(key?.[2] ?? ''))) return refusal(quoted(text), NEED);
  if (!ends.ok) return refusal(`${ends.found.replace('path=', '')}`, ends.need);
  const paths = designs.map((): string[] => []);
  let scale: Scale = ends.range;
  for (const key of named) {
    const [, letter, path = ''] = key ?? [];
    const of = designs.flatMap((design, index) => (goesTo(design, index, letter, path) ? [index] : []));
    if (of.length === 0) return nowhere(letter, path, designs);
    for (const index of of) {
      const design = designs[index] as Design;
      const own = letter !== undefined && design.isBaseline ? `baseline.${path}` : path;
      scale = scaleIn({ ...scale, path: own }, design);
      paths[index]?.push(own);
    }
  }
  const varied = designs.map((design, index) => ({ ...design, paths: paths[index] ?? [] }));
  return { ok: true, varied: { designs: varied, scale } };
}

function goesTo(design: Design, index: number, letter: string | undefined, path: string): boolean {
  return letter === undefined ? hasPath(design, path) : letters[index] === letter;
}

function nowhere(letter: string | undefined, path: string, designs: readonly Design[]) {
  if (letter !== undefined)
    return refusal(`${letter}:${path}`, `one of ${letters.slice(0, designs.length).join(', ')}`);
  const either = designs.length === 1 ? 'the config has nothing' : 'neither config has anything';
  return refusal(
    `${path}, where ${either}`,
    `a path of a value that is there, or A:${path} to put it there all the same`,
  );
}

const scaleIn = (range: Range, { config }: Design): Scale => rangeIn(range, config.document.data);
