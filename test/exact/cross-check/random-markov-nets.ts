import fc from 'fast-check';
import type { ActivityDocument, LawText, MeasureDocument, NetDocument } from '../../../src/net/document.js';

/** The numbers of a net, by the names of its constants. */
export type Numbers = NonNullable<NetDocument['constants']>;

export const randomNumbers: fc.Arbitrary<Numbers> = fc.record({
  short: fc.constantFrom(0.4, 0.5, 0.7),
  middling: fc.constantFrom(1, 1.3, 2),
  long: fc.constantFrom(3, 4, 6),
  rarely: fc.constantFrom(0.05, 0.1, 0.2),
  often: fc.constantFrom(0.5, 0.7, 0.95),
});

/**
 * Random small nets that have a Markov chain: a host that takes its parts down, parts with lives in phases that may age with the load,
 * coins, a crew, restarts and a queue; rewards, spans and measures of every kind that can be solved.
 */
export const randomMarkovNet: fc.Arbitrary<(numbers: Numbers) => NetDocument> = fc
  .tuple(fc.integer({ min: 1, max: 2 }), fc.boolean(), fc.nat())
  .chain(([parts, isLong, which]) => parted(parts, isLong, conditions[which % conditions.length] as string))
  .map((document) => (constants) => ({ ...document, constants }));

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
/** Names of constants: nets of one structure differ in their numbers alone, and share one compilation. */
const mean = fc.constantFrom('short', 'middling', 'long');
const share = fc.constantFrom('rarely', 'often');

/** Exponential, or phases. */
const law: fc.Arbitrary<LawText> = fc.oneof(
  { weight: 3, arbitrary: mean.map((value): LawText => ({ exponential: { mean: value } })) },
  { weight: 2, arbitrary: mean.map((value): LawText => ({ erlang: { stages: 2, mean: value } })) },
  { weight: 1, arbitrary: fc.constant<LawText>({ hypoexponential: { rates: [0.5, 3] } }) },
  {
    weight: 1,
    arbitrary: share.map(
      (weight): LawText => ({ hyperexponential: { rates: [0.3, 2], weights: [weight, `1 - ${weight}`] } }),
    ),
  },
  {
    weight: 1,
    arbitrary: mean.map(
      (value): LawText => ({
        mixture: { of: [{ exponential: { mean: value } }, { erlang: { stages: 2, mean: 1 } }], weights: [1, 2] },
      }),
    ),
  },
);

type Timing = Pick<ActivityDocument, 'rate' | 'delay' | 'speed'>;
const timing = (...speeds: string[]): fc.Arbitrary<Timing> =>
  fc.oneof(
    mean.map((value): Timing => ({ rate: `1 / ${value}` })),
    fc
      .tuple(mean, fc.constantFrom('1', ...speeds))
      .map(([value, speed]): Timing => ({ rate: `(${speed}) / ${value}` })),
    law.map((delay): Timing => ({ delay: delay as Delay })),
    fc.tuple(law, fc.constantFrom('1', ...speeds)).map(([delay, speed]): Timing => ({ delay: delay as Delay, speed })),
  );
type Delay = NonNullable<ActivityDocument['delay']>;

const conditions = [
  'service',
  '!service',
  'host == hostDown',
  'all(part(*) == up)',
  'load == 2',
  'load > 0 && service',
  'any(part(*) == failed) || any(part(*) == booting)',
];
const condition = fc.constantFrom(...conditions);
const quantity = fc.oneof(condition, fc.constantFrom('load', 'capacity', 'capacity / (1 + load)', 'work', 'events'));
const time = fc.constantFrom(1, 4, 9);
const times = fc.oneof(time, fc.constant({ from: 0.5, to: 6.5, steps: 3 }));
const span = fc.constantFrom('outage', 'backlog', 'service-time', 'between');

/** What ends a passage is the same for all measures of a net: each other end would be a run of its own. */
const measure = (isLong: boolean, event: string): fc.Arbitrary<MeasureDocument> => {
  const until = isLong ? maybe(time) : time;
  const kept = <T>(value: T | undefined): { until: T } | object => (value === undefined ? {} : { until: value });
  return fc.oneof(
    fc.tuple(quantity, times).map(([average, bound]) => ({ average, until: bound })),
    fc.tuple(quantity, times).map(([accumulated, bound]) => ({ accumulated, until: bound })),
    fc.tuple(fc.constantFrom('load', 'service', 'capacity * load'), times).map(([of, at]) => ({ at, of })),
    fc.tuple(condition, times).map(([reach, within]) => ({ probability: { reach, within } })),
    fc.tuple(condition, times).map(([stay, within]) => ({ probability: { stay, within } })),
    condition.map((reach) => ({ probability: { reach, within: event } })),
    fc.tuple(span, until).map(([count, bound]) => ({ count, ...kept(bound) })),
    fc.tuple(span, until).map(([mean, bound]) => ({ mean, ...kept(bound) })),
    fc.tuple(quantity, until).map(([ratio, bound]) => ({ ratio, by: 'capacity + 1', ...kept(bound) })),
    fc.tuple(condition, until).map(([nines, bound]) => ({ nines, ...kept(bound) })),
    ...(isLong ? inALongRun(event) : []),
  ) as fc.Arbitrary<MeasureDocument>;
};

/** What is infinite or unknown for a net that may come to rest before. */
const inALongRun = (event: string) => [
  quantity.map((average) => ({ average, until: event })),
  quantity.map((accumulated) => ({ accumulated, until: event })),
  fc.constant({ 'mean-time-to': event }),
  quantity.map((of) => ({ 'steady-state': of })),
  fc.constant({ quantile: 0.7, of: 'outage' }),
];

/** With `isLong` the net comes back to where it was, so that it has a long run; else some parts stay down. */
function parted(parts: number, isLong: boolean, event: string): fc.Arbitrary<NetDocument> {
  return fc
    .record({
      life: timing('1 + load', 'if(load == 1, 0, 1)'),
      repair: timing('1 + load / 2'),
      boot: maybe(timing()),
      // In a long run every condition is met again and again, so that no trial waits for what never comes.
      hostLife: isLong ? timing() : maybe(timing()),
      hostRepair: timing(),
      arrive: timing(),
      serve: timing('capacity'),
      crewed: fc.boolean(),
      caught: maybe(share),
      lost: share,
      renewed: maybe(share),
      needs: fc.integer({ min: 1, max: parts }),
      load: fc.integer({ min: 0, max: 1 }),
      measures: fc.array(measure(isLong, event), { minLength: 3, maxLength: 6 }),
    })
    .map((drawn): NetDocument => {
      const { life, repair, boot, hostLife, hostRepair, arrive, serve, crewed, caught, lost, renewed } = drawn;
      const free = crewed ? ' && (i == 1 || part(1) != failed)' : '';
      const goesOn = isLong ? [] : [{ weight: lost, then: { 'part(i)': 'gone' } }];
      return {
        format: 'ninefold/net@1',
        name: 'random',
        indices: { i: parts },
        places: {
          host: { states: ['hostUp', 'hostDown'] },
          'part(i)': { states: ['up', 'failed', 'off', 'booting', 'gone'] },
          load: { initial: drawn.load, max: 2 },
          lost: { max: 1 },
        },
        let: {
          capacity: 'if(host == hostUp, sum(part(*) == up), 0)',
          service: `capacity >= ${drawn.needs}`,
          // A net whose parts are gone comes to rest, so that what can no longer happen is seen at once.
          alive: 'any(part(*) != gone)',
        },
        activities: {
          ...(hostLife === undefined
            ? {}
            : {
                failHost: { when: 'host == hostUp && alive', ...hostLife, then: { host: 'hostDown' } },
                repairHost: { when: 'host == hostDown', ...hostRepair, then: { host: 'hostUp' } },
                'fall(i)': {
                  when: 'host == hostDown && part(i) != off && part(i) != gone',
                  immediate: 9,
                  then: { 'part(i)': 'off' },
                },
                'start(i)': { when: 'host == hostUp && part(i) == off', immediate: 5, then: { 'part(i)': 'booting' } },
              }),
          'fail(i)': {
            when: 'part(i) == up && host == hostUp',
            ...life,
            cases: [{ weight: 1, then: { 'part(i)': 'failed' } }, ...goesOn],
          },
          'repair(i)': {
            when: `part(i) == failed${free}`,
            ...repair,
            cases: [
              { weight: 0.7, then: { 'part(i)': 'booting' } },
              { weight: 0.3, then: { 'part(i)': 'up', load: 0 } },
            ],
          },
          'boot(i)': {
            when: 'part(i) == booting',
            ...(boot ?? { immediate: 1 }),
            then: { 'part(i)': 'up' },
          },
          arrive: { when: 'load < 2 && alive', ...arrive, then: { load: 'load + 1' } },
          serve: {
            when: 'load > 0',
            ...serve,
            cases:
              caught === undefined
                ? [{ weight: 1, then: { load: 'load - 1' } }]
                : [
                    { weight: caught, then: { load: 'load - 1' } },
                    { weight: `1 - ${caught}`, then: { load: 0, lost: 1 } },
                  ],
          },
          // Seen by nobody: it lasts no time.
          forget: { when: 'lost == 1', immediate: 2, then: { lost: 0 } },
          ...(renewed === undefined
            ? {}
            : {
                renew: {
                  when: 'alive',
                  rate: 0.5,
                  cases: [
                    { weight: renewed, then: {}, restarts: ['fail(*)'] },
                    { weight: `1 - ${renewed}`, then: {} },
                  ],
                },
              }),
        },
        rewards: {
          work: { rate: 'capacity * (1 + load)' },
          events: { impulse: { 'fail(*)': '1 + load', serve: 0.5, forget: 1 } },
        },
        spans: {
          outage: { while: '!service' },
          backlog: { while: 'load > 0', of: '1 + load' },
          'service-time': { from: ['arrive', 'boot(*)'], to: ['serve', 'fail(*)'], of: '1 + load' },
          between: { from: ['serve', 'forget'], to: ['serve'] },
        },
        ...(isLong ? { run: { 'warm-up': 60, length: 60 } } : {}),
        measures: Object.fromEntries(drawn.measures.map((each, index) => [`m${index + 1}`, each])),
      } as NetDocument;
    });
}
