import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExactResult } from '../../../src/exact/result.js';
import { solveExact } from '../../../src/exact/solve.js';
import { relativeDifference } from '../chain/models.js';
import { netOf } from '../explore/nets.js';
import { drawnParts, onceOnly, textOf } from './random-parts.js';

const points = (result: ExactResult | undefined): number[] => {
  if (result?.kind === 'value') return [result.value, result.complement ?? 0];
  if (result?.kind === 'curve') return result.points.flatMap(({ value, complement }) => [value, complement ?? 0]);
  throw new Error(JSON.stringify(result));
};

function expectSame(text: string): void {
  const net = netOf(text);
  const apart = solveExact(net, { parts: 'always' });
  const joint = solveExact(net, { parts: 'never' });
  for (const { name } of net.measures) {
    expect(apart[name]).toMatchObject({ method: expect.stringContaining('product of') });
    const wanted = points(joint[name]);
    const found = points(apart[name]);
    expect(found.length).toBe(wanted.length);
    for (const [k, value] of found.entries()) {
      expect(relativeDifference(value, wanted[k] as number), `${name} ${k}: ${value}`).toBeLessThan(1e-10);
    }
  }
}

describe('independent parts solved apart', () => {
  test('give the measures of their joint chain', () => {
    const measures = `
  steady: {steady-state: service}
  capacity: {steady-state: capacity}
  work: {steady-state: work}
  by-time: {average: service, until: [1, 30]}
  capacity-by: {average: capacity, until: 5}
  work-by: {accumulated: work, until: [2, 20]}
  at: {at: [0, 0.5, 10], of: service}
  capacity-at: {at: 3, of: capacity}
  nines: {nines: service}
  nines-by: {nines: service, until: 10}
  outages: {count: outage}
  outages-by: {count: outage, until: 10}
  outage-mean: {mean: outage}
  life-mean: {mean: life}
  lives-by: {count: life, until: 3}
  lost-mean: {mean: lost}
  per-failure: {ratio: work, by: failures}
  per-failure-by: {ratio: work, by: failures, until: 7}
`;
    fc.assert(
      fc.property(drawnParts, (drawn) => expectSame(textOf(drawn, measures))),
      { numRuns: 7, seed: 1 },
    );
  });

  test('give first passages where nothing is mended', () => {
    const measures = `
  reached: {probability: {reach: "!service", within: [0.1, 1, 20]}}
  stays: {probability: {stay: service, within: 2}}
  ever: {probability: {reach: "!service"}}
  mttf: {mean-time-to: "!service"}
`;
    fc.assert(
      fc.property(onceOnly, (drawn) => expectSame(textOf(drawn, measures))),
      { numRuns: 7, seed: 2 },
    );
  });
});
