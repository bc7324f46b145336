import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explore } from '../../../src/exact/explore/explore.js';
import { observedBy } from '../../../src/exact/measures/observed.js';
import type { ExactResult } from '../../../src/exact/result.js';
import { solveExact } from '../../../src/exact/solve.js';
import { AlikeMembers } from '../../../src/exact/symmetry/alike.js';
import { relativeDifference } from '../chain/models.js';
import { netOf } from '../explore/nets.js';

const sizesOf = (text: string): number[] =>
  new AlikeMembers(netOf(text)).groups.map(({ members }) => members.length).sort();

const points = (result: ExactResult | undefined): number[] => {
  if (result?.kind === 'value') return [result.value, result.complement ?? 0];
  if (result?.kind === 'curve') return result.points.flatMap(({ value, complement }) => [value, complement ?? 0]);
  throw new Error(JSON.stringify(result));
};

/** The node of test/bench/nets/w2.yaml. */
const node = (n: number): string => `
constants: {n: ${n}}
indices: {i: n}
places:
  hardware: {states: [hwUp, hwDown]}
  hypervisor: {states: [hvUp, hvDown]}
  vm(i): {states: [up, down]}
let:
  service: hardware == hwUp && hypervisor == hvUp && sum(vm(*) == up) >= 1
activities:
  failHardware: {when: hardware == hwUp, rate: 1/8760, then: {hardware: hwDown}}
  repairHardware: {when: hardware == hwDown, rate: 1/4, then: {hardware: hwUp}}
  failHypervisor: {when: hypervisor == hvUp, rate: 1/2880, then: {hypervisor: hvDown}}
  repairHypervisor: {when: hypervisor == hvDown, rate: 2, then: {hypervisor: hvUp}}
  failVm(i): {when: vm(i) == up, rate: 1/720, then: {vm(i): down}}
  repairVm(i): {when: vm(i) == down, rate: 4, then: {vm(i): up}}
measures:
  availability: {steady-state: service}
  all-vms: {steady-state: all(vm(*) == up)}
  third: {steady-state: vm(3) == up}
`;

describe('members that nothing tells apart', () => {
  test('are found by exchanging them', () => {
    expect(sizesOf(node(30))).toEqual([30]);
  });

  test('keep their own places together', () => {
    const members = new AlikeMembers(
      netOf(`
indices: {i: 3}
places: {vm(i): 0, disk(i): 0}
activities:
  fail(i): {when: vm(i) == 0, rate: 1, then: {vm(i): 1, disk(i): 1}}
  mend(i): {when: vm(i) == 1 && disk(i) == 1, rate: 1, then: {disk(i): 0, vm(i): 0}}
`),
    ).groups;
    expect(members.map((group) => group.members.map(({ places }) => [...places].sort()))).toEqual([
      [
        [0, 3],
        [1, 4],
        [2, 5],
      ],
    ]);
  });

  test('are those of one rate only', () => {
    const rated = (last: number) => `
places: {vm1: {initial: 0, max: 1}, vm2: {initial: 0, max: 1}, vm3: {initial: 0, max: 1}}
activities:
  flip1: {rate: 2, then: {vm1: 1 - vm1}}
  flip2: {rate: 2, then: {vm2: 1 - vm2}}
  flip3: {rate: ${last}, then: {vm3: 1 - vm3}}
`;
    expect(sizesOf(rated(2))).toEqual([3]);
    expect(sizesOf(rated(3))).toEqual([2]);
  });

  test('are fewer for an observer of one of them', () => {
    const net = netOf(node(5));
    const members = new AlikeMembers(net);
    const seen = net.measures.map((measure) =>
      members.seenBy(observedBy(net, measure)).map((group) => group.members.length),
    );
    expect(seen).toEqual([[5], [5], [4]]);
  });

  test('are one orbit of states', () => {
    const net = netOf(node(30));
    expect(explore(net, [], {}, new AlikeMembers(net).groups).chain.stateCount).toBe(4 * 31);
  });
});

test('30 VMs have the availability of 30 independent VMs', () => {
  const found = solveExact(netOf(node(30)));
  // What is missing: 1 - a b (1 - c^30), without the subtraction.
  const [hardware, hypervisor, vm] = [4 / 8764, 0.5 / 2880.5, 0.25 / 720.25];
  const noVm = vm ** 30;
  const missing = hardware + (1 - hardware) * (hypervisor + (1 - hypervisor) * noVm);
  const [, complement = 0] = points(found.availability);
  expect(relativeDifference(complement, missing)).toBeLessThan(1e-13);
  const [all = 0, notAll = 0] = points(found['all-vms']);
  expect(relativeDifference(all, (1 - vm) ** 30)).toBeLessThan(1e-13);
  expect(relativeDifference(notAll, -Math.expm1(30 * Math.log1p(-vm)))).toBeLessThan(1e-13);
  const [, third = 0] = points(found.third);
  expect(relativeDifference(third, vm)).toBeLessThan(1e-13);
});

/** Members with an Erlang life, a crew, coins, a host below them, and immediates that are tied; a boot limit may make order matter. */
interface Drawn {
  readonly n: number;
  readonly stages: number;
  readonly crew: number;
  readonly coin: number;
  readonly limit: number;
  readonly wear: boolean;
  readonly needed: number;
}

const symmetricNet = ({ n, stages, crew, coin, limit, wear, needed }: Drawn): string => `
constants: {n: ${n}}
indices: {i: n}
places:
  host: {states: [hostUp, hostDown]}
  vm(i): {states: [up, failed, off, booting]}
  worn(i): {initial: 0, max: 1}
let:
  service: sum(vm(*) == up) >= ${Math.min(needed, n)}
activities:
  failHost: {when: host == hostUp, rate: 0.05, then: {host: hostDown}}
  mendHost: {when: host == hostDown, rate: 0.7, then: {host: hostUp}}
  failVm(i): {when: vm(i) == up, delay: {erlang: {stages: ${stages}, mean: 5}}, then: {vm(i): failed}}
  wearVm(i): {when: "worn(i) == 0", rate: ${wear ? 0.3 : 0}, then: {worn(i): 1}}
  mendVm(i): {when: vm(i) == failed, rate: "${crew} / max(${crew}, sum(vm(*) == failed))", cases: [{weight: ${coin}, then: {vm(i): off, worn(i): 0}}, {weight: 0.1, then: {}}]}
  fallVm(i): {when: host == hostDown && vm(i) != off, immediate: 9, then: {vm(i): off}}
  startVm(i):
    when: host == hostUp && vm(i) == off && sum(vm(*) == booting) < ${limit}
    immediate: 5
    cases: [{weight: ${coin}, then: {vm(i): booting}}, {weight: 0.3, then: {vm(i): failed}}]
  upVm(i): {when: vm(i) == booting, rate: "if(worn(i) == 1, 1, 2)", then: {vm(i): up}}
rewards:
  boots: {impulse: {startVm(*): 1}}
spans: {outage: {while: "!service"}}
measures:
  steady: {steady-state: service}
  boots: {steady-state: boots}
  by-time: {average: service, until: 10}
  boots-by: {accumulated: boots, until: 10}
  at: {at: [0, 1, 4], of: sum(vm(*) == up)}
  lasts: {probability: {stay: service, within: 3}}
  mttf: {mean-time-to: "!service"}
  outages: {count: outage, until: 10}
  outage-mean: {mean: outage}
  first: {steady-state: vm(1) == up}
`;

describe('the lumped chain', () => {
  test('has the measures of the whole one', () => {
    const drawn = fc.record({
      n: fc.integer({ min: 2, max: 3 }),
      stages: fc.integer({ min: 1, max: 2 }),
      crew: fc.integer({ min: 1, max: 2 }),
      coin: fc.constantFrom(0.5, 1),
      limit: fc.integer({ min: 1, max: 3 }),
      wear: fc.boolean(),
      needed: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(drawn, (parameters) => {
        const net = netOf(symmetricNet(parameters));
        const lumped = solveExact(net);
        const whole = solveExact(net, { lump: false });
        for (const { name } of net.measures) {
          const wanted = points(whole[name]);
          for (const [k, found] of points(lumped[name]).entries()) {
            expect(relativeDifference(found, wanted[k] as number), `${name} ${k}`).toBeLessThan(1e-12);
          }
        }
      }),
      { numRuns: 25, seed: 20 },
    );
  });

  test('is taken back where the order of declaration tells members apart', () => {
    // Only one VM boots at a time, the first declared; worn ones boot more slowly.
    const text = symmetricNet({ n: 3, stages: 1, crew: 1, coin: 1, limit: 1, wear: true, needed: 2 });
    const net = netOf(text);
    expect(() => explore(net, [], {}, new AlikeMembers(net).groups)).toThrow('makes a difference');
  });
});
