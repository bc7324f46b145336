import { describe, expect, test } from 'vitest';
import { kOfN } from '../../../src/exact/closed-forms/k-of-n.js';
import type { ExactResult } from '../../../src/exact/result.js';
import { solveExact } from '../../../src/exact/solve.js';
import { relativeDifference } from '../chain/models.js';
import { netOf } from '../explore/nets.js';

interface Component {
  readonly fail: number;
  readonly mend: number;
}

/** A service that needs k of several components, all different. */
const kOfDifferent = (k: number, components: readonly Component[], measures: string): string => `
places:
${components.map((_, i) => `  p${i}: {states: [up${i}, down${i}]}`).join('\n')}
let:
  service: "sum(${components.map((_, i) => `p${i} == up${i}`).join(', ')}) >= ${k}"
activities:
${components
  .map(
    ({ fail, mend }, i) => `  fail${i}: {when: p${i} == up${i}, rate: ${fail}, then: {p${i}: down${i}}}
  mend${i}: {when: p${i} == down${i}, rate: ${mend}, then: {p${i}: up${i}}}`,
  )
  .join('\n')}
spans: {outage: {while: "!service"}}
measures:
${measures}`;

const unlike = (n: number, scale = 1): Component[] =>
  Array.from({ length: n }, (_, i) => ({ fail: scale * 1e-3 * (1 + i), mend: 0.2 + 0.1 * ((7 * i) % n) }));

const unavailable = ({ fail, mend }: Component, time = Infinity): number =>
  (-Math.expm1(-(fail + mend) * time) * fail) / (fail + mend);

const notEnough = (k: number, down: readonly number[]): number =>
  kOfN(
    k,
    down.map((complement) => ({ value: 1 - complement, complement })),
  ).complement;

/** How often k of n becomes k - 1: one goes while just k - 1 of the others are up. */
function outagesPerTime(k: number, components: readonly Component[], time = Infinity): number {
  const down = components.map((component) => unavailable(component, time));
  return components.reduce((sum, { fail }, i) => {
    const others = down.filter((_, j) => j !== i);
    const just = justUp(k - 1, others);
    return sum + fail * (1 - (down[i] as number)) * just;
  }, 0);
}

/** P(just so many are up). */
function justUp(up: number, down: readonly number[]): number {
  let counts = [1];
  for (const missing of down) {
    counts = Array.from(
      { length: counts.length + 1 },
      (_, j) => (counts[j] ?? 0) * missing + (counts[j - 1] ?? 0) * (1 - missing),
    );
  }
  return counts[up] as number;
}

const numberOf = (result: ExactResult | undefined): number => {
  if (result?.kind !== 'value') throw new Error(JSON.stringify(result));
  return result.value;
};

const complementOf = (result: ExactResult | undefined): number => {
  if (result?.kind !== 'value' || result.complement === undefined) throw new Error(JSON.stringify(result));
  return result.complement;
};

function expectNear(found: number, wanted: number, relative = 1e-12): void {
  expect(relativeDifference(found, wanted), `${found} against ${wanted}`).toBeLessThan(relative);
}

describe('k of n different components', () => {
  test.each([
    [3, 5],
    [1, 8],
    [20, 25],
    [30, 40],
  ])('%i of %i', (k, n) => {
    const components = unlike(n);
    const measures = `
  steady: {steady-state: service}
  nines: {nines: service}
  at: {at: 2, of: service}
  outages: {count: outage}
  outage-mean: {mean: outage}
`;
    const found = solveExact(netOf(kOfDifferent(k, components, measures)), { parts: 'always' });
    const missing = notEnough(
      k,
      components.map((component) => unavailable(component)),
    );
    expect(found.steady).toMatchObject({ method: `product of ${n} chains: elimination` });
    expectNear(complementOf(found.steady), missing);
    expectNear(numberOf(found.nines), -Math.log10(missing));
    const frequency = outagesPerTime(k, components);
    expectNear(numberOf(found.outages), frequency);
    expectNear(numberOf(found['outage-mean']), missing / frequency);
    const early = components.map((component) => unavailable(component, 2));
    expectNear(complementOf(found.at), notEnough(k, early), 1e-11);
  });

  test('that are nearly always up keep the digits of what is missing', () => {
    const components = unlike(3, 1e-12);
    const down = components.map((component) => unavailable(component));
    const measures = `
  all: {steady-state: p0 == up0 && p1 == up1 && p2 == up2}
  some: {steady-state: service}
  all-by: {average: p0 == up0 && p1 == up1 && p2 == up2, until: 1000}
`;
    const found = solveExact(netOf(kOfDifferent(1, components, measures)), { parts: 'always' });
    expectNear(complementOf(found.all), notEnough(3, down));
    expect(complementOf(found.all)).toBeLessThan(1e-13);
    expectNear(
      complementOf(found.some),
      down.reduce((product, each) => product * each, 1),
    );
    // To first order, which is all there is at 1e-14: the sum over i of u_i (1 - (1 - e^(-r_i t)) / (r_i t)).
    const missing = components.reduce((sum, component) => {
      const rate = (component.fail + component.mend) * 1000;
      return sum + unavailable(component) * (1 + Math.expm1(-rate) / rate);
    }, 0);
    expectNear(complementOf(found['all-by']), missing, 1e-11);
  });

  test('of which 40 have no joint chain, over time', () => {
    const components = unlike(40);
    const net = netOf(kOfDifferent(33, components, '  by: {average: service, until: 24}\n'));
    const { by } = solveExact(net, { statesMost: 20_000 });
    expect(by).toMatchObject({ notes: [expect.stringContaining('quadrature')] });
    const missing = (time: number): number =>
      notEnough(
        33,
        components.map((component) => unavailable(component, time)),
      );
    expectNear(complementOf(by), simpson(missing, 24, 2000) / 24, 1e-9);
  });

  test('begin outages as often as the counts of the others say', () => {
    const components = unlike(10);
    const net = netOf(kOfDifferent(8, components, '  begun: {count: outage, until: 0.5}\n'));
    const { begun } = solveExact(net, { parts: 'always' });
    const rate = (time: number): number => outagesPerTime(8, components, time);
    expectNear(numberOf(begun), simpson(rate, 0.5, 200), 1e-9);
  });

  test('is refused where only the joint chain would do, and that is too large', () => {
    const net = netOf(kOfDifferent(33, unlike(40), '  by: {probability: {reach: "!service", within: 24}}\n'));
    expect(solveExact(net, { statesMost: 1000 }).by).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/^more than 1000 states.*40 independent parts.*left again/),
    });
  });
});

/** Composite Simpson rule: its error is known by the fourth derivative, so it shares nothing with what it checks. */
function simpson(f: (x: number) => number, to: number, steps: number): number {
  const h = to / steps;
  let sum = f(0) + f(to);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * f(i * h);
  return (sum * h) / 3;
}

test('components that are not mended last as long as the closed form says', () => {
  const rates = [0.1, 0.25, 0.3, 0.7, 1.3];
  const text = kOfDifferent(
    4,
    rates.map((fail) => ({ fail, mend: 0 })),
    '  mttf: {mean-time-to: "!service"}\n  some: {mean-time-to: "sum(p0 == up0, p1 == up1, p2 == up2, p3 == up3, p4 == up4) == 0"}\n',
  );
  const found = solveExact(netOf(text), { parts: 'always' });
  // Inclusion and exclusion: the first of a set lasts 1 over the sum of its rates.
  let first = 0;
  let all = 0;
  for (let set = 1; set < 32; set++) {
    const members = rates.filter((_, i) => (set >> i) % 2 === 1);
    const lasts = 1 / members.reduce((sum, rate) => sum + rate, 0);
    all += (members.length % 2 === 1 ? 1 : -1) * lasts;
    // At least 4 of 5: C(m - 1, 3) (-1)^(m - 4) of each set of m.
    first += (members.length === 4 ? 1 : members.length === 5 ? -4 : 0) * lasts;
  }
  expectNear(numberOf(found.mttf), first, 1e-11);
  expectNear(numberOf(found.some), all, 1e-11);
});
