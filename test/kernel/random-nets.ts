import fc from 'fast-check';
import type { ActivityDocument, CaseDocument, NetDocument } from '../../src/net/document.js';
import {
  COUNT_MAX,
  countValue,
  gridTime,
  logic,
  real,
  type Scope,
  STATES,
  stateName,
  type Text,
  weight,
  whole,
} from './random-expressions.js';
import { type TimingIn, timing } from './random-timings.js';

/**
 * Random nets with everything that the language has, and how to run them. The places are always the same: two with named states
 * and a family of such members, two counts and a family of queues; flags and signals enable the immediates.
 */
export interface RandomNet {
  readonly document: NetDocument;
  readonly horizon: number;
  readonly spanBounds: { readonly from: number; readonly until: number };
}

/** Members of each family, and declared activities with a clock. */
export interface Size {
  readonly members: { readonly min: number; readonly max: number };
  readonly activities: { readonly min: number; readonly max: number };
}

/** `place: value`. */
type Write = readonly [string, string];
type WriteIn = (scope: Scope) => Write;

const write: fc.Arbitrary<WriteIn> = fc.oneof(
  fc.tuple(fc.constantFrom('place1', 'place2'), stateName).map(
    (written): WriteIn =>
      () =>
        written,
  ),
  fc.constantFrom('count1', 'count2').chain((count) =>
    countValue(count).map(
      (value): WriteIn =>
        (scope) => [count, value(scope)],
    ),
  ),
  fc.constantFrom('queue(*)', 'queue(1)', 'queue(i)').chain((queue) =>
    countValue('count1').map(
      (value): WriteIn =>
        (scope) => {
          const target = queue === 'queue(i)' && !scope.inFamily ? 'queue(2)' : queue;
          return [target, value(scope)];
        },
    ),
  ),
  stateName.map(
    (to): WriteIn =>
      ({ inFamily }) => [inFamily ? 'member(i)' : 'member(*)', to],
  ),
);
const trigger: fc.Arbitrary<WriteIn> = fc.constantFrom('flag1', 'flag2', 'signal').map(
  (name): WriteIn =>
    ({ inFamily }) => [name === 'signal' ? (inFamily ? 'signal(i)' : 'signal(*)') : name, '1'],
);

interface Outcome {
  readonly weight: Text;
  readonly to: string;
  readonly writes: readonly WriteIn[];
  readonly restarts: readonly number[];
}

const outcomes = (writes: fc.Arbitrary<WriteIn>): fc.Arbitrary<readonly Outcome[]> =>
  fc.array(
    fc.record({
      weight,
      to: stateName,
      writes: fc.array(writes, { maxLength: 3 }),
      restarts: fc.oneof(
        { weight: 5, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 2 }) },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  );

interface TimedActivity {
  readonly inFamily: boolean;
  readonly moved: 'place1' | 'place2';
  readonly from: string;
  readonly guard: 'none' | 'state' | 'not' | 'any' | 'both' | 'even';
  readonly condition: Text;
  readonly timing: TimingIn;
  readonly priority: number | undefined;
  readonly outcomes: readonly Outcome[];
}

const timed: fc.Arbitrary<TimedActivity> = fc.record({
  inFamily: fc.boolean(),
  moved: fc.constantFrom('place1', 'place2'),
  from: stateName,
  guard: fc.constantFrom('state', 'state', 'state', 'even', 'both', 'not', 'any', 'none'),
  condition: logic,
  timing,
  priority: fc.constantFrom(undefined, undefined, 1, -1),
  outcomes: outcomes(fc.oneof({ weight: 2, arbitrary: write }, { weight: 1, arbitrary: trigger })),
});

interface ImmediateActivity {
  readonly trigger: 'flag1' | 'flag2' | 'signal(i)';
  readonly condition: Text | undefined;
  readonly priority: number;
  readonly outcomes: readonly Outcome[];
}

/** They clear their triggers, which only timed activities set, so that they come to an end. */
const immediate: fc.Arbitrary<ImmediateActivity> = fc.record({
  trigger: fc.constantFrom('flag1', 'flag2', 'signal(i)'),
  condition: fc.option(logic, { nil: undefined, freq: 2 }),
  priority: fc.integer({ min: -1, max: 2 }),
  outcomes: outcomes(write),
});

const optional = <T>(arbitrary: fc.Arbitrary<T>, freq: number) => fc.option(arbitrary, { nil: undefined, freq });

const parts = ({ members, activities }: Size) =>
  fc.record({
    size: fc.integer(members),
    initial: fc.record({
      place: stateName,
      member: stateName,
      count: fc.nat({ max: COUNT_MAX }),
      queue: fc.nat({ max: COUNT_MAX }),
      flag: fc.nat({ max: 1 }),
    }),
    lets: fc.array(fc.oneof(whole, logic, real), { maxLength: 4 }),
    timed: fc.array(timed, { minLength: activities.min, maxLength: activities.max }),
    immediates: fc.array(immediate, { maxLength: 4 }),
    rewards: fc.array(fc.record({ rate: optional(real, 3), of: fc.nat({ max: 8 }), impulse: real }), { maxLength: 2 }),
    spans: fc.array(
      fc.record({
        condition: logic,
        of: optional(real, 1),
        ends: optional(fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 })), 1),
      }),
      { maxLength: 2 },
    ),
    instants: fc.array(fc.tuple(real, fc.uniqueArray(gridTime, { minLength: 1, maxLength: 3 })), { maxLength: 2 }),
    accumulated: fc.array(fc.tuple(real, gridTime), { maxLength: 2 }),
    until: optional(logic, 4),
    horizon: fc.constantFrom(3, 8, 12.25),
    spanBounds: fc.constantFrom({ from: 0, until: 20 }, { from: 0.5, until: 6 }, { from: 0, until: 1.5 }),
  });

type Parts = ReturnType<typeof parts> extends fc.Arbitrary<infer Generated> ? Generated : never;

export function randomNet(size: Size): fc.Arbitrary<RandomNet> {
  return parts(size).map((generated) => ({
    document: documentOf(generated),
    horizon: generated.horizon,
    spanBounds: generated.spanBounds,
  }));
}

function documentOf(generated: Parts): NetDocument {
  const { size, initial, lets } = generated;
  const outside: Scope = { size, inFamily: false, lets: lets.length };
  const inside: Scope = { ...outside, inFamily: true };
  const names = generated.timed.map(({ inFamily }, index) => `move${index + 1}${inFamily ? '(i)' : ''}`);
  const observed = [
    ...names,
    ...generated.immediates.map(({ trigger }, index) => `now${index + 1}${trigger === 'signal(i)' ? '(*)' : ''}`),
  ];
  const observable = (index: number): string => (observed[index % observed.length] ?? '').replace('(i)', '(*)');
  const named = (index: number, scope: Scope): string => {
    const name = names[index % names.length] ?? '';
    return scope.inFamily ? name : name.replace('(i)', '(*)');
  };
  const restarting = (scope: Scope, { restarts }: Outcome): Pick<CaseDocument, 'restarts'> =>
    restarts.length === 0 ? {} : { restarts: [...new Set(restarts.map((index) => named(index, scope)))] };
  const outcomesDocument = (
    scope: Scope,
    all: readonly Outcome[],
    own: (outcome: Outcome) => Write,
  ): Partial<ActivityDocument> => {
    const cases = all.map((outcome) => ({
      weight: outcome.weight(scope),
      then: effects([own(outcome), ...outcome.writes.map((each) => each(scope))]),
      ...restarting(scope, outcome),
    }));
    const [only, second] = cases;
    if (only === undefined || second !== undefined) return { cases: [...cases, { weight: 0.5 }] };
    const { weight: _, ...rest } = only;
    return rest;
  };
  return {
    format: 'ninefold/net@1',
    name: 'random',
    constants: { slow: 0.4, fast: 2.5, huge: 1e200, limit: size - 1 },
    indices: { i: size },
    places: {
      place1: { states: [...STATES], initial: initial.place },
      place2: { states: [...STATES] },
      'member(i)': { states: [...STATES], initial: initial.member },
      count1: { initial: initial.count, max: COUNT_MAX },
      count2: { initial: 0, min: -1, max: COUNT_MAX },
      'queue(i)': { initial: initial.queue, max: COUNT_MAX },
      flag1: { max: 1 },
      flag2: { initial: initial.flag, max: 1 },
      'signal(i)': { max: 1 },
    },
    let: numbered('let', lets, (let_, index) => let_({ ...outside, lets: index })),
    activities: {
      ...Object.fromEntries(
        generated.timed.map((activity, index) => {
          const scope = activity.inFamily ? inside : outside;
          const moved = activity.inFamily ? 'member(i)' : activity.moved;
          const document = {
            ...guardDocument(activity, moved, scope),
            ...activity.timing(scope),
            ...outcomesDocument(scope, activity.outcomes, ({ to }) => [moved, to]),
          };
          return [
            names[index],
            activity.priority === undefined ? document : { ...document, priority: activity.priority },
          ];
        }),
      ),
      ...Object.fromEntries(
        generated.immediates.map((activity, index) => {
          const scope = activity.trigger === 'signal(i)' ? inside : outside;
          const isSet = `${activity.trigger} == 1`;
          const document = {
            when: activity.condition === undefined ? isSet : `${isSet} && (${activity.condition(scope)})`,
            immediate: activity.priority,
            ...outcomesDocument(scope, activity.outcomes, () => [activity.trigger, '0']),
          };
          return [`now${index + 1}${scope.inFamily ? '(i)' : ''}`, document];
        }),
      ),
    },
    rewards: numbered('reward', generated.rewards, ({ rate, of, impulse }) => ({
      ...(rate === undefined ? {} : { rate: rate(outside) }),
      impulse: { [observable(of)]: impulse(outside) },
    })),
    spans: numbered('span', generated.spans, ({ condition, of, ends }) => ({
      ...(ends === undefined
        ? { while: condition(outside) }
        : { from: [observable(ends[0])], to: [observable(ends[1])] }),
      ...(of === undefined ? {} : { of: of(outside) }),
    })),
    measures: {
      ...numbered('at', generated.instants, ([of, at]) => ({ at: at.toSorted((a, b) => a - b), of: of(outside) })),
      ...numbered('total', generated.accumulated, ([of, until]) => ({ accumulated: of(outside), until })),
      ...(generated.until === undefined ? {} : { first: { 'mean-time-to': generated.until(outside) } }),
    },
  };
}

function numbered<Item, Value>(
  name: string,
  items: readonly Item[],
  value: (item: Item, index: number) => Value,
): Record<string, Value> {
  return Object.fromEntries(items.map((item, index) => [`${name}${index + 1}`, value(item, index)]));
}

function guardDocument({ guard, from, condition }: TimedActivity, moved: string, scope: Scope): { when?: string } {
  const inState = `${moved} == ${from}`;
  switch (guard) {
    case 'none':
      return {};
    case 'state':
      return { when: inState };
    case 'not':
      return { when: `${moved} != ${from}` };
    case 'any':
      return { when: condition(scope) };
    case 'both':
      return { when: `${inState} && (${condition(scope)})` };
    case 'even':
      return { when: scope.inFamily ? `${inState} && i % 2 == 0` : inState };
  }
}

/** Of the writes to one place or family the first counts, so that no place is written twice. */
function effects(writes: readonly Write[]): Record<string, string> {
  const byFamily = new Map<string, Write>();
  for (const written of writes) {
    const [family = ''] = written[0].split('(');
    if (!byFamily.has(family)) byFamily.set(family, written);
  }
  return Object.fromEntries(byFamily.values());
}
