import { type Expression, number } from '../../net/expression/expression.js';
import type { Activity, Net, Span } from '../../net/net.js';
import type { Step } from '../chain/passages-of-chain.js';
import type { Impulses } from '../explore/firing.js';

export type FiringSpan = Extract<Span, { kind: 'from-to' }>;

/**
 * A net with one more place, the mark, which says what the last firing, with all that followed it in the same instant, did to the
 * passage of a span that begins and ends at firings: the state alone does not show that.
 */
export interface MarkedNet {
  readonly net: Net;
  readonly mark: Expression;
  /** What firings gain: 1 where a passage ends, and 1 where one begins while none is open. */
  readonly ended: Impulses;
  readonly begun: Impulses;
}

/**
 * `none` and `open` are as before; a passage that was open has `ended`, alone or with another begun after it, or was given up
 * for another one, which is open (`anew`) or over in the same instant (`over`). Only the first of what happens in an instant decides about
 * the passage that was open: later ones last no time.
 */
const KINDS = ['none', 'open', 'anew', 'over', 'ended', 'endedAnew'] as const;
type Kind = (typeof KINDS)[number];

/** A kind with a turn that changes whenever anything happens: so no such firing leads from a state to itself. */
interface Mark {
  readonly kind: Kind;
  readonly turn: number;
}

const isOpenIn = ({ kind }: Mark): boolean => kind === 'open' || kind === 'anew' || kind === 'endedAnew';
const marks: readonly Mark[] = [0, 1].flatMap((turn) => KINDS.map((kind) => ({ kind, turn })));
const numberOf = ({ kind, turn }: Mark): number => turn * KINDS.length + KINDS.indexOf(kind);

/** Time has passed: nothing has happened yet in this instant. */
const settled = (mark: Mark): Mark => ({ ...mark, kind: isOpenIn(mark) ? 'open' : 'none' });

function begun({ kind, turn }: Mark): Mark {
  if (kind === 'none' || kind === 'open') return { kind: 'anew', turn: 1 - turn };
  return { kind: kind === 'ended' || kind === 'endedAnew' ? 'endedAnew' : 'anew', turn };
}

function ended({ kind, turn }: Mark): Mark {
  if (kind === 'open') return { kind: 'ended', turn: 1 - turn };
  if (kind === 'anew') return { kind: 'over', turn };
  return { kind: kind === 'endedAnew' ? 'ended' : kind, turn };
}

export function markedNet(net: Net, { name, from, to }: FiringSpan): MarkedNet {
  const place = net.places.length;
  const mark: Expression = { kind: 'place', index: place };
  const marked = (activity: Activity, index: number): Activity => {
    const after = (before: Mark): Mark => {
      const now = activity.timing.kind === 'immediate' ? before : settled(before);
      const left = to.includes(index) ? ended(now) : now;
      return from.includes(index) ? begun(left) : left;
    };
    if (marks.every((before) => numberOf(after(before)) === numberOf(before))) return activity;
    const value = chosen(mark, (before) => numberOf(after(before)));
    const effect = { place, value };
    return { ...activity, cases: activity.cases.map((one) => ({ ...one, effects: [...one.effects, effect] })) };
  };
  const isOpen = chosen(mark, (before) => (isOpenIn(before) ? 1 : 0));
  const isNone = chosen(mark, (before) => (isOpenIn(before) ? 0 : 1));
  return {
    net: {
      ...net,
      places: [...net.places, { name: `passage of ${name}`, initial: 0, min: 0, max: marks.length - 1 }],
      activities: net.activities.map(marked),
    },
    mark,
    ended: to.map((activity) => ({ activity, value: isOpen })),
    // What ends a passage and begins one begins it while none is open.
    begun: from.map((activity) => ({ activity, value: to.includes(activity) ? number(1) : isNone })),
  };
}

/** A number for each mark. */
function chosen(mark: Expression, of: (mark: Mark) => number): Expression {
  return marks.slice(1).reduceRight<Expression>(
    (otherwise, one) => ({
      kind: 'call',
      function: 'if',
      arguments: [
        { kind: 'binary', operator: '==', left: mark, right: number(numberOf(one)) },
        number(of(one)),
        otherwise,
      ],
    }),
    number(of({ kind: 'none', turn: 0 })),
  );
}

/** What a step to a state with another mark does to the passage that is open in a state with this one. */
export function stepOf(from: number, to: number): Step {
  const [before, after] = [markOf(from), markOf(to)];
  if (after.turn === before.turn) return 'goes on';
  return after.kind === 'ended' || after.kind === 'endedAnew' ? 'ends' : 'is given up';
}

/** Whether a passage is open in a state with this mark. */
export const isOpenMark = (mark: number): boolean => isOpenIn(markOf(mark));

function markOf(value: number): Mark {
  const found = marks[value];
  if (found === undefined) throw new RangeError(`mark ${value} of ${marks.length}`);
  return found;
}
