import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadYaml } from '../../src/config/yaml.js';
import { parseNet } from '../../src/net/parse.js';
import { printNet } from '../../src/net/print.js';
import { lowerSystem } from '../../src/system/lower.js';
import { parseSystem } from '../../src/system/parse-system.js';
import { type Explored, explore } from './explore.js';
import { systemOf } from './read-system.js';

const net = (node: string) => lowerSystem(systemOf(node));

describe('the net of a system', () => {
  it('is readable', () => {
    const text = printNet(
      net(
        'hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 90 d, repair: reboot, boot: 2 min}\nvms: {count: 2, mttf: 30 d, mttr: 5 min}\nmeasures: [availability]',
      ),
    );
    expect(text).toMatchSnapshot();
  });

  it('says again what it says when printed and parsed', () => {
    const document = net(
      'hardware: {mttf: 1 y, mttr: 4 h}\nsoftware: {life: {weibull: {shape: 2, mean: 30 d}}, repair: 1 h 30 min}',
    );
    expect(loadYaml(printNet(document)).data).toEqual(document);
    expect(parseNet(document).warnings).toEqual([]);
  });

  it('has no state and no activity for a stage that takes no time', () => {
    const { places, activities } = net(
      'hardware: {mttf: 1 y, mttr: 4 h, detection: 0 s}\nsoftware: {mttf: 1 d, mttr: 1 h, boot: 0 min}',
    );
    expect(places).toMatchObject({
      hardware: { states: ['hardware.up', 'hardware.repairing'] },
      software: { states: ['software.up', 'software.repairing', 'software.off'] },
    });
    expect(Object.keys(activities ?? {})).toEqual([
      'repairHardware',
      'failHardware',
      'repairSoftware',
      'failSoftware',
      'fallSoftware',
      'startSoftware',
    ]);
  });

  it('lets what stands on a layer fall even if the layer is back in no time', () => {
    const node =
      'hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 1 d, repair: 0 s}\nvms: {count: 2, mttf: 1 d, mttr: 1 h, boot: 2 min}';
    const explored = explore(parseNet(net(node)));
    const [first] = explored.transitions.filter(({ activity, from }) => activity === 'failHypervisor' && from === 0);
    const after = explored.states[first?.to ?? -1] ?? [];
    expect(explored.read('hypervisor', after)).toBe('hypervisor.up');
    expect([explored.read('vm(1)', after), explored.read('vm(2)', after)]).toEqual(['vm.booting', 'vm.booting']);
  });

  it('ties nothing together when independent', () => {
    const { activities, let: labels } = net(
      'independent: true\nhardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 1 d, mttr: 1 h}\nvms: {count: 2, mttf: 1 d, mttr: 1 h}',
    );
    expect(Object.keys(activities ?? {}).filter((name) => /^(fall|start)/.test(name))).toEqual([]);
    expect(labels?.service).toBe(
      'hardware == hardware.up && hypervisor == hypervisor.up && sum(vm(*) == vm.up) >= service.needs',
    );
  });

  it('takes every number from a constant named after where it was written', () => {
    const { constants } = net(`
mission: 500 h
hardware: {reliability: 0.99, mission: 2000 h}
hypervisor: {life: {exponential: {mean: 90 d}}, mttr: 1 h 30 min}
vms:
  - {name: big-one, life: {weibull: {shape: 1.5, mean: 30 d}}, age: 5 days, repair: {lognormal: {mean: 5 min, cv: 0.8}}, boot: 90 s}
  - {name: twins, count: 2, life: {mixture: {of: [1 d, {uniform: {min: 1 h, max: 2 h}}], weights: [1, 2]}}}
`);
    expect(constants).toEqual({
      mission: '500 h',
      horizon: '1 y',
      'hardware.reliability': 0.99,
      'hardware.mission': '2000 h',
      'hypervisor.life.exponential.mean': '90 d',
      'hypervisor.mttr': '1.5 h',
      'vms.bigOne.life.weibull.shape': 1.5,
      'vms.bigOne.life.weibull.mean': '30 d',
      'vms.bigOne.age': '5 d',
      'vms.bigOne.repair.lognormal.mean': '5 min',
      'vms.bigOne.repair.lognormal.cv': 0.8,
      'vms.bigOne.boot': '90 s',
      'vms.twins.count': 2,
      'vms.twins.life.mixture.of.1': '1 d',
      'vms.twins.life.mixture.of.2.uniform.min': '1 h',
      'vms.twins.life.mixture.of.2.uniform.max': '2 h',
      'service.needs': 1,
    });
  });

  it('keeps its structure when a number changes', () => {
    const node = (mttf: string) => net(`hardware: {mttf: ${mttf}, mttr: 4 h}\nsoftware: {mttf: 1 d, mttr: 1 h}`);
    const [short, long] = [node('1 d'), node('2 y')];
    expect({ ...short, constants: {} }).toEqual({ ...long, constants: {} });
    expect(short.constants).not.toEqual(long.constants);
  });
});

describe('the standard measures', () => {
  const names = (node: string) => Object.keys(net(node).measures ?? {});

  it('are long-run averages where everything is repaired', () => {
    expect(names('hardware: {mttf: 1 y, mttr: 4 h}\nsoftware: {mttf: 1 d, mttr: 1 h}')).toEqual([
      'availability',
      'availability-long-run',
      'point-availability',
      'reliability',
      'reliability-curve',
      'mttf',
      'mut',
      'mdt',
      'outages',
      'nines',
      'capacity',
      'capacity-share',
      'downtime-year',
      'outage-p50',
      'outage-p90',
      'outage-p99',
      'downtime-hardware',
      'downtime-software',
    ]);
  });

  it('leave out what makes no sense without repair', () => {
    expect(names('hardware: {mttf: 1 y}\nsoftware: {mttf: 1 d}')).toEqual([
      'availability',
      'point-availability',
      'reliability',
      'reliability-curve',
      'mttf',
      'capacity',
      'capacity-share',
      'downtime-year',
      'downtime-hardware',
      'downtime-software',
    ]);
    const partly = names('hardware: {mttf: 1 y}\nsoftware: {mttf: 1 d, mttr: 1 h}');
    expect(partly).toContain('outages');
    expect(partly).not.toContain('availability-long-run');
    expect(names('hardware: {reliability: 1, mission: 1 h}\nsoftware: {mttf: 1 d, mttr: 1 h}')).toContain('mdt');
  });

  it('can be kept by name, or others added', () => {
    const node = 'hardware: {mttf: 1 y, mttr: 4 h}\nsoftware: {mttf: 1 d, mttr: 1 h}';
    expect(names(`${node}\nmeasures: [mdt, availability]`)).toEqual(['availability', 'mdt']);
    expect(names(`${node}\nmeasures: {early: {average: service, until: 1 d}}`)).toContain('early');
  });

  it('charge each cause there is', () => {
    const measures = names(`
hardware: {mttf: 1 y, mttr: 4 h}
host-os: {mttf: 1 y, mttr: 4 h}
vmm: {mttf: 1 y, mttr: 4 h}
vms: [{mttf: 1 y, mttr: 4 h, detection: 1 h, value-failures: 0.5}, {name: b, mttf: 1 y, mttr: 4 h}]
function: {in: hypervisor, mttf: 1 y, mttr: 4 h}
common-cause: [{name: power, among: [hardware, vms], mttf: 1 y}, {among: [vm1, b], beta: 0.1}]
`);
    expect(measures.filter((name) => name.startsWith('downtime'))).toEqual([
      'downtime-year',
      'downtime-hardware',
      'downtime-host-os',
      'downtime-vmm',
      'downtime-function',
      'downtime-vm',
      'downtime-power',
      'downtime-common-cause-2',
    ]);
    expect(measures).toContain('unsafe-year');
  });
});

describe('a baseline', () => {
  it('is a system of its own that shares what it does not say', () => {
    const system = systemOf(
      'mission: 7 h\nhardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 1 y, mttr: 1 h}\nvms: {count: 2, mttf: 1 d, mttr: 1 h}\nbaseline: {software: {mttf: 1 d, mttr: 1 h}}',
    );
    expect(system.baseline).toMatchObject({
      name: 'a test (baseline)',
      mission: '7 h',
      horizon: '1 y',
      layers: system.layers.slice(0, 1),
    });
    expect(system.baseline?.servers.map((server) => server.name)).toEqual(['software']);
  });
});

/** Components by name in the order in which they stand on each other. */
const LAYERS = ['hardware', 'hypervisor', 'hostOs', 'dom0', 'vmm', 'function', 'vm', 'software'];
const level = (place: string): number => Math.min(5, LAYERS.indexOf(place.replace(/\(.*/, '')));

const mean = fc.integer({ min: 1, max: 100 }).map((hours) => `${hours} h`);
const always = <T>(value: T) => fc.constant(value);
const component = fc.record(
  { mttf: mean, mttr: mean, detection: fc.oneof(mean, always('0 h')), boot: fc.oneof(mean, always('0 h')) },
  { noNullPrototype: true },
);
const node = fc
  .record({
    kind: fc.constantFrom('software', 'type 1', 'type 1 with dom0', 'type 2'),
    components: fc.array(component, { minLength: 6, maxLength: 6 }),
    count: fc.integer({ min: 1, max: 3 }),
    needs: fc.integer({ min: 1, max: 3 }),
    bootsAtOnce: fc.option(fc.integer({ min: 1, max: 2 })),
    shocked: fc.subarray(['hardware', 'vms', 'function'], { minLength: 2 }),
    missed: fc.integer({ min: 0, max: 3 }),
    hasFunction: fc.boolean(),
  })
  .map(({ kind, components, count, needs, bootsAtOnce, shocked, missed, hasFunction }) => {
    const [hardware, first, second, vm, inside] = components;
    if (kind === 'software') return { hardware, software: first };
    const layers = {
      'type 1': { hypervisor: first },
      'type 1 with dom0': { hypervisor: first, dom0: second },
      'type 2': { 'host-os': first, vmm: second },
    }[kind];
    const isShocked = hasFunction || !shocked.includes('function');
    return {
      hardware,
      ...layers,
      vms: { count, ...vm },
      ...(hasFunction ? { function: { in: 'hypervisor', ...inside } } : {}),
      ...(isShocked
        ? {
            'common-cause': [
              {
                name: 'shock',
                among: shocked,
                mttf: '50 h',
                hits: Object.fromEntries(shocked.slice(missed).map((name) => [name, 0.5])),
              },
            ],
          }
        : {}),
      ...(bootsAtOnce !== null && vm?.boot !== '0 h' ? { 'boots-at-once': bootsAtOnce } : {}),
      service: { needs: Math.min(needs, count) },
    };
  });

describe('in every state of a coupled system', () => {
  it('the laws of coupling and of charging hold', () => {
    fc.assert(
      fc.property(node, (described) => {
        const system = parseSystem({ format: 'ninefold/system@1', name: 'random', ...described });
        const explored = explore(parseNet(lowerSystem(system)));
        nothingStandsOnALostLayer(explored);
        bootsKeepTheirLimit(explored, system.bootsAtOnce);
        const [shock] = system.commonCauses;
        chargesFollowTheRule(explored, Math.min(...(shock?.members ?? []).map(level)));
        everythingComesBack(explored);
      }),
      { numRuns: 40 },
    );
  });
});

function components(explored: Explored): readonly string[] {
  return explored.net.places.map((place) => place.name).filter((name) => LAYERS.includes(name.replace(/\(.*/, '')));
}

function nothingStandsOnALostLayer(explored: Explored): void {
  const places = components(explored);
  for (const state of explored.states) {
    const isDown = (place: string): boolean => !String(explored.read(place, state)).endsWith('.up');
    const lowestDown = Math.min(...places.filter(isDown).map(level), 5);
    for (const place of places.filter((candidate) => level(candidate) > lowestDown)) {
      expect(String(explored.read(place, state))).toMatch(/\.off$/);
    }
  }
}

function bootsKeepTheirLimit(explored: Explored, limit: number | undefined): void {
  for (const state of explored.states) {
    const booting = components(explored).filter((place) => explored.read(place, state) === 'vm.booting');
    expect(booting.length).toBeLessThanOrEqual(limit ?? Number.POSITIVE_INFINITY);
  }
}

/**
 * An outage begins charged to what was lost then; while it lasts, the charge moves only when something is lost in a lower
 * layer than the one charged, and then always.
 */
function chargesFollowTheRule(explored: Explored, shock: number): void {
  const levelOf = (cause: string): number => (cause === 'cause.shock' ? shock : level(cause.replace('cause.', '')));
  for (const { activity, from, to } of explored.transitions) {
    const [before, after] = [explored.states[from] ?? [], explored.states[to] ?? []];
    const [charged, charges] = [String(explored.read('last', before)), String(explored.read('last', after))];
    const cause = `cause.${/^(?:fail|strike)(\w+)/.exec(activity)?.[1]?.toLowerCase()}`;
    const isLost = (place: string): boolean =>
      String(explored.read(place, before)).endsWith('.up') &&
      /failed|repairing/.test(String(explored.read(place, after)));
    const lowestLost = Math.min(...components(explored).filter(isLost).map(level));
    if (explored.label('service', before) === 1) {
      if (explored.label('service', after) === 0) expect(charges.toLowerCase()).toBe(cause);
    } else if (lowestLost < levelOf(charged)) {
      expect(charges.toLowerCase()).toBe(cause);
    } else {
      expect(charges).toBe(charged);
    }
  }
}

function everythingComesBack(explored: Explored): void {
  const before = new Map<number, number[]>();
  for (const { from, to } of explored.transitions) before.set(to, [...(before.get(to) ?? []), from]);
  const isUp = (state: readonly number[]): boolean =>
    components(explored).every((place) => String(explored.read(place, state)).endsWith('.up'));
  const seen = new Set(explored.states.flatMap((state, i) => (isUp(state) ? [i] : [])));
  for (const state of seen) for (const earlier of before.get(state) ?? []) seen.add(earlier);
  expect(seen.size).toBe(explored.states.length);
}
