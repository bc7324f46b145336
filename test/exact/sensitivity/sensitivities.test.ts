import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { differencedMeasure } from '../../../src/exact/sensitivity/differenced.js';
import { exactSensitivities, type Sensitivities } from '../../../src/exact/sensitivity/sensitivities.js';
import type { NetDocument } from '../../../src/net/document.js';
import { parseNet } from '../../../src/net/parse.js';
import { relativeDifference } from '../chain/models.js';

const documentOf = (text: string): NetDocument => parse(`format: ninefold/net@1\nname: test\n${text}`);

function solved(document: NetDocument, measure: string): Sensitivities {
  const found = exactSensitivities(parseNet(document), document, measure);
  if (found.kind === 'refused') throw new Error(`${found.reason}; ${found.suggestion}`);
  return found;
}

const derivativesOf = (document: NetDocument, measure: string): Record<string, number> =>
  Object.fromEntries(
    solved(document, measure).derivatives.map(({ parameter, derivative }) => [parameter.name, derivative]),
  );

function item<Item>(items: readonly Item[], index: number): Item {
  const found = items[index];
  if (found === undefined) throw new RangeError(`${index} of ${items.length}`);
  return found;
}

function expectNear(found: number | undefined, wanted: number, relative = 1e-10): void {
  expect(relativeDifference(found ?? Number.NaN, wanted), `${found} against ${wanted}`).toBeLessThan(relative);
}

describe('one component, up for 1/l and down for 1/m, in closed form', () => {
  const [l, m, t] = [0.01, 0.5, 3];
  const document = documentOf(`
constants: {l: ${l}, m: ${m}, t: ${t}, delay: 1 / l}
places: {down: {initial: 0, max: 1}}
activities:
  fail: {when: down == 0, delay: {exponential: {mean: delay}}, then: {down: 1}}
  repair: {when: down == 1, rate: m, then: {down: 0}}
rewards: {failures: {impulse: {fail: 2}}}
spans: {outage: {while: down == 1}}
measures:
  up: {steady-state: down == 0}
  nines: {nines: down == 0}
  at: {at: t, of: down == 0}
  share: {average: down == 0, until: t}
  survives: {probability: {stay: down == 0, within: t}}
  mttf: {mean-time-to: down == 1}
  failures: {accumulated: failures, until: t}
  rate: {steady-state: failures}
  per-up: {ratio: failures, by: down == 0}
  often: {count: outage}
  begun: {count: outage, until: t}
  mean: {mean: outage}
  p90: {quantile: 0.9, of: outage}
`);
  const s = l + m;
  const e = Math.exp(-s * t);

  test('in the long run', () => {
    const up = derivativesOf(document, 'up');
    expectNear(up.l, -m / s ** 2, 1e-14);
    expectNear(up.m, l / s ** 2, 1e-14);
    const nines = derivativesOf(document, 'nines');
    expectNear(nines.l, -m / (l * s) / Math.LN10, 1e-13);
    expectNear(nines.m, 1 / s / Math.LN10, 1e-13);
    const rate = derivativesOf(document, 'rate');
    expectNear(rate.l, (2 * m * m) / s ** 2, 1e-13);
    expectNear(rate.m, (2 * l * l) / s ** 2, 1e-13);
    expect(derivativesOf(document, 'per-up')).toMatchObject({ l: expect.closeTo(2, 12), m: expect.closeTo(0, 12) });
    const often = derivativesOf(document, 'often');
    expectNear(often.l, (m * m) / s ** 2, 1e-13);
    const mean = derivativesOf(document, 'mean');
    expectNear(mean.m, -1 / m ** 2, 1e-12);
  });

  test('over time', () => {
    const at = derivativesOf(document, 'at');
    expectNear(at.l, -m / s ** 2 + (m * e) / s ** 2 - ((l * t) / s) * e, 1e-12);
    expectNear(at.m, l / s ** 2 - (l * e) / s ** 2 - ((l * t) / s) * e, 1e-12);
    expectNear(at.t, -l * e, 1e-12);
    const share = derivativesOf(document, 'share');
    const down = (hours: number): number => (l / s) * (hours - -Math.expm1(-s * hours) / s);
    expectNear(share.t, (down(t) / t - (l / s) * -Math.expm1(-s * t)) / t, 1e-11);
    const survives = derivativesOf(document, 'survives');
    expectNear(survives.l, -t * Math.exp(-l * t), 1e-13);
    expectNear(survives.t, -l * Math.exp(-l * t), 1e-13);
    expect(survives.m).toBe(0);
    expectNear(derivativesOf(document, 'mttf').l, -1 / l ** 2, 1e-13);
    const failures = derivativesOf(document, 'failures');
    const begun = derivativesOf(document, 'begun');
    expectNear((begun.l ?? 0) * 2, failures.l ?? 0, 1e-13);
    expectNear(begun.t, l * (m / s + (l / s) * e), 1e-13);
  });

  test('what is not differentiated on the chain is differenced', () => {
    const p90 = solved(document, 'p90');
    expect(p90.method).toContain('differences');
    const slope = p90.derivatives.find(({ parameter }) => parameter.name === 'm');
    expectNear(slope?.derivative, Math.log(0.1) / m ** 2, 1e-8);
  });
});

/** Coins, phases, rates that depend on the state, speeds, gains with parameters, several ways to end. */
const mixed = documentOf(`
constants:
  fail: 0.02
  mend: 0.7
  cover: 0.9
  mean: 30
  weight: 0.3
  fast: 2
  slow: 0.4
  hurry: 1.5
  gain: 3
  ends: 0.001
  doubled: 2 * fail
  n: 2
places:
  up: {initial: n, max: n}
  spare: {states: [cold, waking, warm, gone]}
  stuck: {initial: 0, max: 1}
  over: {initial: 0, max: 2}
activities:
  fail:
    when: up > 0 && over == 0
    rate: up * max(fail, doubled / 3)
    cases:
      - {weight: cover, then: {up: up - 1}}
      - {weight: 1 - cover, then: {up: up - 1, stuck: 1}}
  mend: {when: up < n && stuck == 0 && over == 0, delay: {erlang: {stages: 2, mean: 1 / mend}}, speed: "if(up == 0, hurry, 1)", then: {up: up + 1}}
  free: {when: stuck == 1 && over == 0, delay: {hyperexponential: {rates: [fast, slow], weights: [weight, 1]}}, then: {stuck: 0}}
  wake: {when: spare == cold && up < n && over == 0, delay: {hypoexponential: {rates: [fast, 3]}}, then: {spare: waking}}
  decide: {when: spare == waking, immediate: 1, cases: [{weight: weight, then: {spare: gone}}, {weight: 1, then: {spare: warm}}]}
  cool: {when: spare == warm && up == n && over == 0, delay: {exponential: {mean: mean}}, then: {spare: cold}}
  forget: {when: spare == gone && over == 0, rate: 1 / mean, then: {spare: cold}}
  end: {when: up == 0 && over == 0, rate: ends, cases: [{weight: weight, then: {over: 1}}, {weight: 2, then: {over: 2}}]}
  flip: {when: over == 1, rate: fast, then: {over: 1, stuck: 1 - stuck}}
rewards:
  profit: {rate: up * gain - (over == 0) * 0.1, impulse: {fail: -gain * fail, decide: 0.2}}
spans: {shortage: {while: up < n}, dear: {while: stuck == 1, of: gain * up}}
measures:
  stays: {average: profit, until: 50}
  ended: {probability: {reach: over == 1}}
  last: {steady-state: up * gain + stuck}
  at: {at: 20, of: up == 0}
  soon: {probability: {reach: up == 0, within: 5}}
  first: {probability: {reach: stuck == 1, within: spare == gone}}
  time: {mean-time-to: up == 0}
  until-none: {accumulated: profit, until: up == 0}
  mean-until: {average: profit, until: up == 0}
  share: {ratio: profit, by: up, until: 40}
  nines: {nines: up > 0, until: 30}
  shortages: {count: shortage, until: 25}
  length: {mean: shortage, until: 60}
`);

describe('derivatives agree with differences of the exact solution', () => {
  const measures = Object.keys(mixed.measures ?? {});

  test.each(measures)('%s', (measure) => {
    const found = solved(mixed, measure);
    expect(found.method.includes('differences')).toBe(measure === 'length');
    expect(found.derivatives.length).toBeGreaterThan(4);
    const value = found.measure.value;
    // Two parameters a measure, others for each: differences take many solutions.
    const turn = 2 * measures.indexOf(measure);
    for (const k of [turn, turn + 1]) {
      const { parameter, derivative } = item(found.derivatives, k % found.derivatives.length);
      const wanted = differencedMeasure(mixed, measure, parameter, {}) ?? Number.NaN;
      const scale = Math.max(Math.abs(wanted), Math.abs((1e-5 * value) / parameter.value));
      expect(Math.abs(derivative - wanted) / scale, `${parameter.name}: ${derivative} against ${wanted}`).toBeLessThan(
        1e-7,
      );
    }
  });
});
