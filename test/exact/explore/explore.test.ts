import { describe, expect, test } from 'vitest';
import { exitRates } from '../../../src/exact/chain/chain.js';
import { explore } from '../../../src/exact/explore/explore.js';
import { Packing } from '../../../src/exact/explore/packing.js';
import { ExactRefusal, StateError } from '../../../src/exact/explore/refusal.js';
import { StateIndex } from '../../../src/exact/explore/state-index.js';
import { netOf } from './nets.js';

const explored = (text: string) => explore(netOf(text));

describe('what lasts no time', () => {
  test('is not a state', () => {
    const { chain } = explored(`
places: {a: 0, b: 0}
activities:
  tick: {when: a == 0, rate: 2, then: {a: 1}}
  copy: {when: a == 1 && b == 0, immediate: 1, then: {b: 1}}
  back: {when: b == 1, rate: 3, then: {a: 0, b: 0}}
`);
    expect(chain.stateCount).toBe(2);
    expect([...chain.rate]).toEqual([2, 3]);
  });

  test('fires by priority, then declaration', () => {
    const { values, chain } = explored(`
places: {go: 0, trail: 0}
activities:
  start: {when: go == 0 && trail == 0, rate: 1, then: {go: 7}}
  second: {when: go % 2 >= 1 && go > 0, immediate: 1, then: {trail: 10 * trail + 2, go: go - 1}}
  first: {when: go >= 4, immediate: 2, then: {trail: 10 * trail + 1, go: go - 4}}
  third: {when: go == 2, immediate: 1, then: {trail: 10 * trail + 3, go: 8}}
`);
    // 7: first (3), second (2), third (8), first (4), first (0).
    expect(chain.stateCount).toBe(2);
    expect(values({ kind: 'place', index: 1 })[1]).toBe(12311);
  });

  test('throws coins, merges what they lead to and counts what fires', () => {
    const net = netOf(`
places: {n: 0, coins: 0}
activities:
  draw: {when: n == 0 && coins == 0, rate: 1, then: {coins: 2}}
  toss: {when: coins > 0, immediate: 1, cases: [{weight: 1, then: {coins: coins - 1}}, {weight: 3, then: {coins: coins - 1, n: n + 1}}]}
  clear: {when: n > 0, rate: 1, then: {n: 0}}
`);
    const toss = net.activities.findIndex(({ name }) => name === 'toss');
    const { chain, impulseRates } = explore(net, [[{ activity: toss, value: { kind: 'number', value: 1 } }]]);
    expect(chain.stateCount).toBe(3);
    const out = [...chain.target.subarray(0, chain.rowStart[1])].map((to, p) => [to, chain.rate[p]]);
    expect(out).toEqual([
      [1, 6 / 16],
      [2, 9 / 16],
    ]);
    expect(impulseRates[0]?.[0]).toBe(2);
  });

  test('a loop with a way out is solved', () => {
    const net = netOf(`
places: {at: 0}
activities:
  leave: {when: at == 0, rate: 1, then: {at: 1}}
  retry: {when: at == 1, immediate: 1, cases: [{weight: 0.25, then: {at: 2}}, {weight: 0.75, then: {at: 3}}]}
  again: {when: at == 3, immediate: 1, cases: [{weight: 0.5, then: {at: 1}}, {weight: 0.5, then: {}}]}
  home: {when: at == 2, rate: 1, then: {at: 0}}
`);
    const again = net.activities.findIndex(({ name }) => name === 'again');
    const { chain, impulseRates } = explore(net, [[{ activity: again, value: { kind: 'number', value: 1 } }]]);
    expect(chain.stateCount).toBe(2);
    expect(chain.rate[0]).toBeCloseTo(1, 14);
    // 3 rounds of retry that go wrong in the mean, each with 2 tries of again.
    expect(impulseRates[0]?.[0]).toBeCloseTo(6, 13);
  });

  test.each([
    ['with one way', '{when: at == 1, immediate: 1, then: {at: 1}}'],
    ['with coins', '{when: at == 1, immediate: 1, cases: [{weight: 1, then: {}}, {weight: 1, then: {at: 1}}]}'],
  ])('a loop without a way out is refused: %s', (_, turn) => {
    const attempt = () =>
      explored(`
places: {at: 0}
activities:
  leave: {when: at == 0, rate: 1, then: {at: 1}}
  turn: ${turn}
`);
    expect(attempt).toThrow(ExactRefusal);
    expect(attempt).toThrow('turn may fire for ever');
  });

  test('a delay of 0 waits for the immediates only', () => {
    const { chain, values } = explored(`
places: {at: 0, seen: 0}
activities:
  leave: {when: at == 0, rate: 1, then: {at: 1}}
  last: {when: at == 1, delay: 0, then: {at: 2}}
  before: {when: at == 1 && seen == 0, immediate: 1, then: {seen: 1}}
  home: {when: at == 2, rate: 1, then: {at: 0, seen: 0}}
`);
    expect(chain.stateCount).toBe(2);
    expect([...values({ kind: 'place', index: 1 })]).toEqual([0, 1]);
  });
});

describe('clocks with phases', () => {
  const erlang = (guard: string, more = '') => `
  fail: {when: ${guard}, delay: {erlang: {stages: 3, mean: 6}}, then: {vm: 1}}
  repair: {when: vm == 1, rate: 1, then: {vm: 0}}
${more}`;

  test('are followed through them', () => {
    const { chain } = explored(`
places: {vm: 0}
activities: ${erlang('vm == 0')}`);
    expect(chain.stateCount).toBe(4);
    expect([...exitRates(chain)]).toEqual([0.5, 0.5, 0.5, 1]);
  });

  test('are lost in a state that lasts no time', () => {
    // The hypervisor is down for no time, yet the machine on it begins its life anew.
    const reboot = `
  down: {when: hv == 0, rate: 1/10, then: {hv: 1}}
  up: {when: hv == 1, immediate: 1, then: {hv: 0}}`;
    const { chain } = explored(`
places: {vm: 0, hv: 0}
activities: ${erlang('vm == 0 && hv == 0', reboot)}`);
    // From each of the phases 2 and 3 back to phase 1; in phase 1 nothing changes.
    const back = [1, 2].map((from) => {
      const row = [...chain.target.subarray(chain.rowStart[from], chain.rowStart[from + 1])];
      return row.includes(0);
    });
    expect(back).toEqual([true, true]);
    expect([...exitRates(chain)].slice(0, 3)).toEqual([0.5, 0.6, 0.6]);
  });

  test('begin anew on restart', () => {
    const { chain } = explored(`
places: {vm: 0}
activities: ${erlang('vm == 0', '  renew: {rate: 2, then: {}, restarts: [fail]}')}`);
    expect([...exitRates(chain)]).toEqual([0.5, 2.5, 2.5, 1]);
  });

  test('run at their speed, and keep their phase while it is 0', () => {
    const { chain } = explored(`
places: {vm: 0, busy: {initial: 2, max: 2}}
activities:
  fail: {when: vm == 0, delay: {erlang: {stages: 2, mean: 1}}, speed: busy, then: {vm: 1}}
  pause: {when: vm == 0, rate: 7, then: {busy: 2 - busy}}
`);
    // (phase, busy): busy 2 leaves its phase at 2 * 2, busy 0 only by pause; then vm = 1 with either.
    expect([...exitRates(chain)].sort((a, b) => a - b)).toEqual([0, 7, 7, 11, 11]);
  });

  test('start in several phases at once, with an age in what is left of them', () => {
    const text = (age: string) => `
places: {up: 1}
activities:
  fail: {when: up == 1, delay: {hyperexponential: {rates: [1, 3], weights: [0.5, 0.5]}}${age}, then: {up: 0}}
`;
    expect([...explored(text('')).initial.subarray(0, 2)]).toEqual([0.5, 0.5]);
    const [slow = 0, fast = 0] = explored(text(', age: 2')).initial;
    expect(slow / fast).toBeCloseTo(Math.exp(-2) / Math.exp(-6), 11);
  });

  const reading = (place: string) => `
places: {load: 1, up: 1}
activities:
  fail: {when: up == 1, delay: {erlang: {stages: 2, mean: ${place}}}, then: {up: 0}}
  shift: {when: up == 0 || ${place === 'load' ? 1 : 0}, rate: 5, then: {load: 3 - load}}
  repair: {when: up == 0, rate: 1, then: {up: 1}}
`;
  test('keep the law they were set with', () => {
    const { chain } = explored(reading('load * up + (1 - up)').replace('|| 0', ''));
    expect([...exitRates(chain)].sort((a, b) => a - b)).toEqual([1, 1, 2, 2, 6, 6]);
  });

  test('are refused when it changes while they run', () => {
    expect(() => explored(reading('load'))).toThrow('the parameters of fail change while its clock runs');
  });
});

describe('refusals', () => {
  test.each([
    ['{delay: {lognormal: {mean: 1, cv: 0.5}}, then: {a: 1}}', 'go has a lognormal delay', 'allow phases'],
    ['{delay: 3, then: {a: 1}}', 'go has a deterministic delay', 'simulate'],
    ['{delay: {every: {period: 3}}, then: {a: 1}}', 'go runs by a calendar', 'simulate'],
    ['{delay: {at: [3]}, then: {a: 1}}', 'go runs by a script', 'simulate'],
  ])('%s', (go, reason, suggestion) => {
    const attempt = () => explored(`\nplaces: {a: 0}\nactivities: {go: ${go}}\n`);
    expect(attempt).toThrow(reason);
    expect(attempt).toThrow(suggestion);
  });

  const counter = `\nplaces: {n: 0}\nactivities: {count: {rate: 1, then: {n: n + 1}}}\n`;
  test('too many states, or transitions, say how many were reached', () => {
    expect(() => explore(netOf(counter), [], { statesMost: 500 })).toThrow(
      'more than 500 states, after 499 transitions',
    );
    expect(() => explore(netOf(counter), [], { transitionsMost: 99 })).toThrow('more than 99 transitions');
  });
});

describe('states that the net forbids', () => {
  const attempt = (go: string) => () => explored(`\nplaces: {a: {initial: 0, max: 2}}\nactivities: {go: ${go}}\n`);
  test.each([
    ['a place out of its range', '{rate: 1, then: {a: a + 1}}', 'a would become 3', 'a=2'],
    ['a place that is no integer', '{rate: 1, then: {a: a + 0.5}}', 'a would become 0.5', 'a=0'],
    ['a negative rate', '{when: a < 2, rate: 1 - 2 * a, then: {a: a + 1}}', 'rate or speed is -1', 'a=1'],
    ['a value that does not exist', '{rate: 1 / (1 - a), then: {a: a + 1}}', '1 / 0', 'a=1'],
    [
      'no case that can be',
      '{rate: 1, cases: [{weight: a, then: {}}, {weight: 0, then: {}}]}',
      'all case weights are 0',
      'a=0',
    ],
  ])('%s', (_, go, message, state) => {
    expect(attempt(go)).toThrow(StateError);
    expect(attempt(go)).toThrow(`go: `);
    expect(attempt(go)).toThrow(message);
    expect(attempt(go)).toThrow(state);
  });
});

describe('packed states', () => {
  test('come back as they went', () => {
    const fields = [
      { min: 0, max: 1 },
      { min: -5, max: 2 ** 31 - 1 },
      { min: 7, max: 7 },
      { min: 0, max: 2 ** 31 - 1 },
      { min: 0, max: 1000 },
    ];
    const packing = new Packing(fields);
    const words = new Int32Array(packing.wordCount);
    const state = new Int32Array(fields.length);
    for (const values of [
      [1, 2 ** 31 - 1, 7, 2 ** 31 - 1, 1000],
      [0, -5, 7, 0, 0],
      [1, 0, 7, 12345, 999],
    ]) {
      packing.pack(Int32Array.from(values), words);
      packing.unpack(words, 0, state);
      expect([...state]).toEqual(values);
    }
    expect(() => new Packing([{ min: 0, max: 2 ** 33 }])).toThrow('field 0');
  });

  test('are numbered once each, however many there are', () => {
    const index = new StateIndex(2);
    const numbers = Array.from({ length: 20_000 }, (_, i) => index.number(Int32Array.of(i % 141, i)));
    expect(numbers).toEqual(Array.from(numbers, (_, i) => i));
    expect(index.number(Int32Array.of(19_999 % 141, 19_999))).toBe(19_999);
    expect(index.count).toBe(20_000);
  });
});
