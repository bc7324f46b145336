import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/net/expression/evaluate.js';
import { parseSystem } from '../../../src/system/parse-system.js';
import type { Explored } from '../explore.js';
import { exploredByChance } from './calendars.js';

const always = <T>(value: T) => fc.constant(value);
const mean = fc.integer({ min: 1, max: 100 }).map((hours) => `${hours} h`);
const maybe = fc.oneof(mean, always('0 h'));
const ageing = fc.option(fc.record({ latent: mean, failure: mean }), { nil: undefined });
const component = fc.record({ mttf: mean, mttr: mean, detection: maybe, boot: maybe, ageing });

const reincarnation = fc.record({
  how: always('reincarnation'),
  every: mean,
  'boot-work': mean,
  'boot-share': fc.constantFrom(0.1, 0.5, 1),
  policy: fc.constantFrom('promote', 'finish', 'restart'),
});
const reboot = fc.record({ every: mean, stagger: fc.boolean() });

const node = fc
  .record({
    independent: fc.boolean(),
    hypervisor: component,
    vm: component,
    count: fc.integer({ min: 1, max: 2 }),
    needs: fc.integer({ min: 1, max: 2 }),
    valueFailures: fc.boolean(),
    bootsAtOnce: fc.option(always(1), { nil: undefined }),
    vms: fc.oneof({ weight: 2, arbitrary: reincarnation }, { weight: 1, arbitrary: reboot }),
    layer: fc.option(mean, { nil: undefined }),
    shock: fc.boolean(),
  })
  .map(({ independent, hypervisor, vm, count, needs, valueFailures, bootsAtOnce, vms, layer, shock }) => {
    const isLimited = bootsAtOnce !== undefined && !independent && vm.boot !== '0 h';
    const wrong = valueFailures && vm.detection !== '0 h' ? { 'value-failures': 0.5 } : {};
    const { stagger, ...own } = { stagger: undefined, ...vms };
    const ofVms = stagger === undefined || count === 1 ? own : vms;
    return {
      independent,
      hardware: { mttf: '1 y', mttr: '4 h' },
      hypervisor,
      vms: { count, ...vm, ...wrong },
      service: { needs: Math.min(needs, count) },
      rejuvenation: layer === undefined ? ofVms : [ofVms, { of: 'hypervisor', every: layer }],
      ...(isLimited ? { 'boots-at-once': bootsAtOnce } : {}),
      ...(shock
        ? { 'common-cause': [{ name: 'shock', among: ['hypervisor', 'vms'], mttf: '50 h', hits: { vms: 0.5 } }] }
        : {}),
    };
  });

describe('in every state of a system that is rejuvenated', () => {
  it('the laws of slots, ageing, coupling and charging hold', () => {
    fc.assert(
      fc.property(node, (described) => {
        const plain = JSON.parse(JSON.stringify(described)) as typeof described;
        const system = parseSystem({ format: 'ninefold/system@1', name: 'random', ...plain });
        const explored = exploredByChance(system);
        const vms = Array.from({ length: described.vms.count }, (_, index) => String(index + 1));
        for (const state of explored.states) {
          const seen = new Seen(explored, state);
          for (const vm of vms) slotsAreKept(seen, vm);
          onlyWhatRunsIsOld(seen);
          if (!described.independent) nothingRunsOnALostLayer(seen, vms);
          if (described['boots-at-once'] !== undefined) bootsKeepTheirLimit(seen, vms);
          const capacity = explored.label('capacity', state);
          seen.holds(capacity >= 0 && capacity <= vms.length, `capacity ${capacity}`);
          causesAddUp(seen);
        }
        outagesAreChargedToWhatBeganThem(explored);
        everythingComesBack(explored);
      }),
      { numRuns: 12 },
    );
  });
});

/** A state as the checks read it; `expect` would take most of the time. */
class Seen {
  private readonly numbers: ReadonlyMap<string, number>;

  constructor(
    readonly explored: Explored,
    readonly state: readonly number[],
  ) {
    this.numbers = new Map(explored.net.places.map(({ name }, index) => [name, index]));
  }

  has(place: string): boolean {
    return this.numbers.has(place);
  }

  read(place: string): string {
    const number = this.numbers.get(place) ?? -1;
    const value = this.state[number];
    return this.explored.net.places[number]?.states?.[value ?? -1] ?? String(value);
  }

  runs(place: string): boolean {
    return this.is(place, 'up', 'wrong');
  }

  is(place: string, ...states: readonly string[]): boolean {
    return states.includes(this.read(place).replace(/^.*\./, ''));
  }

  holds(condition: boolean, what: string): void {
    if (condition) return;
    const text = [...this.numbers.keys()].map((place) => `${place} ${this.read(place)}`).join(', ');
    throw new Error(`${what} in ${text}`);
  }
}

/** The front holds the VM, whatever becomes of it; the other slot is empty or holds a copy that boots. */
function slotsAreKept(seen: Seen, vm: string): void {
  const slots = [`vm(${vm})`, `vm.twin(${vm})`] as const;
  if (!seen.has(slots[1])) return;
  const [front, other] = seen.is(`vm.front(${vm})`, 'first') ? slots : ([slots[1], slots[0]] as const);
  seen.holds(!seen.is(front, 'empty'), `nothing in front of VM ${vm}`);
  seen.holds(seen.is(other, 'empty', 'loading'), `more than a copy beside VM ${vm}`);
  // Who promotes or gives up has no copy beside a VM that is down.
  const decides = seen.explored.net.activities.some(({ name }) => /^(promote|abandon)/.test(name));
  seen.holds(!decides || !seen.is(other, 'loading') || seen.runs(front), `a copy beside VM ${vm}, which is down`);
}

function onlyWhatRunsIsOld(seen: Seen): void {
  for (const { name } of seen.explored.net.places.filter((place) => place.name.includes('.health'))) {
    if (seen.is(name, 'failureProbable')) seen.holds(seen.runs(name.replace('.health', '')), `${name} of what is down`);
  }
}

function nothingRunsOnALostLayer(seen: Seen, vms: readonly string[]): void {
  const isLost = !seen.is('hardware', 'up');
  if (isLost) seen.holds(seen.is('hypervisor', 'off'), 'a hypervisor on lost hardware');
  if (!isLost && seen.is('hypervisor', 'up')) return;
  for (const vm of vms) {
    const slots = [`vm(${vm})`, `vm.twin(${vm})`].filter((slot) => seen.has(slot));
    const [off, empty] = ['off', 'empty'].map((state) => slots.filter((slot) => seen.is(slot, state)).length);
    seen.holds(off === 1 && empty === slots.length - 1, `VM ${vm} on a lost hypervisor`);
  }
}

function bootsKeepTheirLimit(seen: Seen, vms: readonly string[]): void {
  const slots = vms.flatMap((vm) => [`vm(${vm})`, `vm.twin(${vm})`]).filter((slot) => seen.has(slot));
  const booting = slots.filter((slot) => seen.is(slot, 'booting', 'rejuvenating')).length;
  seen.holds(booting <= 1, `${booting} boots at once`);
  for (const vm of vms.filter((candidate) => seen.has(`vm.due(${candidate})`))) {
    const isWaiting = seen.read(`vm.due(${vm})`) === '1';
    seen.holds(!isWaiting || (seen.runs(`vm(${vm})`) && booting === 1), `VM ${vm} waits for nothing`);
  }
}

/** The downtimes by cause are disjoint and leave nothing out. */
function causesAddUp(seen: Seen): void {
  const { net } = seen.explored;
  const constants = net.constants.map((constant) => constant.value);
  const values = net.measures.flatMap((measure) => {
    if (!measure.name.startsWith('downtime-')) return [];
    const rate = measure.kind === 'steady-state' || measure.kind === 'average' ? measure.of.rate : undefined;
    if (rate === undefined) throw new Error(`${measure.name} is no average`);
    return [evaluate(rate, { state: seen.state, constants, lets: net.lets })];
  });
  const [whole, ...causes] = values;
  seen.holds(causes.length > 2 && causes.reduce((sum, value) => sum + value, 0) === whole, `downtimes ${values}`);
}

function outagesAreChargedToWhatBeganThem(explored: Explored): void {
  for (const { activity, from, to } of explored.transitions) {
    const [before, after] = [explored.states[from] ?? [], explored.states[to] ?? []];
    if (explored.label('service', before) === 0 || explored.label('service', after) === 1) continue;
    const charged = String(explored.read('last', after));
    const [, verb = '', whom = ''] = /^([a-z]+?)(?:Aged)?([A-Z]\w+)/.exec(activity) ?? [];
    // A turn of VMs that have to wait for a boot begins with a call.
    if (/^(rejuvenate|call|renew|boot|recover)/.test(verb)) expect(charged).toMatch(/^cause\.rejuvenation/);
    else if (verb === 'strike') expect(charged).toBe('cause.shock');
    else expect([verb, charged]).toEqual(['fail', `cause.${whom.toLowerCase()}`]);
  }
}

function everythingComesBack(explored: Explored): void {
  const before = new Map<number, number[]>();
  for (const { from, to } of explored.transitions) before.set(to, [...(before.get(to) ?? []), from]);
  const isUp = (state: readonly number[]): boolean => explored.label('service', state) === 1;
  const seen = new Set(explored.states.flatMap((state, index) => (isUp(state) ? [index] : [])));
  for (const state of seen) for (const earlier of before.get(state) ?? []) seen.add(earlier);
  expect(seen.size).toBe(explored.states.length);
}
