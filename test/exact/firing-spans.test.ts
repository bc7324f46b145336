import { describe, expect, it, test } from 'vitest';
import { stringify } from 'yaml';
import { solveExact } from '../../src/exact/solve.js';
import { netOf } from './explore/nets.js';

/** The values of measures of a net that is written in YAML. */
function solved(net: string, measures: object): Record<string, number> {
  const found = solveExact(netOf(`${net}\nmeasures:\n${stringify(measures).replace(/^/gm, '  ')}`));
  return Object.fromEntries(
    Object.entries(found).map(([name, result]) => {
      if (result.kind !== 'value') throw new Error(`${name}: ${JSON.stringify(result)}`);
      return [name, result.value];
    }),
  );
}

const repaired = `places: {down: 0, crew: {initial: 0, max: 1}}
activities:
  fail: {when: down == 0, delay: {erlang: {stages: 2, mean: 20}}, then: {down: 1}}
  repair: {when: down == 1, rate: 1 / 2, then: {down: 0}}
  call: {when: crew == 0, rate: 1 / 7, then: {crew: 1}}
  leave: {when: crew == 1, rate: 1 / 3, then: {crew: 0}}
spans:
  outage: {while: down == 1, of: 1 + crew}
  between: {from: [fail], to: [repair], of: 1 + crew}
  life: {from: [fail], to: [fail]}`;

test.each([{}, { until: 1 }, { until: 100 }, { until: 100_000 }])(
  'a passage from where a state is entered to where it is left is a stay in it: %o',
  (bound) => {
    const kinds = 'until' in bound ? ['count', 'mean', 'total'] : ['count', 'mean'];
    const of = (span: string): object => Object.fromEntries(kinds.map((kind) => [kind, { [kind]: span, ...bound }]));
    const [stay, passage] = [solved(repaired, of('outage')), solved(repaired, of('between'))];
    for (const kind of kinds) expect((passage[kind] ?? Number.NaN) / (stay[kind] ?? Number.NaN)).toBeCloseTo(1, 9);
  },
);

it('from a failure to the next is a renewal', () => {
  const { mean, count } = solved(repaired, { mean: { mean: 'life' }, count: { count: 'life' } });
  expect(mean).toBeCloseTo(22, 10);
  expect(count).toBeCloseTo(1 / 22, 12);
});

describe('a passage that is begun anew', () => {
  /** Saved every 50 h, lost every 100 h and back in no time: its place says nothing of either. */
  const saved = `places: {work: {states: [goesOn, lost]}}
activities:
  save: {when: work == goesOn, rate: 1 / 50, then: {}}
  crash: {when: work == goesOn, rate: 1 / 100, then: {work: lost}}
  restore: {when: work == lost, immediate: 1, then: {work: goesOn}}
spans:
  rework: {from: [save, restore], to: [crash]}
  also: {from: [save, restore], to: [crash]}`;

  it('is the time since the last beginning', () => {
    const { mean, far, near, both } = solved(saved, {
      mean: { mean: 'rework' },
      far: { mean: 'rework', until: 1e9 },
      near: { total: 'rework', until: 60 },
      both: { total: ['rework', 'also'], until: 60 },
    });
    expect(mean).toBeCloseTo(100 / 3, 10);
    // What was going on at time 0 did not begin at a firing.
    expect(far).toBeCloseTo(100 / 3, 5);
    expect(both).toBeCloseTo(2 * (near ?? Number.NaN), 10);
    const rate = 3 / 100;
    const integral = (f: (time: number) => number): number => {
      const steps = 20_000;
      let sum = 0;
      for (let step = 0; step < steps; step++) sum += f(((step + 0.5) * 60) / steps);
      return (sum * 60) / steps;
    };
    // A crash at t loses the time since the last firing, where there was one: E = (1 - (1 + rate t) exp(-rate t)) / rate.
    const expected = integral((t) => (1 - (1 + rate * t) * Math.exp(-rate * t)) / rate / 100);
    expect(near).toBeCloseTo(expected, 6);
  });
});

test('beside a fixed delay the reason is that of the chain', () => {
  const text = repaired.replace('rate: 1 / 7', 'delay: {deterministic: {value: 7}}');
  expect(() => solved(text, { mean: { mean: 'between', until: 50 } })).toThrow(
    'call has a deterministic delay, which has no phases',
  );
});
