import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextUniform } from '../../../src/kernel/random/sfc32.js';
import { StreamLayout } from '../../../src/kernel/random/stream-layout.js';
import { mix, type Purpose, seedKey, seedStreams, streamName, trialKey } from '../../../src/kernel/random/streams.js';
import { story } from '../story.js';
import { netOf } from '../trials.js';
import { distance, distanceMax, meanMax, unevenness } from './statistics.js';

function trialWords(seed: Int32Array, trial: number): Int32Array {
  const words = new Int32Array(4);
  trialKey(seed, trial, words);
  return words;
}

function stream(seed: Int32Array, trial: number, activity: string, purpose: Purpose): Int32Array {
  const states = new Int32Array(4);
  seedStreams(streamName(activity, purpose), trialWords(seed, trial), states);
  return states;
}

const seed = seedKey('streams');

test('known answers: a change here changes every trial of every seed', () => {
  expect(seedKey('ninefold').join(' ')).toBe('-746069767 -242927164 -477940029 114611345');
  expect(streamName('failVm(2)', 'clock').join(' ')).toBe('1308825298 -3950408 -74257408 -1979349087');
  expect(streamName('failVm(2)', 'case').join(' ')).toBe('-34945789 682192751 -1758545176 -2038863900');
  expect(trialWords(seedKey('ninefold'), 0).join(' ')).toBe('1436431447 1647297476 250260132 -1882771437');
  expect(trialWords(seedKey('ninefold'), 2 ** 40 + 7).join(' ')).toBe('-88037844 -1029496044 327029921 1224538905');
  expect(stream(seedKey('ninefold'), 3, 'failVm(2)', 'clock').join(' ')).toBe(
    '-1388431520 -1077614742 611777866 -1969297701',
  );
});

test('the finaliser of MurmurHash3', () => {
  // fmix32 of the reference source, in arithmetic modulo 2^32.
  const reference = (word: bigint): bigint => {
    const mask = 0xffffffffn;
    let mixed = word ^ (word >> 16n);
    mixed = (mixed * 0x85ebca6bn) & mask;
    mixed ^= mixed >> 13n;
    mixed = (mixed * 0xc2b2ae35n) & mask;
    return mixed ^ (mixed >> 16n);
  };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (word) => {
      expect(mix(word | 0) >>> 0).toBe(Number(reference(BigInt(word))));
    }),
  );
});

test('a stream is a function of seed, trial, name and purpose, and differs when one of them does', () => {
  const text = fc.string({ maxLength: 6 });
  const trial = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  const one = fc.record({ seed: text, trial, name: text, purpose: fc.constantFrom<Purpose>('clock', 'case') });
  const words = (of: { seed: string; trial: number; name: string; purpose: Purpose }): string =>
    stream(seedKey(of.seed), of.trial, of.name, of.purpose).join();
  fc.assert(
    fc.property(one, one, fc.nat({ max: 3 }), (a, b, which) => {
      expect(words(a)).toBe(words({ ...a }));
      const keys = ['seed', 'trial', 'name', 'purpose'] as const;
      const key = keys[which] ?? 'seed';
      fc.pre(a[key] !== b[key]);
      expect(words({ ...a, [key]: b[key] })).not.toBe(words(a));
    }),
    { numRuns: 400 },
  );
});

test('no two of many structured streams are equal, nor any word of theirs unless by chance', () => {
  const states = new Set<string>();
  const words = [new Set<number>(), new Set<number>(), new Set<number>(), new Set<number>()];
  const names = Array.from({ length: 40 }, (_, index) => streamName(`failVm(${index + 1})`, 'clock'));
  for (let trial = 0; trial < 500; trial++) {
    const key = trialWords(seed, trial);
    const state = new Int32Array(4);
    for (const name of names) {
      seedStreams(name, key, state);
      states.add(state.join());
      for (const [lane, set] of words.entries()) set.add(state[lane] ?? 0);
    }
  }
  expect(states.size).toBe(20_000);
  // 20,000^2 / 2^33 = 0.047 pairs are expected to agree in one lane; more than 8 do with probability below 1e-15.
  for (const set of words) expect(set.size).toBeGreaterThanOrEqual(20_000 - 8);
});

const [seed1, seed2] = [seedKey('1'), seedKey('2')];
const COUNT = 30_000;

/** First uniforms of one stream a value of `of`. */
const firsts = (of: (index: number) => Int32Array, skip = 0): Float64Array =>
  Float64Array.from({ length: COUNT }, (_, index) => {
    const states = of(index);
    for (let skipped = 0; skipped < skip; skipped++) nextUniform(states, 0);
    return nextUniform(states, 0);
  });

const neighbours: readonly [string, (index: number) => Int32Array, (index: number) => Int32Array][] = [
  [
    'trials',
    (index) => stream(seed, 2 * index, 'fail', 'clock'),
    (index) => stream(seed, 2 * index + 1, 'fail', 'clock'),
  ],
  [
    'trials 2^32 apart',
    (index) => stream(seed, index, 'fail', 'clock'),
    (index) => stream(seed, index + 2 ** 32, 'fail', 'clock'),
  ],
  [
    'members of a family',
    (index) => stream(seed, index, 'failVm(1)', 'clock'),
    (index) => stream(seed, index, 'failVm(2)', 'clock'),
  ],
  [
    'members in one trial',
    (index) => stream(seed, 5, `vm(${2 * index})`, 'clock'),
    (index) => stream(seed, 5, `vm(${2 * index + 1})`, 'clock'),
  ],
  ['purposes', (index) => stream(seed, index, 'fail', 'clock'), (index) => stream(seed, index, 'fail', 'case')],
  ['seeds', (index) => stream(seed1, index, 'fail', 'clock'), (index) => stream(seed2, index, 'fail', 'clock')],
];

test.each(neighbours)('the first uniforms of neighbouring %s are uniform and independent', (_, one, other) => {
  for (const skip of [0, 1]) {
    const [a, b] = [firsts(one, skip), firsts(other, skip)];
    expect(distance(a, (x) => x)).toBeLessThan(distanceMax(COUNT));
    expect(distance(b, (x) => x)).toBeLessThan(distanceMax(COUNT));
    const product = a.reduce((sum, value, index) => sum + (value - 0.5) * ((b[index] ?? 0) - 0.5), 0) / COUNT;
    expect(Math.abs(product)).toBeLessThan(meanMax(COUNT, 0.25));
    const side = 24;
    const counts = new Int32Array(side * side);
    for (const [index, value] of a.entries()) {
      const at = side * Math.floor(value * side) + Math.floor((b[index] ?? 0) * side);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    expect(unevenness(counts)).toBeLessThan(1);
  }
});

test('a layout holds the streams that are drawn from, each under its own name', () => {
  const net = netOf(`
activities:
  fixed: {delay: 1, then: {}}
  drawn: {rate: 1, then: {}}
  sure:  {delay: {every: {period: 1}}, then: {}}
  maybe: {delay: {every: {period: 1, probability: 0.5}}, cases: [{weight: 1, then: {}}, {weight: 2, then: {}}]}
`);
  const layout = new StreamLayout(net.activities);
  expect(layout.names).toHaveLength(12);
  const named = (activity: number, purpose: Purpose): Int32Array =>
    layout.names.slice(layout.at(activity, purpose), layout.at(activity, purpose) + 4);
  expect(named(1, 'clock')).toEqual(streamName('drawn', 'clock'));
  expect(named(3, 'clock')).toEqual(streamName('maybe', 'clock'));
  expect(named(3, 'case')).toEqual(streamName('maybe', 'case'));
  expect(() => layout.at(0, 'clock')).toThrow('activity 0 draws no clock');
});

test('what is added to a net disturbs no stream of the rest', () => {
  const pair = `
  fail: {when: vm == up, rate: 1, then: {vm: down}}
  back: {when: vm == down, delay: {weibull: {shape: 2, mean: 0.5}}, cases: [{weight: 3, then: {vm: up}}, {weight: 1, then: {}}]}
`;
  const alone = story(`places: {vm: {states: [up, down]}}\nactivities:${pair}`, 30);
  const together = story(
    `places: {other: 0, vm: {states: [up, down]}}
activities:
  tick: {rate: 2, cases: [{weight: 1, then: {other: 1}}, {weight: 1, then: {other: 0}}]}
${pair}  tock: {when: other == 1, delay: {lognormal: {mean: 1, cv: 1}}, then: {other: 0}}
`,
    30,
  );
  const ofPair = (firings: readonly string[]): string[] => firings.filter((firing) => /fail|back/.test(firing));
  expect(alone.firings.length).toBeGreaterThan(20);
  expect(ofPair(together.firings)).toEqual(alone.firings);
});
