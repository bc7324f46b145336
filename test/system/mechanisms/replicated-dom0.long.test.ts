import { describe, expect, it } from 'vitest';
import { lowerSystem } from '../../../src/system/lower.js';
import { words } from '../../../src/system/mechanisms/dom0/words.js';
import { systemOf } from '../read-system.js';
import { estimates, exactValue, exactValues, expectAgreement } from './agreement.js';
import { exploredByChance } from './calendars.js';
import { complaints } from './complaints.js';
import { lossOfReplicas } from './lost-replicas.js';
import { outcomes } from './outcomes.js';

const GOOD = 'hardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h}\n';

/** Over all simulated comparisons of this file, a correct simulator fails with at most this probability. */
const FALSE_ALARM = 1e-6;
const COMPARISONS = 5;

const exponential = (hours: number): string => `{exponential: {mean: ${hours} h}}`;

describe('Dom0s that watch each other', () => {
  it.each([
    [3, 10, 1, 1, 1],
    [3, 100, 0.5, 0.1, 5],
    [3, 50, 5, 20, 10],
    [5, 10, 1, 1, 1],
    [5, 50, 5, 20, 10],
    [7, 10, 5, 2, 10],
  ])(
    '%d that live for %d h, with an accusation of %d h, a promotion of %d h and a boot of %d h, are lost when a small chain says',
    (count, mttf, accusation, promotion, boot) => {
      const node = `${GOOD}dom0: {mttf: ${mttf} h, repair: reboot, boot: ${exponential(boot)}, replicas: ${count}, accusation: ${exponential(accusation)}, promotion: ${exponential(promotion)}}\nvms: {count: 1, reliability: 1, mission: 1 h}\nmeasures: {life: {mean-time-to: dom0 != dom0.up}}`;
      const chain = lossOfReplicas(count, { mttf, accusation, promotion, boot });
      expect(exactValue(node, 'life') / chain).toBeCloseTo(1, 9);
    },
  );
});

describe('nine Dom0s', () => {
  it('are told apart in a story', () => {
    const told = { chosenCase: 0, changed: true, led: () => undefined, subject: () => undefined };
    expect(words.sentence?.('failDom0.i(2)', told)).toBe('replica i of dom0 2 failed');
    expect(words.placeName?.('dom0.i(2)')).toBe('replica i of dom0 2');
  });

  it('are lost when the small chain says, as simulated', async () => {
    const times = { mttf: 10, accusation: 3, promotion: 2, boot: 5 };
    const node = `${GOOD}dom0: {mttf: 10 h, repair: reboot, boot: ${exponential(5)}, replicas: 9, accusation: ${exponential(3)}, promotion: ${exponential(2)}}\nvms: {count: 1, reliability: 1, mission: 1 h}\nmeasures: {life: {mean-time-to: dom0 != dom0.up}}`;
    const options = { trials: 4000, falseAlarm: FALSE_ALARM / COMPARISONS };
    const [life = { low: Number.NaN, high: Number.NaN }] = await estimates(node, ['life'], options);
    const chain = lossOfReplicas(9, times);
    expect([life.low < chain, chain < life.high]).toEqual([true, true]);
    expect(life.high - life.low).toBeLessThan(0.2 * chain);
  });
});

describe('three Dom0s', () => {
  it('without any delay live as two of them in turn, each with a spare that is there at once', () => {
    // Accused, promoted and booted in no time, one that fails is replaced before anything else can happen.
    const node = `${GOOD}dom0: {mttf: 10 h, mttr: 1 h, replicas: 3}\nvms: {count: 2, mttf: 10 d, mttr: 1 h}`;
    const [availability, dom0, promotion] = exactValues(node, ['availability', 'downtime-dom0', 'downtime-promotion']);
    expect(availability).toBeCloseTo(exactValue(`${GOOD}vms: {count: 2, mttf: 10 d, mttr: 1 h}`, 'availability'), 9);
    expect([dom0, promotion]).toEqual([0, 0]);
    // Each of the three fails at its rate, and one of them is the active one.
    const [accusations, promotions] = exactValues(`${node}\nhorizon: 100 h`, ['accusations', 'promotions']);
    expect([accusations, promotions]).toEqual([expect.closeTo(30, 9), expect.closeTo(10, 9)]);
    const inNoTime = node.replace('replicas: 3', 'replicas: 3, accusation: 0 s, promotion: 0 s');
    expect(lowerSystem(systemOf(inNoTime))).toEqual(lowerSystem(systemOf(node)));
  });

  it('are restored even where nothing is repaired', () => {
    const node = `${GOOD}dom0: {mttf: 10 h, replicas: 3, promotion: ${exponential(1)}}\nvms: {count: 1, reliability: 1, mission: 1 h}\nhorizon: 100 h`;
    const [outages, promotions] = exactValues(node, ['outages', 'promotions']);
    expect(outages).toBeGreaterThan(5);
    expect(promotions).toBeCloseTo(outages ?? Number.NaN, 0);
  });

  const small = `hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 90 d, mttr: 1 h}\ndom0: {mttf: 20 d, mttr: 5 h, boot: ${exponential(0.5)}, replicas: 3, accusation: ${exponential(0.1)}, promotion: ${exponential(0.05)}}\nvms: {count: 2, mttf: 10 d, mttr: 10 h}\n`;

  it('keep the VMs up and waiting while a passive one takes over', () => {
    const explored = exploredByChance(small);
    let waiting = 0;
    for (const state of explored.states) {
      if (explored.read('dom0.stalled', state) === 0) continue;
      waiting++;
      expect(explored.read('dom0', state)).toBe('dom0.up');
      expect(explored.label('service', state)).toBe(0);
      for (const vm of ['vm(1)', 'vm(2)']) expect(explored.read(vm, state)).not.toBe('vm.off');
    }
    expect(waiting).toBeGreaterThan(20);
  });

  it('vote nobody out while one of them boots or has failed', () => {
    const explored = exploredByChance(small);
    const accusations = explored.transitions.filter(({ activity }) => activity.startsWith('accuse'));
    expect(accusations.length).toBeGreaterThan(0);
    for (const { activity, from, to } of accusations) {
      const read = (state: number): unknown[] =>
        ['a', 'b', 'c'].map((letter) => explored.read(`dom0.${letter}`, explored.states[state] ?? []));
      const [accused = ''] = activity.slice(-1);
      const wanted = (own: string): string[] =>
        ['a', 'b', 'c'].map((letter) => `dom0.replica.${letter === accused ? own : 'up'}`);
      expect([read(from), read(to)]).toEqual([wanted('failed'), wanted('booting')]);
    }
  });

  it('follow the first of the others that is up when the active one is voted out, and none when a passive one is', () => {
    const explored = exploredByChance(small);
    const voted = (accused: string, before: Readonly<Record<string, string>>): readonly string[] =>
      outcomes(explored, `accuseDom0.${accused}`, before, ['dom0.active', 'dom0.stalled']);
    expect(voted('a', { 'dom0.active': '1' })).toEqual(['2 1']);
    expect(voted('b', { 'dom0.active': '2' })).toEqual(['1 1']);
    for (const active of ['1', '2']) {
      const before = { 'dom0.active': active, 'dom0.stalled': '0' };
      expect(voted('c', before)).toEqual([`${active} 0`]);
      expect(voted('c', { ...before, 'dom0.stalled': '1' })).toEqual([`${active} 1`]);
    }
  });

  it('charge what waits for them to the promotion, unless it was down before or what they stand on is lost', () => {
    const explored = exploredByChance(small);
    const upOnes = { 'dom0.active': '1', 'dom0.a': 'up', 'dom0.b': 'up', 'dom0.c': 'up' };
    const charged = (activity: string, before: Readonly<Record<string, string>>): readonly string[] =>
      outcomes(explored, activity, { ...upOnes, ...before }, ['last']);
    expect(charged('failDom0.a', { 'vm(1)': 'up', 'vm(2)': 'up', 'dom0.stalled': '0' })).toEqual(['promotion']);
    const down = { 'vm(1)': 'repairing', 'vm(2)': 'repairing', last: 'vm' };
    expect(charged('failDom0.a', down)).toEqual(['vm']);
    expect(charged('failDom0.b', down)).toEqual(['vm']);
    const waiting = { 'dom0.stalled': '1', last: 'promotion' };
    expect(charged('failHypervisor', waiting)).toEqual(['hypervisor']);
    expect(charged('failVm(1)', waiting)).toEqual(['promotion']);
    const twoLost = outcomes(explored, 'failDom0.b', { ...waiting, 'dom0.a': 'failed' }, ['dom0', 'last']);
    expect(twoLost).toEqual(['repairing dom0']);
  });

  it('boot anew, all of them, when none is left, and do nothing until then', () => {
    const explored = exploredByChance(small);
    const isUp = (state: number): boolean => explored.read('dom0', explored.states[state] ?? []) === 'dom0.up';
    const meanwhile = explored.transitions.filter(({ from }) => !isUp(from)).map(({ activity }) => activity);
    expect(meanwhile.filter((activity) => activity.includes('Dom0.'))).toEqual([]);
    for (const state of explored.states.filter((one) => explored.read('dom0', one) !== 'dom0.up')) {
      expect([explored.read('dom0.active', state), explored.read('dom0.stalled', state)]).toEqual([1, 0]);
      for (const letter of ['a', 'b', 'c']) expect(explored.read(`dom0.${letter}`, state)).toBe('dom0.replica.up');
      for (const vm of ['vm(1)', 'vm(2)']) expect(explored.read(vm, state)).toBe('vm.off');
    }
  });

  it('are more dependable than one, the more so the sooner they are promoted', () => {
    const dom0 = (keys: string): number =>
      exactValue(
        `${GOOD}dom0: {mttf: 20 d, repair: reboot, boot: ${exponential(0.1)}${keys}}\nvms: {count: 2, mttf: 10 d, mttr: 1 h, boot: ${exponential(0.1)}}`,
        'downtime-year',
      );
    const warm = (hours: number): number =>
      dom0(`, replicas: 3, accusation: ${exponential(0.002)}, promotion: ${exponential(hours)}`);
    expect(warm(0.001)).toBeLessThan(warm(0.05));
    expect(warm(0.05)).toBeLessThan(dom0(''));
  });
});

describe('replicated Dom0s, simulated', () => {
  const dom0 = `dom0: {mttf: 3 d, mttr: 5 h, boot: ${exponential(3)}, replicas: 3, accusation: ${exponential(1)}, promotion: ${exponential(1)}}`;
  it.each([
    ['alone', 'vms: {count: 2, mttf: 5 d, mttr: 10 h}'],
    [
      'under VMs that age, whose failures escape',
      'vms: {count: 2, ageing: {latent: 3 d, failure: 3 d}, mttr: 10 h}\ncontainment: {boundary: vm, escape: 0.2}',
    ],
    ['five of them', 'vms: {count: 1, mttf: 5 d, mttr: 10 h}'],
    ['on two hosts, under load', 'vms: {count: 2, mttf: 5 d, mttr: 10 h}\nhosts: {count: 2}\nload: {exponent: 2}'],
  ])('%s: as they are solved', async (how, vms) => {
    const replicas = how.startsWith('five') ? dom0.replace('replicas: 3', 'replicas: 5') : dom0;
    const node = `hardware: {reliability: 1, mission: 1 h}\nhypervisor: {mttf: 30 d, mttr: 5 h}\n${replicas}\n${vms}\nhorizon: 50 d`;
    await expectAgreement(node, ['availability', 'outages', 'promotions', 'accusations'], {
      trials: 500,
      falseAlarm: FALSE_ALARM / COMPARISONS,
      width: 0.4,
    });
  });
});

describe('replicas that cannot be used', () => {
  const node = (dom0: string): string =>
    `hardware: {mttf: 1 y}\nhypervisor: {mttf: 1 y}\ndom0: ${dom0}\nvms: {count: 2, mttf: 1 d}`;
  it.each([
    ['{mttf: 1 y, replicas: 2}', /^dom0.replicas: 2; 3, 5, 7 or 9: one active and the others passive/],
    ['{mttf: 1 y, replicas: 4}', /^dom0.replicas: 4; 3, 5, 7 or 9/],
    ['{mttf: 1 y, accusation: 5 s}', /^dom0.accusation: accusation of a single Dom0; replicas: 3/],
    ['{mttf: 1 y, promotion: 5 s}', /^dom0.promotion: promotion of a single Dom0; replicas: 3/],
    ['{mttf: 1 y, replicas: 3, promotion: {weibull: {shape: -1, mean: 1 h}}}', /^dom0.promotion.weibull.shape: -1/],
    ['{mttf: 1 y, replicas: 3, ageing: {latent: 1 d, failure: 1 d}}', /^dom0.ageing: ageing of replicated Dom0s/],
  ])('%s', (dom0, complaint) => {
    const found = complaints(node(dom0));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(complaint);
  });
});
