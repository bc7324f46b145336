import { describe, expect, test } from 'vitest';
import { latentErrorSurvival } from '../../../src/exact/closed-forms/latent-error.js';
import { StateError } from '../../../src/exact/explore/refusal.js';
import type { ExactResult } from '../../../src/exact/result.js';
import { solveExact } from '../../../src/exact/solve.js';
import { netOf } from '../explore/nets.js';

function numberOf(result: ExactResult | undefined): number {
  if (result?.kind !== 'value') throw new Error(JSON.stringify(result));
  return result.value;
}

function pointsOf(result: ExactResult | undefined): readonly { at: number; value: number; complement?: number }[] {
  if (result?.kind !== 'curve') throw new Error(JSON.stringify(result));
  return result.points;
}

function expectNear(found: number, wanted: number, absolute = 1e-12): void {
  expect(Math.abs(found - wanted), `${found} against ${wanted}`).toBeLessThan(absolute);
}

describe('calendars by a given time', () => {
  test('a latent error removed every T: S(T)^k S(t - kT) survive to t', () => {
    const found = solveExact(
      netOf(`
places: {vm: {states: [ok, latent, failed]}}
activities:
  err: {when: vm == ok, rate: 1/168, then: {vm: latent}}
  fail: {when: vm == latent, rate: 1/72, then: {vm: failed}}
  rejuvenate: {when: vm != failed, delay: {every: {period: 24 h}}, then: {vm: ok}}
measures: {survives: {probability: {stay: vm != failed, within: [0 h, 10 h, 24 h, 30 h, 1000 h, 24000 h]}}}
`),
    );
    const survival = (t: number): number => latentErrorSurvival({ errorRate: 1 / 168, failureRate: 1 / 72 }, t).value;
    for (const { at, value, complement = Number.NaN } of pointsOf(found.survives)) {
      const whole = Math.floor(at / 24);
      const wanted = survival(24) ** whole * survival(at - 24 * whole);
      expect(Math.abs(value / wanted - 1)).toBeLessThan(1e-11);
      expectNear(value + complement, 1);
    }
  });

  test('staggered over three replicas, each has the same share, a third of the period later', () => {
    const found = solveExact(
      netOf(`
constants: {T: 7 d}
indices: {i: 3}
places: {vm(i): {states: [up, old]}}
activities:
  age(i): {when: vm(i) == up, rate: 1/100, then: {vm(i): old}}
  renew(i): {when: vm(i) == old, delay: {every: {period: T, offset: T * i / 3}}, then: {vm(i): up}}
measures:
  one: {steady-state: vm(1) == old}
  two: {steady-state: vm(2) == old}
  all: {steady-state: all(vm(*) == old)}
  late: {at: 10000 h, of: vm(1) == old}
  later: {at: 10056 h, of: vm(2) == old}
`),
    );
    const young = (100 / 168) * -Math.expm1(-168 / 100);
    expectNear(numberOf(found.one), 1 - young);
    expectNear(numberOf(found.two), 1 - young);
    expectNear(numberOf(found.late), numberOf(found.later));
    // In each third one has just been renewed, the others 56 and 112 h before.
    const old = (since: number): number => -Math.expm1(-since / 100);
    const steps = 20_000;
    let sum = 0;
    for (let n = 0; n < steps; n++) {
      const at = ((n + 0.5) / steps) * 56;
      sum += old(at) * old(at + 56) * old(at + 112);
    }
    expectNear(numberOf(found.all), sum / steps, 1e-8);
  });

  test('begun later than a period after the start, and rung at the very time that is asked for', () => {
    const found = solveExact(
      netOf(`
places: {n: {max: 9}}
activities: {tick: {when: n < 9, delay: {every: {period: 2 h, offset: 5 h}}, then: {n: n + 1}}}
measures:
  counted: {at: [0 h, 4.99 h, 5 h, 6.99 h, 7 h, 9.5 h], of: n}
  area: {accumulated: n, until: 8 h}
  reached: {probability: {reach: n == 3, within: [8.99 h, 9 h]}}
  mean: {mean-time-to: n == 3}
`),
    );
    expect(pointsOf(found.counted).map(({ value }) => value)).toEqual([0, 0, 1, 1, 2, 3]);
    expectNear(numberOf(found.area), 2 + 2);
    expect(pointsOf(found.reached).map(({ value }) => value)).toEqual([0, 1]);
    expectNear(numberOf(found.mean), 9);
  });

  test('that change nothing leave the values of the chain: ages, speeds, restarts and coins included', () => {
    const net = (calendar: string): string => `
places: {load: {initial: 1, max: 2}, up: {initial: 1, max: 1}}
activities:
  shift: {rate: 1/2, cases: [{weight: 1 + load, then: {load: (load + 1) % 3}}, {weight: 1, then: {load: (load + 2) % 3}}]}
  fail: {when: up == 1, delay: {erlang: {stages: 3, mean: 4}}, speed: load, age: 2, then: {up: 0}}
  repair: {when: up == 0, delay: {hyperexponential: {rates: [1, 5], weights: [0.3, 0.7]}}, then: {up: 1}}
  renew: {when: up == 1, rate: load / 8, cases: [{weight: 1, then: {}, restarts: [fail]}, {weight: 1, then: {}}]}
${calendar}
rewards: {hits: {impulse: {fail: load, renew: 1}}}
spans: {outage: {while: up == 0}}
measures:
  share: {average: up, until: 20}
  hits: {accumulated: hits, until: 20}
  point: {at: 7, of: up * load}
  long: {steady-state: up}
  mean: {mean-time-to: up == 0}
  soon: {probability: {reach: up == 0, within: 3}}
  count: {count: outage}
  begun: {count: outage, until: 20}
  outage: {mean: outage}
  first: {probability: {reach: up == 0, within: load == 2}}
`;
    const plain = solveExact(netOf(net('')));
    const timed = solveExact(
      netOf(
        net('  idle: {when: load != 1, delay: {every: {period: 0.7 h, probability: 0.4}}, then: {load: load, up: up}}'),
      ),
    );
    expect(timed.point).toMatchObject({ method: expect.stringContaining('ringing') });
    for (const name of Object.keys(plain)) expectNear(numberOf(timed[name]), numberOf(plain[name]), 1e-11);
  });
});

describe('fixed delays by a given time', () => {
  /** P(Erlang of n stages of rate 1 <= t); n = 0 takes no time. */
  const erlang = (n: number, t: number): number => {
    if (t < 0) return 0;
    let below = 0;
    for (let k = 0, term = Math.exp(-t); k < n; k++, term *= t / k) below += term;
    return 1 - below;
  };

  test('up for 3 h, repaired in 1 h on average: the n-th life is on from S_n to S_n + 3, S_n = 3n + Erlang(n)', () => {
    const found = solveExact(
      netOf(`
places: {down: {max: 1}}
activities:
  fail: {when: down == 0, delay: 3 h, then: {down: 1}}
  repair: {when: down == 1, rate: 1, then: {down: 0}}
rewards: {failures: {impulse: {fail: 1}}}
measures:
  up: {at: [0 h, 2.9 h, 3 h, 4 h, 10 h, 31.5 h], of: down == 0}
  failures: {accumulated: failures, until: [2.9 h, 3 h, 20 h]}
  third: {probability: {reach: down == 1, within: 3 h}}
`),
    );
    for (const { at, value } of pointsOf(found.up)) {
      let wanted = 0;
      for (let n = 0; 3 * n <= at; n++) wanted += erlang(n, at - 3 * n) - erlang(n, at - 3 * n - 3);
      expectNear(value, wanted);
    }
    for (const { at, value } of pointsOf(found.failures)) {
      let wanted = 0;
      for (let n = 0; 3 * n <= at; n++) wanted += erlang(n, at - 3 * n - 3);
      expectNear(value, wanted);
    }
    expect(numberOf(found.third)).toBe(1);
  });

  const twice = (ring: string): string => `
places: {x: {max: 3}, odd: {max: 1}}
activities:
  grow: {when: x < 3, rate: 1/3, then: {x: x + 1}}
  flip: {rate: x / 2, then: {odd: 1 - odd}}
  ring: {delay: ${ring}, then: {x: 0}}
rewards: {gain: {impulse: {ring: x, flip: 1}}}
measures:
  point: {at: [1 h, 2 h, 2.5 h, 9 h], of: x + odd}
  gain: {accumulated: gain, until: [1.9 h, 2 h, 17 h]}
  full: {probability: {reach: x == 3, within: [1 h, 5 h, 30 h]}}
`;

  test('one that is always on is a calendar', () => {
    const [delay, calendar] = [twice('2 h'), twice('{every: {period: 2 h}}')].map((text) => solveExact(netOf(text)));
    for (const name of ['point', 'gain', 'full']) {
      for (const [index, { value }] of pointsOf(delay?.[name]).entries()) {
        expect(value).toBe(pointsOf(calendar?.[name])[index]?.value);
      }
    }
  });

  test('solved as one that begins at any time, it comes to the same', () => {
    const onLattice = solveExact(netOf(twice('2 h')));
    // Restarted by chance, though hardly ever: no lattice then.
    const rare = twice('2 h').replace(
      'grow: {',
      'never: {rate: 1e-18, cases: [{weight: 1, then: {odd: odd}, restarts: [ring]}]}\n  grow: {',
    );
    const anyTime = solveExact(netOf(rare));
    expect(anyTime.point).toMatchObject({ method: 'uniformisation by delays' });
    for (const name of ['point', 'gain', 'full']) {
      for (const [index, { value }] of pointsOf(onLattice[name]).entries()) {
        expectNear(value, pointsOf(anyTime[name])[index]?.value ?? Number.NaN);
      }
    }
  });

  test('settles to the long run', () => {
    const found = solveExact(
      netOf(`
places: {at: {states: [a, b, c]}}
activities:
  go: {when: at == a, rate: 1, then: {at: b}}
  wait: {when: at == b, delay: 0.6 h, then: {at: c}}
  leave: {when: at == b, rate: 1/2, then: {at: a}}
  stop: {when: at == c, delay: 0.25 h, then: {at: a}}
rewards: {stops: {impulse: {stop: 1}}}
measures:
  long: {steady-state: at == b}
  late: {at: 60 h, of: at == b}
  pace: {steady-state: stops}
  counted: {accumulated: stops, until: [60 h, 70 h]}
`),
    );
    expectNear(numberOf(found.late), numberOf(found.long));
    const [first, second] = pointsOf(found.counted);
    expectNear(((second?.value ?? 0) - (first?.value ?? 0)) / 10, numberOf(found.pace));
  });
});

describe('what has no exact value', () => {
  const mixed = (boot: string): string => `
places: {vm: {states: [up, boot]}}
activities:
  fail: {when: vm == up, rate: 1/50, then: {vm: boot}}
  booted: {when: vm == boot, delay: ${boot}, then: {vm: up}}
  renew: {when: vm == up, delay: {every: {period: 24 h}}, then: {vm: boot}}
measures: {down: {steady-state: vm == boot}, point: {at: 30 h, of: vm == boot}}
`;

  test('is refused by name, with what to try', () => {
    const found = solveExact(netOf(mixed('6 min')));
    for (const result of [found.down, found.point]) {
      expect(result).toMatchObject({
        kind: 'refused',
        reason: expect.stringContaining('booted has a fixed delay that begins at a moment of chance'),
        suggestion: expect.stringContaining('phases'),
      });
    }
  });

  test('is approximated when phases may be fitted, with calendars as they are', () => {
    const found = solveExact(netOf(mixed('6 min')), { fittedPhasesMost: 4 });
    const erlang = solveExact(netOf(mixed('{erlang: {stages: 4, mean: 6 min}}')));
    const notes = ['booted: deterministic fitted by 4 phases (its mean)'];
    for (const name of ['down', 'point']) {
      expect(found[name]).toMatchObject({ approximate: true, notes });
      expectNear(numberOf(found[name]), numberOf(erlang[name]), 1e-14);
    }
    expect(erlang.down).not.toHaveProperty('approximate');
  });

  test('is approximated like every other delay when there are no calendars', () => {
    const apart = `
places: {x: {max: 1}, odd: {max: 1}}
activities:
  goX: {when: x == 0, rate: 1, then: {x: 1}}
  backX: {when: x == 1, delay: 1 h, then: {x: 0}}
  goOdd: {when: odd == 0, rate: 1, then: {odd: 1}}
  backOdd: {when: odd == 1, delay: 30 min, then: {odd: 0}}
measures: {both: {steady-state: x == 1 && odd == 1}, shut: {average: x == 1 && odd == 1, until: 10 h}}
`;
    expect(solveExact(netOf(apart)).both).toMatchObject({ kind: 'refused' });
    const { both, shut } = solveExact(netOf(apart), { fittedPhasesMost: 2 });
    const notes = [
      'backX: deterministic fitted by 2 phases (its mean)',
      'backOdd: deterministic fitted by 2 phases (its mean)',
    ];
    expect(shut).toMatchObject({ approximate: true, notes });
    expect(both).toMatchObject({ approximate: true, notes });
    // The fits have the means of the delays, and x and odd are independent.
    expectNear(numberOf(both), (1 / 2) * (0.5 / 1.5), 1e-12);
  });

  test('two that begin apart and run at once are named', () => {
    const { a } = solveExact(
      netOf(`
places: {x: {max: 1}, odd: {max: 1}}
activities:
  goX: {when: x == 0, rate: 1, then: {x: 1}}
  backX: {when: x == 1, delay: 1 h, then: {x: 0}}
  goY: {when: odd == 0, rate: 1, then: {odd: 1}}
  backY: {when: odd == 1, delay: 1 h, then: {odd: 0}}
measures: {a: {steady-state: x + odd}}
`),
    );
    expect(a).toMatchObject({ kind: 'refused', reason: expect.stringContaining('backX and backY') });
  });

  test('more work than is allowed is refused, counted and not timed', () => {
    const net = netOf(`
places: {x: {max: 1}}
activities: {flip: {rate: 1, then: {x: 1 - x}}, tick: {when: x == 1, delay: {every: {period: 1 h}}, then: {x: 0}}}
measures: {far: {at: 1e6 h, of: x}}
`);
    expect(solveExact(net, { workMost: 1e5 }).far).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('more than 100000 multiplications'),
      suggestion: expect.stringContaining('earlier'),
    });
  });

  test('a state that the net forbids is an error that names it', () => {
    const net = netOf(`
places: {x: {max: 1}}
activities: {tick: {delay: {every: {period: 1 h}}, then: {x: x + 1}}}
measures: {a: {steady-state: x}}
`);
    expect(() => solveExact(net)).toThrow(StateError);
  });
});
