import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/config/problem.js';
import { prepare, simulate } from '../../../src/experiment/simulate.js';
import { lowerSystem } from '../../../src/system/lower.js';
import type { Explored } from '../explore.js';
import { systemOf } from '../read-system.js';
import { exploredByChance, TURNS_PER_HOUR } from './calendars.js';

const NODE = `hardware: {mttf: 1 y, mttr: 4 h}
hypervisor: {mttf: 100 h, detection: 1 h, mttr: 1 h}
vms: {count: 2, mttf: 50 h, detection: 1 h, mttr: 2 h, boot: 1 h, value-failures: 0.3}
rejuvenation: {every: 9 h, how: reincarnation, boot-share: 0.5}
`;

/** Where an activity leads, by the state it fires in; what only keeps the books of an injector is left out. */
function consequences(explored: Explored, activity: string): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const places = explored.net.places.flatMap(({ name }, index) => (name.startsWith('inject.') ? [] : [index]));
  const told = (state: number): string => places.map((place) => explored.states[state]?.[place]).join();
  const found = new Map<string, Map<string, number>>();
  for (const { activity: name, from, to, rate } of explored.transitions) {
    if (name !== activity) continue;
    const outcomes = found.get(told(from)) ?? new Map<string, number>();
    outcomes.set(told(to), (outcomes.get(told(to)) ?? 0) + rate);
    found.set(told(from), outcomes);
  }
  // Shares instead of rates, which differ.
  for (const outcomes of found.values()) {
    const total = [...outcomes.values()].reduce((sum, rate) => sum + rate, 0);
    for (const [to, rate] of outcomes) outcomes.set(to, Number((rate / total).toPrecision(10)));
  }
  return found;
}

describe('an injected fault', () => {
  it.each([
    ['hardware', 'failHardware'],
    ['hypervisor', 'failHypervisor'],
    ['vm 2', 'failVm(2)'],
  ])('of the %s does what %s does', (fail, activity) => {
    const explored = exploredByChance(`${NODE}inject: [{at: 100 h, fail: ${fail}}]`);
    const random = consequences(explored, activity);
    const injected = consequences(explored, 'inject.1');
    expect(random.size).toBeGreaterThan(50);
    for (const [from, outcomes] of random) expect(injected.get(from)).toEqual(outcomes);
  });

  it('leaves alone what does not run', () => {
    const explored = exploredByChance(`${NODE}inject: [{at: 100 h, fail: vm 2}]`);
    const injected = explored.transitions.filter(({ activity }) => activity === 'inject.1');
    const runs = (state: number, place: string): boolean =>
      ['vm.up', 'vm.wrong'].includes(String(explored.read(place, explored.states[state] ?? [])));
    const idle = injected.filter(({ from }) => !runs(from, 'vm(2)') && !runs(from, 'vm.twin(2)'));
    expect(idle.length).toBeGreaterThan(10);
    expect(idle.filter(({ from, to }) => from !== to)).toEqual([]);
  });

  it.each([
    ['crash', 'vm.repairing'],
    ['hang', 'vm.failed'],
    ['value', 'vm.wrong'],
  ])('of mode %s leads to %s', (mode, state) => {
    const explored = exploredByChance(`${NODE}inject: [{at: 100 h, fail: vm 2, mode: ${mode}}]`);
    const reached = explored.transitions.flatMap(({ activity, from, to }) => {
      const [before = [], after = []] = [explored.states[from], explored.states[to]];
      return activity === 'inject.1' && explored.read('vm(2)', before) === 'vm.up'
        ? [explored.read('vm(2)', after)]
        : [];
    });
    // With a copy beside it, a VM that is down is given up.
    expect(new Set(reached)).toEqual(new Set(mode === 'value' ? [state] : [state, 'vm.empty']));
  });

  it('strikes all members of a family at once, each by its own chance', () => {
    const voters = 'vms: {count: 3, mttf: 50 h, detection: 1 h, mttr: 2 h, value-failures: 0.3}';
    const explored = exploredByChance(
      `hardware: {mttf: 1 y}\nhypervisor: {mttf: 1 y}\n${voters}\nservice: {voting: {of: 3, needs: 2, agree: 0.5}}\ninject: [{at: 1 h, fail: vms}]`,
    );
    const shares = new Map<string, number>();
    for (const { activity, from, to, rate } of explored.transitions) {
      if (activity !== 'inject.1' || from !== 0) continue;
      const after = explored.states[to] ?? [];
      const wrong = [1, 2, 3].filter((vm) => explored.read(`vm(${vm})`, after) === 'vm.wrong').length;
      const outcome = `${wrong} wrong, agreement ${explored.read('agreement', after)}`;
      shares.set(outcome, (shares.get(outcome) ?? 0) + rate / TURNS_PER_HOUR);
    }
    const [p, q, agree] = [0.3, 0.7, 0.5];
    const wanted = new Map([
      ['0 wrong, agreement 0', q ** 3],
      ['1 wrong, agreement 0', 3 * p * q ** 2],
      ['2 wrong, agreement 0', 3 * p ** 2 * q * (1 - agree)],
      ['2 wrong, agreement 1', 3 * p ** 2 * q * agree],
      ['3 wrong, agreement 0', p ** 3 * (1 - agree) ** 3],
      ['3 wrong, agreement 1', p ** 3 * (1 - (1 - agree) ** 3)],
    ]);
    expect([...shares.keys()].sort()).toEqual([...wanted.keys()]);
    for (const [outcome, share] of wanted) expect(shares.get(outcome)).toBeCloseTo(share, 12);
  });

  it('of the function in a VM takes the VM down and is charged to the function', () => {
    const explored = exploredByChance(
      `hardware: {mttf: 1 y, mttr: 1 h}\nhypervisor: {mttf: 1 y, mttr: 1 h}\nvms: {count: 1, mttf: 1 d, mttr: 1 h}\nfunction: {in: vms, mttf: 1 d}\ninject: [{at: 1 h, fail: function 1}]`,
    );
    const [first] = explored.transitions.filter(({ activity, from }) => activity === 'inject.1' && from === 0);
    const after = explored.states[first?.to ?? -1] ?? [];
    expect([explored.read('vm(1)', after), explored.read('last', after)]).toEqual(['vm.repairing', 'cause.function']);
  });
});

describe('when a fault strikes', () => {
  const GOOD = `hardware: {reliability: 1, mission: 1 h}
hypervisor: {reliability: 1, mission: 1 h, repair: 2 h}
vms: {count: 2, reliability: 1, mission: 1 h, repair: 3 h, boot: 1 h}
service: {needs: 2}
horizon: 100 h
`;
  const outages = async (inject: string, more = ''): Promise<readonly [number, number]> => {
    const node = `${GOOD}${more}inject: [${inject}]\nmeasures: [availability, outages, injected]`;
    const results = (await simulate(prepare(lowerSystem(systemOf(node))), { trials: 2 })).results();
    const value = (name: string): number => {
      const result = results[name];
      if (result?.kind !== 'value') throw new Error(JSON.stringify(result));
      return result.estimate;
    };
    return [value('outages'), 100 * (1 - value('availability'))];
  };

  it.each([
    ['{at: 10 h, fail: vm 2}', 1, 4],
    ['{at: 10 h, fail: hypervisor}', 1, 3],
    ['{at: [10 h, 50 h], fail: vm 1}, {at: 12 h, fail: hypervisor}', 2, 9],
    // The first time that VM 1 boots, which is 3 h after it was struck.
    ['{at: 10 h, fail: vm 1}, {on: {component: vm 1, state: booting}, fail: vm 2}', 1, 7],
    // Both boot for an hour after every hypervisor failure; when VM 1 is up, it fails.
    ['{at: [10 h, 50 h], fail: hypervisor}, {on: {component: hypervisor, state: up}, fail: vms}', 3, 10],
    ['{on: {place: vm(2), state: off}, fail: vm 2}', 0, 0],
    ['{on: {component: vms, state: repairing, every: true}, fail: vm 2}, {at: [10 h, 30 h], fail: vm 1}', 2, 8],
  ])('%s: %d outages, %d h', async (inject, count, hours) => {
    const [found, down] = await outages(inject);
    expect(found).toBe(count);
    expect(down).toBeCloseTo(hours, 9);
  });
});

describe('several hosts', () => {
  it('have layers that fail by their number', () => {
    const explored = exploredByChance(
      `hardware: {mttf: 1 y, mttr: 1 h}\nhypervisor: {mttf: 1 y, mttr: 1 h}\nvms: {count: 2, mttf: 1 d, mttr: 1 h}\nhosts: {count: 2}\ninject: [{at: 1 h, fail: hypervisor 2}]`,
    );
    const [first] = explored.transitions.filter(({ activity, from }) => activity === 'inject.1' && from === 0);
    const after = explored.states[first?.to ?? -1] ?? [];
    const seen = ['hypervisor(1)', 'hypervisor(2)', 'vm(1)', 'vm(2)'].map((place) => explored.read(place, after));
    expect(seen).toEqual(['hypervisor.up', 'hypervisor.repairing', 'vm.up', 'vm.off']);
  });
});

describe('an injected compromise', () => {
  const node = (enforcement: string, fail: string): string =>
    `hardware: {mttf: 1 y}\nhypervisor: {mttf: 1 y}\nvms: {count: 2, mttf: 1 y, repair: 1 h}\nvulnerabilities: {disclosure: 1 y, exploit: 1 y}\n${enforcement}\ninject: [{at: 10 h, fail: ${fail}, mode: compromise}]`;

  it('gives the VM to an attacker until it is found and crashed', () => {
    const explored = exploredByChance(
      node('enforcement: {policy: monitor-crash, monitor: {detection: 1, latency: 5 s}}', 'vm 2'),
    );
    const [first] = explored.transitions.filter(({ activity, from }) => activity === 'inject.1' && from === 0);
    const after = explored.states[first?.to ?? -1] ?? [];
    expect(['vm.security(1)', 'vm.security(2)'].map((place) => explored.read(place, after))).toEqual([
      'vm.intact',
      'vm.compromised',
    ]);
    expect(explored.label('unsafe', after)).toBe(1);
    expect(explored.transitions.some(({ activity, from }) => activity === 'catchVm(2)' && from === first?.to)).toBe(
      true,
    );
  });

  it('is of a VM', () => {
    const own = 'enforcement: {policy: run-on}';
    expect(() => systemOf(node(own, 'hypervisor'))).toThrow(InputError);
    expect(() => systemOf(node(own, 'vm 1'))).not.toThrow();
  });
});

describe('faults that cannot be injected', () => {
  const VMS =
    'hardware: {mttf: 1 y}\nhypervisor: {mttf: 1 y}\nvms: {count: 2, mttf: 1 d, boot: 1 min, repair: reboot}\ninject: ';
  it.each([
    ['{at: 1 h, fail: vm 1}', /^inject: a map of at, fail; a list of faults/],
    ['[{fail: vm 1}]', /^inject.0: a fault without at or on/],
    ['[{at: 1 h, on: {component: vm 1, state: up}, fail: vm 1}]', /^inject.0.on: on beside at/],
    ['[{at: 1, fail: vm 1}]', /^inject.0.at: .*; a time like 100 h/],
    ['[{at: 1 h, fail: vmm}]', /^inject.0.fail: 'vmm'; vms? \(did you mean that\?\)/],
    ['[{at: 1 h, fail: storage}]', /^inject.0.fail: 'storage'; one of hardware, hypervisor, vm, vms/],
    ['[{at: 1 h, fail: vm 3}]', /^inject.0.fail: 'vm 3'; vm 1 to vm 2/],
    ['[{at: 1 h, fail: hypervisor 2}]', /^inject.0.fail: 'hypervisor 2'; hypervisor, of which/],
    ['[{at: 1 h, fail: vm 1, mode: compromise}]', /^inject.0.mode: compromise, in a system without attacks/],
    ['[{at: 1 h, fail: vm 1, mode: value}]', /^inject.0.mode: value, of vm 1, which gives no wrong answers/],
    ['[{at: 1 h, fail: vm 1, mode: hang}]', /^inject.0.mode: hang of vm 1, whose failures are noticed at once/],
    ['[{at: 1 h, fail: copy of vm 1}]', /^inject.0.fail: 'copy of vm 1'; a VM of which there are copies/],
    [
      '[{on: {component: vm 1, state: loading}, fail: vm 1}]',
      /^inject.0.on.state: 'loading'; a state of vm 1: up, booting, off/,
    ],
    ['[{on: {place: vm(3), state: up}, fail: vm 1}]', /^inject.0.on.place: 'vm\(3\)'; a place of the net/],
    ['[{on: {place: vm(2), state: down}, fail: vm 1}]', /^inject.0.on.state: 'down'; one of up, booting, off/],
    ['[{on: {component: vm 2, place: vm(2), state: up}, fail: vm 1}]', /^inject.0.on.place: place beside component/],
    ['[{on: {state: up}, fail: vm 1}]', /^inject.0.on: a state of nothing/],
  ])('%s', (inject, complaint) => {
    const found = complaints(VMS + inject);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(complaint);
  });
});

function complaints(node: string): string[] {
  try {
    systemOf(node);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ path, found, need }) => `${path.join('.')}: ${found}; ${need}`);
  }
}
