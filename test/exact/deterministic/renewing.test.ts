import { describe, expect, it } from 'vitest';
import { loadYaml } from '../../../src/config/yaml.js';
import { latentErrorMttf } from '../../../src/exact/closed-forms/latent-error.js';
import { solveExact } from '../../../src/exact/solve.js';
import { parseNet } from '../../../src/net/parse.js';

function solved(text: string): Record<string, number | string> {
  const results = solveExact(parseNet(loadYaml(text).data));
  return Object.fromEntries(
    Object.entries(results).map(([name, result]) => [
      name,
      result.kind === 'value' ? result.value : result.kind === 'refused' ? result.reason : Number.NaN,
    ]),
  );
}

/** L. Carnevali et al., the published rows of the periodic rejuvenation policy. */
const periodic = (p: number): string => `
format: ninefold/net@1
name: periodic rejuvenation
places:
  software: {states: [up, err, down, detected, restartingUp, restartingErr]}
activities:
  error: {when: software == up, rate: 0.004166666667, then: {software: err}}
  fail: {when: software == err, rate: 0.00119047619, then: {software: down}}
  detect: {when: software == down, rate: 0.5, then: {software: detected}}
  repair: {when: software == detected, rate: 0.148484493, then: {software: up}}
  rejuvenate:
    when: software == up || software == err || software == down
    delay: ${p} h
    then: {software: "if(software == up, restartingUp, if(software == err, restartingErr, detected))"}
  restartUp: {when: software == restartingUp, rate: 0.6913621217, then: {software: up}}
  restartErr: {when: software == restartingErr, rate: 0.5550375205, then: {software: up}}
rewards: {restarts: {impulse: {rejuvenate: 1}}}
spans: {outage: {while: software == down}}
measures:
  unavailable: {steady-state: software != up && software != err}
  undetected: {steady-state: software == down}
  restarts: {steady-state: restarts}
  passage: {quantile: 0.9, of: outage}
`;

const latent = (days: number): string => `
format: ninefold/net@1
name: latent error
places:
  vm: {states: [ok, latent, failed]}
activities:
  err: {when: vm == ok, rate: 1 / 7 d, then: {vm: latent}}
  fail: {when: vm == latent, rate: 1 / 3 d, then: {vm: failed}}
  rejuvenate: {when: vm != failed, delay: {every: {period: ${days} d}}, then: {vm: ok}}
measures:
  mttf: {mean-time-to: vm == failed}
`;

describe('a fixed clock that renews itself', () => {
  it.each([
    [30, 0.047721741, 0.000118088],
    [150, 0.012753266, 0.000562243],
    [300, 0.009165725, 0.000930559],
    [510, 0.008212512, 0.001247771],
    [1050, 0.007973799, 0.001607476],
    [2010, 0.008004538, 0.001778567],
  ])('gives the published long run at a period of %s h', (p, unavailable, undetected) => {
    const found = solved(periodic(p));
    // Nine decimals are printed.
    expect(Math.abs((found.unavailable as number) - unavailable)).toBeLessThanOrEqual(0.5e-9);
    expect(Math.abs((found.undetected as number) - undetected)).toBeLessThanOrEqual(0.5e-9);
  });

  it('counts its ringing as often as it happens', () => {
    // Very long periods: the clock hardly ever rings, and then the failures set the pace; very short ones: once a cycle of p + 1/rate.
    const { restarts } = solved(periodic(0.001));
    expect(restarts).toBeCloseTo(1 / (0.001 + 1 / 0.6913621217), 4);
  });

  it('says what it does not solve', () => {
    expect(solved(periodic(30)).passage).toMatch(/quantiles of passages are not solved/);
  });
});

describe('calendars on one grid', () => {
  it.each([14, 7, 3, 1])('gives the mean time to a latent failure, rejuvenated every %s days', (days) => {
    const { mttf } = solved(latent(days));
    const exact = latentErrorMttf({ errorRate: 1 / 168, failureRate: 1 / 72 }, 24 * days);
    expect(Math.abs((mttf as number) / exact - 1)).toBeLessThan(1e-10);
  });

  it('alternates calendars of commensurable periods', () => {
    // On a grid of 1 h: switched on at 2, 4, 6, ... and off at 3, 9, 15, ...: on in 4..9 of each 6 h but for 9..10, hence 5/6 of the time.
    const { on } = solved(`
format: ninefold/net@1
name: two calendars
places:
  lamp: 0
activities:
  switchOn: {when: lamp == 0, delay: {every: {period: 2 h}}, then: {lamp: 1}}
  switchOff: {when: lamp == 1, delay: {every: {period: 6 h, offset: 3 h}}, then: {lamp: 0}}
measures:
  on: {steady-state: lamp}
`);
    expect(on).toBeCloseTo(5 / 6, 12);
  });
});
