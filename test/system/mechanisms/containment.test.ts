import { describe, expect, it } from 'vitest';
import { exactValue, exactValues, expectAgreement } from './agreement.js';
import { exploredByChance } from './calendars.js';
import { complaints } from './complaints.js';
import { outcomes } from './outcomes.js';

const GOOD = 'hardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h}\n';

/** Over all simulated comparisons of this file, a correct simulator fails with at most this probability. */
const FALSE_ALARM = 1e-6;
const COMPARISONS = 4;

describe('failures that escape', () => {
  // The first of two VMs fails after 50 h on average; if it takes the other down that is the end, else 100 h are to come.
  const life = (containment: string, more = ''): number =>
    exactValue(`${GOOD}vms: {count: 2, mttf: 100 h}\ncontainment: ${containment}\n${more}`, 'mttf');

  it.each([0, 0.3, 1])('from a process with probability %d: as a coin decides', (probability) => {
    expect(life(`{boundary: process, escape: ${probability}}`)).toBeCloseTo(50 + (1 - probability) * 100, 9);
  });

  it('from a VM take down the hypervisor under all VMs of the host, and no others', () => {
    expect(life('{boundary: vm, escape: 0.3}')).toBeCloseTo(50 + 0.7 * 100, 9);
    expect(life('{boundary: vm, escape: 0.3}', 'hosts: {count: 2}')).toBeCloseTo(150, 9);
    expect(life('{boundary: process, escape: 0.3}', 'hosts: {count: 2}')).toBeCloseTo(150, 9);
  });

  it('from a host take down all hosts', () => {
    expect(life('{boundary: host, escape: 0.3}', 'hosts: {count: 2}')).toBeCloseTo(50 + 0.7 * 100, 9);
  });

  it('are tossed for once a failure, and are over in the same instant', () => {
    const explored = exploredByChance(
      'hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 90 d, mttr: 1 h}\nvms: {count: 3, mttf: 5 d, mttr: 2 h}\ncontainment: {boundary: process, escape: 0.25}',
    );
    for (const state of explored.states) {
      for (const place of ['containment.escaped', 'vm.coin(1)', 'vm.coin(3)'])
        expect(explored.read(place, state)).toBe(0);
    }
    const up = (state: number): number => explored.label('capacity', explored.states[state] ?? []);
    const failures = explored.transitions.filter(({ activity, from }) => activity === 'failVm(1)' && up(from) === 3);
    const ends = new Set(failures.map(({ to, rate }) => `${up(to)} up: ${(rate * 120).toFixed(9)}`));
    expect([...ends].sort()).toEqual(['0 up: 0.250000000', '2 up: 0.750000000']);
  });

  it('are charged by themselves, and counted', () => {
    const node = `hardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h, mttr: 10 h}\nvms: {count: 2, mttf: 100 h, mttr: 1 s}\nhorizon: 10000 h\ncontainment: {boundary: vm, escape: 0.5}`;
    const [charged, whole, count, availability = 0] = exactValues(node, [
      'downtime-escape',
      'downtime-year',
      'escapes',
      'availability-long-run',
    ]);
    expect(charged).toBeCloseTo(whole ?? Number.NaN, 3);
    // Of 0.02 failures an hour, half escape, and each of those is down for 10 h.
    expect(availability).toBeCloseTo(1 / (1 + 0.01 * 10), 6);
    expect((count ?? 0) / 10_000).toBeCloseTo(0.01 * availability, 5);
  });

  it('with probability 0 change nothing', () => {
    const node =
      'hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 90 d, mttr: 1 h}\nvms: {count: 3, mttf: 10 d, mttr: 10 h}';
    const measures = ['availability', 'mttf', 'downtime-vm'];
    const contained = exactValues(`${node}\ncontainment: {boundary: vm, escape: 0}`, measures);
    for (const [index, value] of exactValues(node, measures).entries()) expect(contained[index]).toBeCloseTo(value, 9);
  });
});

describe('failures that escape, simulated', () => {
  it.each([
    ['vm', 'vms: {count: 2, mttf: 5 d, ageing: {latent: 3 d, failure: 3 d}, mttr: 20 h}'],
    ['process', 'vms: {count: 3, mttf: 5 d, mttr: 20 h}\nload: {exponent: 1}\nhosts: {count: 2}'],
    [
      'host',
      'vms: {count: 2, mttf: 5 d, mttr: 20 h, value-failures: 0.5, detection: {exponential: {mean: 2 h}}}\nhosts: {count: 2}',
    ],
  ])('from a %s: as they are solved', async (boundary, vms) => {
    const node = `hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 30 d, mttr: 5 h}\n${vms}\ncontainment: {boundary: ${boundary}, escape: 0.3}\nhorizon: 100 d`;
    await expectAgreement(node, ['availability', 'outages', 'escapes'], {
      trials: 500,
      falseAlarm: FALSE_ALARM / COMPARISONS,
      width: 0.4,
    });
  });
});

describe('attackers who break out', () => {
  const [disclosure, exploit] = [10, 100];
  const voting = (containment: string, more = ''): string =>
    `${GOOD}vms: {count: 3, reliability: 1, mission: 1 h}\nvulnerabilities: {disclosure: ${disclosure} h, exploit: ${exploit} h}\nservice: {voting: {of: 3, needs: 2}}\ncontainment: ${containment}\nmeasures: {owned: {mean-time-to: unsafe}}\n${more}`;

  // The vote is an attacker's when two VMs are his: of three one is after exploit / 3, another at once or after exploit / 2.
  it.each([
    ['{boundary: process, escape: 0.3}', '', 0.3],
    ['{boundary: vm, escape: 0}', '', 0],
    ['{boundary: vm, escape: 0.3}', '', 0.3],
    ['{boundary: vm, escape: 1}', '', 1],
    // VM 2 is alone on its host.
    ['{boundary: vm, escape: 0.3}', 'hosts: {count: 2}', 0.2],
    ['{boundary: host, escape: 0.3}', 'hosts: {count: 2}', 0.3],
  ])('from %s get into what they reach; %s', (containment, more, probability) => {
    const expected = disclosure + exploit / 3 + ((1 - probability) * exploit) / 2;
    expect(exactValue(voting(containment, more), 'owned')).toBeCloseTo(expected, 9);
  });

  it('do so once an attack, need no hole, and are counted', () => {
    // What runs beside VM a has another image, which is current.
    const node = `${GOOD}vms: [{name: a, mttf: 40 h, mttr: 1 h}, {name: b, mttf: 40 h, mttr: 1 h}]\nvulnerabilities: {disclosure: 100 h, patch: 50 h, exploit: 25 h}\npatching: {apply: 0 s, restart: 0 s}\ncontainment: {boundary: vm, escape: 0.25}\nhorizon: 10000 h`;
    const explored = exploredByChance(node);
    const before = { 'image.b': 'current', 'b.security': 'intact', 'a.security': 'intact', 'image.a': 'disclosed' };
    const found = outcomes(explored, 'attackA', before, ['a.security', 'b.security']);
    expect([...found].sort()).toEqual(['compromised compromised', 'compromised intact']);
    const [compromises = 0, breakouts] = exactValues(node, ['compromises', 'breakouts']);
    expect(breakouts).toBeCloseTo(compromises / 4, 9);
  });

  it('are not seen by who blocks exploits, and leave symptoms of their own', () => {
    const node = (monitor: string): string =>
      `${GOOD}vms: {count: 2, mttf: 40 h, mttr: 1 h}\nvulnerabilities: {disclosure: 100 h, exploit: 25 h}\nenforcement: ${monitor}\ncontainment: {boundary: vm, escape: 1}`;
    const attacked = (monitor: string): readonly string[] =>
      [
        ...outcomes(
          exploredByChance(node(monitor)),
          'attackVm(1)',
          { 'vm(2)': 'up', 'vm.security(2)': 'intact', 'vm.security(1)': 'intact' },
          ['vm.security(1)', 'vm.security(2)'],
        ),
      ].sort();
    expect(attacked('{policy: monitor-block, monitor: {detection: 0.5}}')).toEqual([
      'compromised compromised',
      'intact intact',
    ]);
    expect(attacked('{policy: monitor-crash, monitor: {detection: 0.5, latency: 1 h}}')).toEqual([
      'compromised compromised',
      'compromised hidden',
      'hidden compromised',
      'hidden hidden',
    ]);
  });

  it('are injected like that', () => {
    const explored = exploredByChance(
      `${voting('{boundary: vm, escape: 1}')}inject: [{at: 1 h, fail: vm 1, mode: compromise}]`,
    );
    const after = explored.transitions.filter(({ activity }) => activity === 'inject.1');
    const securities = after.map(({ to }) => explored.read('vm.security(2)', explored.states[to] ?? []));
    expect([...new Set(securities)]).toEqual(['vm.compromised']);
  });

  it('are simulated as they are solved', async () => {
    const node =
      'hardware: {reliability: 1, mission: 1 h}\nhypervisor: {mttf: 30 d, mttr: 5 h}\nvms: {count: 2, mttf: 5 d, mttr: 20 h}\nvulnerabilities: {disclosure: 5 d, patch: 5 d, exploit: 3 d}\npatching: {apply: {exponential: {mean: 1 h}}}\ncontainment: {boundary: vm, escape: 0.3}\nhorizon: 100 d';
    await expectAgreement(node, ['unsafe-year', 'breakouts', 'escapes'], {
      trials: 500,
      falseAlarm: FALSE_ALARM / COMPARISONS,
      width: 0.5,
    });
  });
});

describe('containment that cannot be used', () => {
  const VMS = 'hardware: {mttf: 1 y}\nhypervisor: {mttf: 1 y}\nvms: {count: 2, mttf: 1 d}\ncontainment: ';
  it.each([
    [`${VMS}{boundary: vm, escape: 2}`, /^containment.escape: 2; a probability/],
    [`${VMS}{boundary: cell, escape: 0.1}`, /^containment.boundary: 'cell'/],
    [`${VMS}{boundary: host, escape: 0.1}`, /^containment.boundary: hosts that separate the VMs of one/],
    [`${VMS}{boundary: vm, escape: 0.1}\nindependent: true`, /^containment: escapes where no component/],
    [
      `${VMS.replace('count: 2', 'count: 1')}{boundary: process, escape: 0.1}`,
      /^containment.boundary: processes that separate one/,
    ],
    [
      'hardware: {mttf: 1 y}\nsoftware: {mttf: 1 y}\ncontainment: {boundary: vm, escape: 0.1}',
      /^containment: containment within a node/,
    ],
    [
      `${VMS}{boundary: vm, escape: 0.1}\ncommon-cause: [{name: escape, among: [vms], mttf: 1 d}]`,
      /^common-cause.0.name: 'escape'/,
    ],
  ])('%s', (node, complaint) => {
    const found = complaints(node);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(complaint);
  });
});
