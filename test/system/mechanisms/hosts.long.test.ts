import { describe, expect, it } from 'vitest';
import { estimates, exactValue, expectAgreement } from './agreement.js';
import { complaints } from './complaints.js';

/** Over all simulated comparisons of this file, a correct simulator fails with at most this probability. */
const FALSE_ALARM = 1e-6;
const COMPARISONS = 6;

const PERFECT = '{reliability: 1, mission: 1 h}';
const HOURS_A_YEAR = 8760;

describe('two hosts', () => {
  const node = (failover: string): string =>
    `hosts: {count: 2}\nhardware: {mttf: 100 h, mttr: 10 h}\nhypervisor: ${PERFECT}\nvms: {count: 1, reliability: 1, mission: 1 h}\n${failover}`;
  const down = 10 / 110;

  it('are no better than one for a VM that waits for its own', () => {
    expect(exactValue(node(''), 'availability-long-run')).toBeCloseTo(1 - down, 12);
    expect(exactValue(node('failover: {policy: wait}'), 'availability-long-run')).toBeCloseTo(1 - down, 12);
  });

  it('are down together only, for a VM that is booted on the other in no time', () => {
    expect(exactValue(node('failover: {policy: cold}'), 'availability-long-run')).toBeCloseTo(1 - down ** 2, 12);
    const hot = 'failover: {policy: hot, preparation: {exponential: {mean: 1 h}}}';
    expect(exactValue(node(hot), 'availability-long-run')).toBeCloseTo(1 - down ** 2, 12);
  });

  it('have each VM on one of them, in turn or as there is room', () => {
    const on = (host: number, hosts: string): number =>
      exactValue(
        `hosts: ${hosts}\nhardware: ${PERFECT}\nhypervisor: ${PERFECT}\nvms: [{name: a, count: 2, mttf: 1 y}, {name: b, count: 3, mttf: 1 y}]\nmeasures: {there: {at: 0, of: sum(a.at(*) == ${host}) + 10 * sum(b.at(*) == ${host})}}`,
        'there',
      );
    expect([1, 2].map((host) => on(host, '{count: 2}'))).toEqual([21, 11]);
    expect([1, 2].map((host) => on(host, '{count: 2, room: 3}'))).toEqual([12, 20]);
  });

  it('that boot one VM at a time each boot two at the same time', () => {
    const boots = (hosts: string): number =>
      exactValue(
        `${hosts}\nhardware: {mttf: 1000 h, mttr: 10 h}\nhypervisor: ${PERFECT}\nvms: {count: 2, mttf: 2 h, repair: reboot, boot: {exponential: {mean: 1 h}}}\nboots-at-once: 1\nhorizon: 100 h\nmeasures: {both: {average: sum(vm(*) == vm.booting) == 2, until: horizon}}`,
        'both',
      );
    expect(boots('boots-at-once: 1'.slice(0, 0))).toBe(0);
    expect(boots('hosts: {count: 2}')).toBeGreaterThan(0.05);
  });
});

describe('a copy of a VM', () => {
  it('is begun on the host of its original, wherever that has gone', () => {
    const node = `hosts: {count: 2}\nhardware: {mttf: 30 h, mttr: 10 h}\nhypervisor: ${PERFECT}\nvms: {count: 1, mttf: 60 h, mttr: 1 h}\nfailover: {policy: cold}\nhorizon: 100 h`;
    const copies =
      'rejuvenation: {every: 10 h, how: reincarnation, boot-work: {exponential: {mean: 1 h}}, boot-share: 1}';
    const apart =
      'measures: {apart: {probability: {reach: vm.twin(1) == vm.loading && vm.at(1) != vm.twin.at(1), within: horizon}}}';
    expect(exactValue(`${node}\n${copies}\n${apart}`, 'apart')).toBe(0);
  });
});

describe('a VM that counts as failed when its host fails', () => {
  it('is repaired after it', () => {
    const node = (policy: string): string =>
      `hosts: {count: 2}\nhardware: {mttf: 100 h, mttr: 10 h}\nhypervisor: ${PERFECT}\nvms: {count: 1, reliability: 1, mission: 1 h, repair: {exponential: {mean: 5 h}}}\nfailover: {policy: ${policy}}`;
    // The host fails on during the repair: up 100 h, down 10 h and then until a repair of 5 h has not been cut short.
    const restored = 1 / (1 / 5 + 1 / 100);
    const cut = restored / 100;
    const mean = (10 + restored) / (1 - cut);
    expect(exactValue(node('fail'), 'mdt')).toBeCloseTo(mean, 9);
    expect(exactValue(node('wait'), 'mdt')).toBeCloseTo(10, 9);
  });
});

describe('a layer whose VMs are suspended for its reboot', () => {
  const node = (vm: string): string =>
    `hardware: ${PERFECT}\nhypervisor: {reliability: 1, mission: 1 h, boot: 30 min}\nvms: {count: 1, ${vm}}\nhorizon: 100 h\nrejuvenation: {of: hypervisor, every: 10 h, vms: suspend, save: 10 min, resume: 20 min}`;
  // Nothing is left to chance.
  const certain = async (text: string, measure: string): Promise<number> => {
    const [found] = await estimates(text, [measure], { trials: 2, falseAlarm: FALSE_ALARM });
    return found?.estimate ?? Number.NaN;
  };

  it('keeps the age of what is suspended, which stands still', async () => {
    const aged = `${node('life: {deterministic: {value: 30 h}}, mttr: 1 h')}\nmeasures: {life: {mean-time-to: vm(1) == vm.repairing}}`;
    // It ages for 10 h and while it is saved, and stands still for 50 min of each turn.
    expect(await certain(aged, 'life')).toBeCloseTo(30 + 3 * (50 / 60), 9);
  });

  it('costs saving, reboot and resuming', async () => {
    const downtime = await certain(node('reliability: 1, mission: 1 h'), 'downtime-rejuvenation');
    expect(downtime).toBeCloseTo(HOURS_A_YEAR / 10, 6);
  });
});

describe('hosts that are evacuated before their reboot', () => {
  const evacuated = (migration: string): string =>
    `hosts: {count: 2}\nhardware: ${PERFECT}\nhypervisor: {mttf: 100 h, mttr: 2 h, boot: {exponential: {mean: 30 min}}}\nvms: {count: 2, mttf: 50 h, mttr: 1 h}\nmigration: ${migration}\nrejuvenation: {of: hypervisor, every: 40 h, vms: evacuate}`;

  it('cost nothing when moving takes no time and the other host is up', () => {
    const sure = evacuated('{copy: 0 s}').replaceAll(/mttf: \d+ h, mttr: \d h/g, 'reliability: 1, mission: 1 h');
    expect(exactValue(`${sure}\nhorizon: 400 h\nmeasures: [downtime-rejuvenation]`, 'downtime-rejuvenation')).toBe(0);
  });

  it('are never evacuated at the same time', () => {
    const both = `${evacuated('{copy: {exponential: {mean: 1 h}}}')}\nhorizon: 200 h\nmeasures: {both: {probability: {reach: hypervisor.turn(1) == turn.vacating && hypervisor.turn(2) == turn.vacating, within: horizon}}}`;
    expect(exactValue(both.replace('every: 40 h', 'every: 40 h, stagger: false'), 'both')).toBe(0);
  });
});

describe('on several hosts, simulated as it is solved', () => {
  const common = 'hosts: {count: 2}\nhardware: {mttf: 300 h, mttr: 10 h}\nhorizon: 500 h';
  const boot = 'boot: {exponential: {mean: 1 h}}';
  it.each([
    ['cold', 'failover: {policy: cold, detection: {exponential: {mean: 30 min}}}'],
    [
      'warm',
      'failover: {policy: warm, activation: {exponential: {mean: 20 min}}, preparation: {exponential: {mean: 2 h}}}',
    ],
    ['hot', 'failover: {policy: hot, covers: vm, mttf: 50 h, detection: {exponential: {mean: 10 min}}}'],
    [
      'cold with migration back',
      'failover: {policy: cold}\nmigration: {copy: {exponential: {mean: 1 h}}, downtime: {exponential: {mean: 10 min}}, return: true}',
    ],
    [
      'evacuated',
      'migration: {copy: {exponential: {mean: 1 h}}, downtime: {exponential: {mean: 10 min}}}\nrejuvenation: {of: hypervisor, every: 50 h, vms: evacuate}',
    ],
    [
      'reincarnated',
      'failover: {policy: cold}\nrejuvenation: {of: vms, every: 50 h, how: reincarnation, boot-work: {exponential: {mean: 2 h}}, boot-share: 0.5}',
    ],
  ])('%s', async (_, mechanisms) => {
    const node = `${common}\nhypervisor: {mttf: 100 h, mttr: 2 h, ${boot}}\nvms: {count: 1, mttf: 60 h, mttr: 1 h, ${boot}}\n${mechanisms}`;
    await expectAgreement(node, ['availability', 'outages'], {
      trials: 4000,
      falseAlarm: FALSE_ALARM / COMPARISONS,
      width: 0.2,
    });
  });
});

describe('what cannot be on hosts', () => {
  const node = `hardware: ${PERFECT}\nhypervisor: {mttf: 1 y, mttr: 1 h}\nvms: {count: 2, mttf: 1 y, mttr: 1 h}`;
  it.each([
    ['failover: {policy: cold}', ['failover: a failover on one host; hosts: {count: 2}']],
    ['migration: {copy: 1 s}', ['migration: a migration on one host; hosts: {count: 2}']],
    [
      'hosts: {count: 2}\nfailover: {policy: cold, activation: 1 s, mttf: 1 y}',
      [
        'failover.activation: activation with policy: cold; no activation',
        'failover.mttf: mttf with policy: cold; no mttf',
      ],
    ],
    [
      'hosts: {count: 2}\nfailover: {policy: hot}',
      ['failover: a standby that takes no time to prepare; preparation here, or boot of the VMs'],
    ],
    [
      'hosts: {count: 2}\nmigration: {memory: 1 GiB, copy: 1 s}',
      ['migration.memory: memory beside copy; either copy and downtime, or what is sent and how fast'],
    ],
    [
      'hosts: {count: 2}\nmigration: {memory: 0 B, bandwidth: 1 MB/s, dirty-rate: 1 kB/s}',
      ["migration.memory: '0 B'; a memory above 0"],
    ],
    [
      'rejuvenation: {of: hypervisor, every: 1 d, vms: evacuate}',
      ['rejuvenation.vms: evacuate; hosts and migration, to move the VMs to another host'],
    ],
    [
      'rejuvenation: {of: hypervisor, every: 1 d, save: 1 s}',
      ['rejuvenation.save: save without vms: suspend; no save, or vms: suspend'],
    ],
  ])('%s', (mechanisms, wanted) => {
    expect(complaints(`${node}\n${mechanisms}`)).toEqual(wanted);
  });
});
