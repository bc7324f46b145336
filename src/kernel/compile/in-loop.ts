import type { Form } from './assemble.js';
import type { Code } from './code.js';
import type { Functions } from './functions.js';
import { byProgression, byShape, rolled, shapeOf, type Tables } from './marks.js';
import type { Model } from './model.js';

/**
 * More generated text than this (of firings) is rolled by shape: fewer branches to mispredict, and V8 does not optimise a function of more
 * than 60 kB of bytecode.
 */
const unrolledTextMax = 3000;

/** How a program is made whose firings are all code in the loop over events: undefined where that is more than `textMax` of text. */
export function inLoop(
  model: Model,
  code: Code,
  functions: Functions,
  tables: Tables,
  textMax: number,
): Form | undefined {
  // First the shapes alone, for which the numbers do not matter; they decide the numbers of the firings.
  const firings = firingsWithin(textMax, model, code);
  if (firings === undefined) return undefined;
  const textOf = (activity: number): string => firings.get(activity) as string;
  const roll = [...firings.values()].reduce((sum, text) => sum + text.length, 0) > unrolledTextMax;
  const grouped = (activities: readonly number[], text: (activity: number) => string): number[][] =>
    roll ? byProgression(activities, text) : activities.map((activity) => [activity]);
  let groups = grouped(model.timed, textOf);
  if (groups.reduce((sum, [first]) => sum + textOf(first as number).length, 0) > textMax) return undefined;

  const define = (
    kind: string,
    activities: readonly number[],
    parameters: string,
    text: (activity: number) => string,
  ) => functions.define(kind, grouped(activities, text), parameters, text);
  const unsettling = model.timed.filter((activity) => code.canUnsettle(activity));
  const write = (): void => {
    groups.flat().forEach((activity, holder) => {
      functions.holders[activity] = holder;
    });
    // The functions, those that others call first.
    functions.texts = [];
    define('guard', code.withOwnGuard, '', (activity) => code.guardReading(activity));
    define('adapt', code.withSpeed, 'now', (activity) => code.clocks.adaptation(activity));
    define('set', model.timed, 'now, starting', (activity) => code.clocks.setting(activity));
    define('fire', model.immediates, 'now', (activity) => code.immediateFiring(activity));
    define('settle', unsettling, 'now', (activity) => code.settling(activity));
    for (const activity of model.timed) firings.set(activity, code.timedFiring(activity));
  };
  // The functions that firings call, and loops over numbers in progression, show only once the firings are numbered: what then
  // is not of one shape any more is numbered again.
  for (let groupCount = -1; groupCount < groups.length; ) {
    groupCount = groups.length;
    write();
    groups = groups.flatMap((group) => byShape(group, textOf));
  }
  functions.texts.push(`function begin(now) {\n${code.beginning()}\n}`);
  const seeing = model.observers.map((observed) => code.seeing(observed, 'observation', 'break;'));
  return {
    watched: model.watched,
    dispatch: firingTree(
      groups.map((group) => ({
        count: group.length,
        body: group.length === 1 ? textOf(group[0] as number) : rolled(group.map(textOf), 'member', tables),
      })),
    ),
    advanced: '',
    isSparse: false,
    dropped: '',
    seeing: `if (changed[0] !== 0) {\nchanged[0] = 0;\n${seeing.join('\n')}\n}`,
  };
}

/** The text of each timed activity's firing, or undefined as soon as the shapes alone are more than `textMax`. */
function firingsWithin(textMax: number, model: Model, code: Code): Map<number, string> | undefined {
  const shapes = new Set<string>();
  const firings = new Map<number, string>();
  let length = 0;
  for (const activity of model.timed) {
    const text = code.timedFiring(activity);
    const shape = shapeOf(text);
    if (!shapes.has(shape)) length += shape.length;
    shapes.add(shape);
    if (length > textMax) return undefined;
    firings.set(activity, text);
  }
  return firings;
}

/** The code that fires the activity `held`: a balanced tree of comparisons over groups of consecutive numbers. */
function firingTree(groups: readonly { readonly count: number; readonly body: string }[]): string {
  let first = 0;
  const leaves = groups.map(({ count, body }) => {
    const leaf = { first, body: count === 1 ? body : `const member = held - ${first};\n${body}` };
    first += count;
    return leaf;
  });
  const tree = (from: number, to: number): string => {
    if (to - from === 1) return (leaves[from] as { body: string }).body;
    const middle = (from + to) >> 1;
    return `if (held < ${(leaves[middle] as { first: number }).first}) {\n${tree(from, middle)}\n} else {\n${tree(middle, to)}\n}`;
  };
  return leaves.length === 0 ? '' : tree(0, leaves.length);
}
