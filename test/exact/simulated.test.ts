import jstat from 'jstat';
import { describe, expect, test } from 'vitest';
import { explore } from '../../src/exact/explore/explore.js';
import type { ExactResult } from '../../src/exact/result.js';
import { solveExact } from '../../src/exact/solve.js';
import { interpretNet } from '../../src/kernel/interpret.js';
import type { RunPlan } from '../../src/kernel/plan.js';
import type { Net } from '../../src/net/net.js';
import { netOf } from './explore/nets.js';

const TRIALS = 3_000;
const UNTIL = 40;
/** Over all comparisons of this file, a correct solution fails with at most this probability. */
const FALSE_ALARM = 1e-6;

/** Every way in which a clock, a case or an immediate may behave; each net ends in measures `spent`, `fired`, `there`. */
const nets: Record<string, string> = {
  'layers with ages, lost on the way': `
places: {hw: {max: 1}, vm: {states: [up, failed, off, boot]}, spare: {initial: 1, max: 1}}
activities:
  failHw: {when: hw == 0, rate: 1/15, then: {hw: 1}}
  repairHw: {when: hw == 1, delay: {hypoexponential: {rates: [1, 2]}}, then: {hw: 0}}
  failVm: {when: vm == up && hw == 0, delay: {erlang: {stages: 4, mean: 6}}, then: {vm: failed}}
  fall: {when: hw == 1 && vm != off, immediate: 9, then: {vm: off}}
  start: {when: hw == 0 && vm == off, immediate: 5, then: {vm: boot}}
  restart: {when: vm == failed, rate: 3, cases: [{weight: 0.7, then: {vm: boot}}, {weight: 0.3, then: {vm: up}}]}
  boot: {when: vm == boot, delay: {erlang: {stages: 2, mean: 0.5}}, then: {vm: up}}
  blink: {rate: 1/4, then: {spare: 0}}
  unblink: {when: spare == 0, immediate: 1, then: {spare: 1}}
  watch: {when: spare == 1 && vm == up, delay: {erlang: {stages: 2, mean: 3}}, then: {vm: failed}}
rewards: {hits: {impulse: {watch: 1, fall: 2}}}
measures: {spent: {average: vm == up, until: 40}, fired: {accumulated: hits, until: 40}, there: {at: 7, of: vm == boot}}
`,
  'speeds, pauses, restarts and ages': `
places: {load: {initial: 1, max: 2}, up: {initial: 1, max: 1}}
activities:
  shift: {rate: 1/2, cases: [{weight: 1 + load, then: {load: (load + 1) % 3}}, {weight: 1, then: {load: (load + 2) % 3}}]}
  fail: {when: up == 1, delay: {erlang: {stages: 3, mean: 4}}, speed: load, age: 2, then: {up: 0}}
  repair: {when: up == 0, delay: {hyperexponential: {rates: [1, 5], weights: [0.3, 0.7]}}, then: {up: 1}}
  renew: {when: up == 1, rate: load / 8, cases: [{weight: 1, then: {}, restarts: [fail]}, {weight: 1, then: {}}]}
rewards: {hits: {impulse: {fail: load, renew: 1}}}
measures: {spent: {average: load * up / 2, until: 40}, fired: {accumulated: hits, until: 40}, there: {at: 7, of: up}}
`,
  'coins, loops and delays of 0': `
places: {due: {max: 3}, lost: 0, at: {states: [rest, work, check, done]}}
activities:
  arrive: {when: due < 3, rate: 1, then: {due: due + 1}}
  begin: {when: due > 0 && at == rest, immediate: 2, cases: [{weight: 2, then: {at: work, due: due - 1}}, {weight: 1, then: {due: due - 1, lost: 1}}]}
  finish: {when: at == work, delay: {mixture: {of: [{exponential: {mean: 1}}, {erlang: {stages: 2, mean: 1}}], weights: [1, 1]}}, then: {at: check}}
  look: {when: at == check, immediate: 1, cases: [{weight: 1, then: {at: check}}, {weight: 1, then: {at: done}}, {weight: 1, then: {at: work}}]}
  leave: {when: at == done, delay: 0, then: {at: rest}}
  forget: {when: lost == 1, rate: 2, then: {lost: 0}}
rewards: {hits: {impulse: {look: 1, begin: 1}}}
measures: {spent: {average: at == work, until: 40}, fired: {accumulated: hits, until: 40}, there: {at: 7, of: lost}}
`,
};

function valueOfMeasure(results: Record<string, ExactResult>, name: string): number {
  const result = results[name];
  if (result?.kind !== 'value') throw new Error(`${name}: ${JSON.stringify(result)}`);
  return result.value;
}

function planOf(net: Net): RunPlan {
  const [spent, fired, there] = net.measures;
  if (spent?.kind !== 'average' || fired?.kind !== 'accumulated' || there?.kind !== 'instant')
    throw new Error('measures');
  const rewards = [spent.of, fired.of].map((reward) => ({ reward, at: [UNTIL] }));
  return { horizon: UNTIL, rewards, instants: [{ of: there.of, at: there.at.times }], finals: [], spans: [] };
}

describe.each(Object.entries(nets))('%s', (_, text) => {
  const net = netOf(text);
  const exact = solveExact(net);
  const program = interpretNet(net, planOf(net), 'exact');
  const rows = new Float64Array(TRIALS * program.layout.width);
  program.run(0, TRIALS, rows, () => {});

  test.each([
    ['spent', 'rewards', 0, UNTIL],
    ['fired', 'rewards', 1, 1],
    ['there', 'instants', 0, 1],
  ] as const)('%s agrees with the simulation', (name, records, record, divisor) => {
    const column = program.layout[records][record] as number;
    const values = Array.from(
      { length: TRIALS },
      (_, t) => (rows[t * program.layout.width + column] as number) / divisor,
    );
    const mean = values.reduce((sum, value) => sum + value, 0) / TRIALS;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (TRIALS - 1);
    const comparisons = 3 * Object.keys(nets).length;
    const z = jstat.normal.inv(1 - FALSE_ALARM / comparisons / 2, 0, 1);
    const wanted = valueOfMeasure(exact, name);
    expect(variance).toBeGreaterThan(0);
    expect(Math.abs(mean - wanted) / Math.sqrt(variance / TRIALS), `${mean} against ${wanted}`).toBeLessThan(z);
  });
});

test('the nets have what is to be compared', () => {
  const sizes = Object.values(nets).map((text) => explore(netOf(text)).chain.stateCount);
  for (const size of sizes) expect(size).toBeGreaterThan(10);
});
