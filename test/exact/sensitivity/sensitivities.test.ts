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

describe('three independent repairable components of which one suffices', () => {
  const [l, m] = [1e-6, 0.1];
  const document = documentOf(`
constants: {l: ${l}, m: ${m}}
indices: {i: 3}
places: {down(i): {initial: 0, max: 1}}
activities:
  fail(i): {when: down(i) == 0, rate: l, then: {down(i): 1}}
  repair(i): {when: down(i) == 1, rate: m, then: {down(i): 0}}
measures:
  up: {steady-state: "!all(down(*))"}
  mttf: {mean-time-to: "all(down(*))"}
  fails: {probability: {reach: "all(down(*))", within: 5000}}
`);

  test('an unavailability of 1e-15 keeps its derivative to the last digits', () => {
    const { measure, derivatives } = solved(document, 'up');
    const down = l / (l + m);
    expectNear(measure.complement ?? 0, down ** 3, 1e-13);
    expectNear(derivatives[0]?.derivative, -3 * down ** 2 * (m / (l + m) ** 2), 1e-12);
    expectNear(derivatives[1]?.derivative, 3 * down ** 2 * (l / (l + m) ** 2), 1e-12);
  });

  test('so does a mean time to failure of 1e15 h', () => {
    // T_k, the mean time from k down to k + 1: T_0 = 1/3l, T_1 = (1 + m T_0) / 2l, T_2 = (1 + 2 m T_1) / l.
    const { measure, derivatives } = solved(document, 'mttf');
    const mean = 1 / (3 * l) + (1 + m / (3 * l)) / (2 * l) + (1 + (m / l) * (1 + m / (3 * l))) / l;
    expectNear(measure.value, mean, 1e-12);
    const byL = -11 / (6 * l ** 2) - (7 * m) / (3 * l ** 3) - m ** 2 / l ** 4;
    const byM = 7 / (6 * l ** 2) + (2 * m) / (3 * l ** 3);
    expectNear(derivatives[0]?.derivative, byL, 1e-11);
    expectNear(derivatives[1]?.derivative, byM, 1e-11);
  });

  test('and a failure probability of 1e-12', () => {
    const { measure, derivatives } = solved(document, 'fails');
    expect(measure.value).toBeLessThan(1e-11);
    for (const { parameter, derivative } of derivatives) {
      expectNear(derivative, differencedMeasure(document, 'fails', parameter, {}) ?? Number.NaN, 1e-8);
    }
  });
});

describe('what cannot be differentiated is said', () => {
  const document = (constants: string) =>
    documentOf(`
constants: {n: 2, k: 1, half: 0.5, unused: 7, t: 10, ${constants}}
indices: {i: n}
places: {up(i): {initial: 1, max: 1}}
activities:
  fail(i): {when: up(i) == 1, rate: 0.1, cases: [{weight: seen, then: {up(i): 0}}, {weight: 1 - seen, then: {}}]}
  mend(i): {when: up(i) == 0 && sum(up(*)) < 4 * half, rate: half, then: {up(i): 1}}
measures:
  share: {steady-state: sum(up(*)) >= k}
  curve: {at: {from: 0, to: t, steps: 3}, of: up(1) == 1}
`);
  const reasonsOf = (found: Sensitivities): Record<string, string> =>
    Object.fromEntries(found.skipped.map(({ name, reason }) => [name, reason.split(':')[0] ?? '']));

  test('counts, thresholds and what has no part', () => {
    const found = solved(document('seen: 0.9'), 'share');
    expect(found.derivatives.map(({ parameter }) => parameter.name)).toEqual(['seen']);
    const structural = 'structural';
    expect(reasonsOf(found)).toEqual({
      n: structural,
      k: structural,
      half: structural,
      unused: 'has no part in share',
      t: 'has no part in share',
    });
  });

  test('a probability of 1, beyond which nothing is defined', () => {
    expect(reasonsOf(solved(document('seen: 1'), 'share')).seen).toBe('at the edge of what it may be');
  });

  test('a curve', () => {
    const asked = document('seen: 0.9');
    expect(exactSensitivities(parseNet(asked), asked, 'curve')).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('curve'),
    });
  });
});

describe('delays without phases', () => {
  const machine = (mttf: string, measures: string) =>
    documentOf(`
constants: {mttf: ${mttf}, boot: 0.5, shape: 3}
places: {down: {initial: 0, max: 1}}
activities:
  fail: {when: down == 0, delay: {weibull: {shape: shape, mean: mttf}}, then: {down: 1}}
  reboot: {when: down == 1, delay: boot, then: {down: 0}}
measures: {${measures}}
`);

  test('are replaced where only their means count, and their shapes are left to trials', () => {
    const found = solved(machine('100', 'up: {steady-state: down == 0}'), 'up');
    const slopes = Object.fromEntries(
      found.derivatives.map(({ parameter, derivative }) => [parameter.name, derivative]),
    );
    expectNear(slopes.mttf, 0.5 / 100.5 ** 2);
    expectNear(slopes.boot, -100 / 100.5 ** 2);
    expect(found.undecided.map(({ name }) => name)).toEqual(['shape']);
    expect(found.approximations.join()).toMatch(/fail: weibull fitted by 2 phases.*reboot: deterministic/);
  });

  test('leave to trials what hangs on their shape in a measure that does not', () => {
    const document = documentOf(`
constants: {rare: 0.02, life: 50, mend: 1}
indices: {i: 2}
places: {down(i): {initial: 0, max: 1}, over: {initial: 0, max: 1}}
activities:
  end: {when: over == 0, rate: rare, then: {over: 1}}
  fail(i): {when: down(i) == 0, delay: {weibull: {shape: 3, mean: life}}, then: {down(i): 1}}
  mend(i): {when: down(i) == 1, rate: mend, then: {down(i): 0}}
measures: {out: {probability: {reach: over == 1 || all(down(*)), within: 2}}}
`);
    const found = solved(document, 'out');
    expect(found.derivatives.map(({ parameter }) => parameter.name)).toEqual(['rare']);
    expect(found.undecided.map(({ name }) => name)).toContain('life');
  });

  test('are refused where their shape counts', () => {
    const document = machine('100', 'lives: {probability: {stay: down == 0, within: 50}}');
    const found = exactSensitivities(parseNet(document), document, 'lives');
    expect(found).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/fail has a weibull delay.*its shape matters/),
    });
  });
});

describe('members that are alike', () => {
  const two = (rateOfSecond: string) =>
    documentOf(`
constants: {first: 0.02, other: 0.02, mend: 0.5}
places: {down(i): {initial: 0, max: 1}}
indices: {i: 2}
activities:
  fail1: {when: down(1) == 0, rate: first, then: {down(1): 1}}
  fail2: {when: down(2) == 0, rate: ${rateOfSecond}, then: {down(2): 1}}
  mend(i): {when: down(i) == 1, rate: mend, then: {down(i): 0}}
measures: {down: {steady-state: down(1) == 1 && down(2) == 1}}
`);
  const share = 0.02 / 0.52;
  const slope = 0.5 / 0.52 ** 2;

  test('are one to a measure of both', () => {
    const found = solved(two('first'), 'down');
    expect(found.method).toContain('3 states');
    expectNear(found.derivatives[0]?.derivative, 2 * share * slope, 1e-13);
  });

  test('are two when their parameters only happen to be equal', () => {
    const found = solved(two('other'), 'down');
    expect(found.method).toContain('4 states');
    expect(found.derivatives.map(({ parameter }) => parameter.name)).toEqual(['first', 'other', 'mend']);
    for (const { derivative } of found.derivatives.slice(0, 2)) expectNear(derivative, share * slope, 1e-13);
  });
});

describe('a coin that falls before time begins', () => {
  const [p, a, b, g] = [0.3, 0.2, 0.5, 4];
  const document = documentOf(`
constants: {p: ${p}, a: ${a}, b: ${b}, g: ${g}}
places: {side: {initial: 0, max: 3}}
activities:
  toss: {when: side == 0, immediate: 1, cases: [{weight: p, then: {side: 1}}, {weight: 1 - p, then: {side: 2}}]}
  leave1: {when: side == 1, rate: a, then: {side: 3}}
  leave2: {when: side == 2, rate: b, then: {side: 3}}
rewards: {stake: {impulse: {toss: g * p}}}
measures:
  time: {mean-time-to: side == 3}
  gone: {at: 2, of: side == 3}
  stake: {accumulated: stake, until: 5}
`);

  test('counts with its probability', () => {
    expectNear(derivativesOf(document, 'time').p, 1 / a - 1 / b, 1e-13);
    expectNear(derivativesOf(document, 'gone').p, Math.exp(-2 * b) - Math.exp(-2 * a), 1e-12);
  });

  test('so does what it gains', () => {
    expect(derivativesOf(document, 'stake')).toMatchObject({ p: g, g: p });
  });
});
