import { describe, expect, it } from 'vitest';
import { lowerSystem } from '../../../src/system/lower.js';
import type { Explored } from '../explore.js';
import { exploredSystem, systemOf } from '../read-system.js';
import { exactValue, exactValues, expectAgreement } from './agreement.js';
import { exploredByChance } from './calendars.js';
import { complaints } from './complaints.js';
import { outcomes } from './outcomes.js';

/** Over all simulated comparisons of this file, a correct simulator fails with at most this probability. */
const FALSE_ALARM = 1e-6;
const COMPARISONS = 5;

const GOOD = 'hardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h}\n';
const NEVER_FAILS = 'vms: {count: 1, reliability: 1, mission: 1 h}\n';
const lasting = (hours: number): string => `{exponential: {mean: ${hours} h}}`;
const stages = `clone: ${lasting(1)}, apply: ${lasting(2)}, restart: ${lasting(3)}`;

const SLOTS = ['vm.front(1)', 'vm(1)', 'vm.twin(1)'];

describe('a patch by copy swap', () => {
  it('in no time changes nothing: it is as no patching', () => {
    const node = `hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 90 d, mttr: 1 h}\nvms: {count: 2, mttf: 10 d, mttr: 10 h, boot: ${lasting(1)}}\nservice: {needs: 2}\n`;
    const measures = ['availability', 'mttf', 'outages', 'mdt'];
    const patched = exactValues(`${node}patching: {arrivals: 2 d, how: copy-swap, restart: 0 s}`, measures);
    for (const [index, value] of exactValues(node, measures).entries()) {
      expect(patched[index]).toBeCloseTo(value, 9);
    }
  });

  it('has no downtime, unless the takeover takes time', () => {
    const swap = (more: string): readonly number[] =>
      exactValues(
        `${GOOD}${NEVER_FAILS}patching: {arrivals: 100 h, how: copy-swap, ${stages}${more}}\nmeasures: {rate: {steady-state: patching.swapped}}`,
        ['rate'],
      );
    const cycle = 100 + 1 + 2 + 3;
    expect(swap('')[0]).toBeCloseTo(1 / cycle, 10);
    const down = (more: string): number =>
      exactValue(
        `${GOOD}${NEVER_FAILS}patching: {arrivals: 100 h, how: copy-swap, ${stages}${more}}`,
        'downtime-patch',
      );
    expect(down('')).toBe(0);
    // A patch that comes during the takeover waits for its end.
    const waiting = (0.5 / (100 + 0.5)) * 0.5;
    expect(down(`, takeover: ${lasting(0.5)}`)).toBeCloseTo((8760 * 0.5) / (cycle + waiting), 8);
  });

  it('leaves the hole open until the copy has taken over, and the image until the original has drained', () => {
    const node = `${GOOD}${NEVER_FAILS}vulnerabilities: {disclosure: 100 h, patch: 50 h}\npatching: {how: copy-swap, ${stages}, quarantine: {time: ${lasting(4)}}, transfer: ${lasting(5)}, draining: ${lasting(6)}}`;
    const open = 50 + 1 + 2 + 3 + 4 + 5 + 6;
    expect(exactValue(node, 'exposure-year')).toBeCloseTo((8760 * open) / (100 + open), 7);
    expect(exactValue(node, 'capacity')).toBeCloseTo(1, 12);
  });

  it('keeps bad patches from clients by a quarantine, at the price of exposure', () => {
    const [disclosure, patch, quarantine, p, detection, failure, correction] = [100, 50, 20, 0.3, 0.8, 10, 30];
    const node = `${GOOD}${NEVER_FAILS}vulnerabilities: {disclosure: ${disclosure} h, patch: ${patch} h}\npatching: {how: copy-swap, quarantine: {time: ${lasting(quarantine)}, detection: ${detection}}, bad: {probability: ${p}, failure: ${failure} h, correction: ${correction} h}}\nmeasures: {served: {steady-state: patching.spoilt}, thrown: {steady-state: patching.discarded}}`;
    // From a patch on: watched; if bad, found and corrected, or served until it fails, taken back in no time and corrected.
    const open = (quarantine + p * correction) / (1 - p);
    const time = (quarantine + p * (correction + (1 - detection) * failure)) / (1 - p);
    const cycle = disclosure + patch + time;
    expect(exactValue(node, 'exposure-year')).toBeCloseTo((8760 * (patch + open)) / cycle, 7);
    expect(exactValue(node, 'served')).toBeCloseTo((p * (1 - detection)) / (1 - p) / cycle, 10);
    expect(exactValue(node, 'thrown')).toBeCloseTo((p * detection) / (1 - p) / cycle, 10);
  });

  it('takes its share of the VM while something is done to it, and none while it waits or drains', () => {
    const node = (how: string): string =>
      `${GOOD}${NEVER_FAILS}patching: {arrivals: 100 h, how: copy-swap, ${stages}, quarantine: {time: ${lasting(4)}}, transfer: ${lasting(5)}, draining: ${lasting(6)}${how}}`;
    const cycle = 100 + 1 + 2 + 3 + 4 + 5 + 6;
    expect(exactValue(node(', copy-share: 0.3'), 'capacity')).toBeCloseTo(1 - (0.3 * 15) / cycle, 12);
    expect(lowerSystem(systemOf(node(', copy-share: 0')))).toEqual(lowerSystem(systemOf(node(''))));
  });

  it('boots in its turn where boots are limited', () => {
    const two = `${GOOD}vms: {count: 2, reliability: 1, mission: 1 h, boot: ${lasting(3)}}\npatching: {arrivals: 100 h, how: copy-swap, copy-share: 0.3}\nmeasures: {rate: {steady-state: patching.swapped}}`;
    const [rate, capacity] = exactValues(`${two}\nboots-at-once: 1`, ['rate', 'capacity']);
    // One copy after the other.
    expect(rate).toBeCloseTo(2 / (100 + 3 + 3), 12);
    expect(capacity).toBeCloseTo(2 - (0.3 * 6) / 106, 12);
    expect(exactValue(two, 'rate')).toBeCloseTo(2 / (100 + 3 * (1 + 1 / 2)), 12);
  });

  it('of several VMs discards all copies of a bad patch once one is found', () => {
    const explored = exploredSystem(
      `${GOOD}vms: {count: 2, reliability: 1, mission: 1 h}\npatching: {arrivals: 9 d, how: copy-swap, quarantine: {time: 1 d, detection: 0.5}, bad: {probability: 0.5, failure: 1 d, correction: 1 d}}`,
    );
    const both = {
      'vm.twin(1)': 'quarantined',
      'vm.twin(2)': 'quarantined',
      'vm.patch(1)': 'unpatched',
      'image.vm': 'releasedBad',
    };
    const found = outcomes(explored, 'clearVm.twin(1)', both, ['image.vm', 'vm.twin(1)', 'vm.twin(2)']);
    expect([...found].sort()).toEqual(['releasedBad up quarantined', 'withdrawn empty empty']);
  });
});

describe('an original that fails before its copy has taken over', () => {
  const explored = (policy: string): Explored =>
    exploredSystem(
      `${GOOD}vms: {count: 1, mttf: 1 d, mttr: 1 h}\npatching: {arrivals: 1 d, how: copy-swap, clone: 1 h, apply: 1 h, restart: 1 h, quarantine: {time: 1 h}, transfer: 1 h, takeover: 1 s, draining: 1 h, when-original-fails: ${policy}}`,
    );
  const failing = (policy: string): Readonly<Record<string, readonly string[]>> => {
    const found = explored(policy);
    const among = ['cloning', 'patching', 'restarting', 'quarantined', 'receiving'].map((state) => [
      state,
      outcomes(found, 'failVm(1)', { 'vm.front(1)': 'first', 'vm.twin(1)': state }, SLOTS),
    ]);
    return Object.fromEntries(among);
  };

  it('is given up for it, once it has booted', () => {
    expect(failing('promote')).toEqual({
      cloning: ['first repairing empty'],
      patching: ['twin empty patching'],
      restarting: ['twin empty restarting'],
      quarantined: ['twin empty takingOver'],
      receiving: ['twin empty takingOver'],
    });
  });

  it('is restored until the copy takes over', () => {
    const beside = (state: string): readonly string[] => [`first repairing ${state}`];
    expect(failing('finish')).toEqual({
      cloning: ['first repairing empty'],
      patching: beside('patching'),
      restarting: beside('restarting'),
      quarantined: beside('quarantined'),
      receiving: beside('receiving'),
    });
    // Then what is down is not drained.
    expect(
      outcomes(explored('finish'), 'receiveVm.twin(1)', { 'vm(1)': 'repairing', 'vm.front(1)': 'first' }, SLOTS),
    ).toEqual(['twin empty takingOver']);
  });

  it('is restored alone', () => {
    const alone = ['first repairing empty'];
    expect(failing('restart')).toEqual({
      cloning: alone,
      patching: alone,
      restarting: alone,
      quarantined: alone,
      receiving: alone,
    });
  });

  it('leaves the copy to fail by itself: it is lost, charged to nobody, and begun again', () => {
    const found = explored('promote');
    const before = { 'vm.front(1)': 'first', 'vm.twin(1)': 'quarantined', last: 'vm' };
    expect(outcomes(found, 'failVm.twin(1)', before, [...SLOTS, 'last'])).toEqual(['first up cloning vm']);
    const drained = outcomes(
      found,
      'failVm.twin(1)',
      { 'vm(1)': 'up', 'vm.front(1)': 'first', 'vm.twin(1)': 'draining' },
      SLOTS,
    );
    expect(drained).toEqual(['first up empty']);
  });
});

describe('where one VM or copy may boot at a time', () => {
  const explored = (policy: string): Explored =>
    exploredSystem(
      `${GOOD}vms: {count: 2, mttf: 1 d, detection: 1 h, mttr: 1 h, boot: 1 h}\nboots-at-once: 1\npatching: {arrivals: 1 d, how: copy-swap, apply: 1 h, quarantine: {time: 1 h}, when-original-fails: ${policy}}`,
    );
  const BOTH = ['vm(1)', 'vm.twin(1)', 'vm(2)', 'vm.twin(2)'];
  const copying = { 'vm.front(1)': 'first', 'vm.front(2)': 'first', 'vm(1)': 'up', 'image.vm': 'released' };

  it('a copy that is patched waits while another boots, and goes on after it', () => {
    const found = explored('promote');
    const before = { ...copying, 'vm(2)': 'up', 'vm.twin(1)': 'patching', 'vm.twin(2)': 'restarting' };
    expect(outcomes(found, 'applyVm.twin(1)', before, BOTH)).toEqual(['up applied up restarting']);
    const waiting = { ...before, 'vm.twin(1)': 'applied' };
    expect(outcomes(found, 'restartVm.twin(2)', waiting, BOTH)).toEqual(['up restarting up quarantined']);
    expect(outcomes(found, 'failVm(2)', waiting, BOTH)).toEqual(['up applied empty restarting']);
  });

  it('a VM that is down boots before a copy', () => {
    const found = explored('finish');
    const before = { ...copying, 'vm.twin(1)': 'applied', 'vm(2)': 'off', 'vm.twin(2)': 'restarting' };
    expect(outcomes(found, 'restartVm.twin(2)', before, BOTH)).toEqual(['up applied booting quarantined']);
  });

  it('a copy that waits is promoted, kept or given up with its original as one that boots is', () => {
    const failing = (policy: string): readonly string[] =>
      outcomes(
        explored(policy),
        'failVm(1)',
        { ...copying, 'vm(2)': 'up', 'vm.twin(1)': 'applied', 'vm.twin(2)': 'restarting' },
        BOTH,
      );
    expect(failing('promote')).toEqual(['empty applied up restarting']);
    expect(failing('finish')).toEqual(['failed applied up restarting']);
    expect(failing('restart')).toEqual(['failed empty up restarting']);
  });

  it('a VM that is patched in place takes its turn too', () => {
    const found = exploredSystem(
      `${GOOD}vms: {count: 2, mttf: 1 d, mttr: 1 h, boot: 1 h}\nboots-at-once: 1\npatching: {arrivals: 1 d, apply: 1 h}`,
    );
    const before = { 'vm(1)': 'patching', 'vm(2)': 'booting' };
    expect(outcomes(found, 'applyVm(1)', before, ['vm(1)', 'vm(2)'])).toEqual(['applied booting']);
    const waiting = { 'vm(1)': 'applied', 'vm(2)': 'booting', 'vm.patch(2)': 'patched' };
    expect(outcomes(found, 'bootVm(2)', waiting, ['vm(1)', 'vm(2)'])).toEqual(['restarting up']);
  });

  it('what waits keeps its disk: the work on it, and an attacker', () => {
    const node = `${GOOD}vms: {count: 2, mttf: 1 d, mttr: 1 h, boot: 1 h}\nboots-at-once: 1\n`;
    const before = { 'vm(1)': 'patching', 'vm(2)': 'booting' };
    const attacked = exploredSystem(
      `${node}vulnerabilities: {disclosure: 1 d, patch: 1 d, exploit: 1 d}\npatching: {apply: 1 h}`,
    );
    for (const security of ['intact', 'compromised']) {
      const owned = { ...before, 'vm.security(1)': security };
      expect(outcomes(attacked, 'applyVm(1)', owned, ['vm(1)', 'vm.security(1)'])).toEqual([`applied ${security}`]);
    }
    const working = exploredByChance(
      `${node}patching: {arrivals: 1 d, apply: 1 h}\ncheckpointing: {every: 1 h, cost: 1 min, restore: 1 min}`,
    );
    const stopped = { ...before, 'vm.work(1)': 'kept' };
    expect(outcomes(working, 'applyVm(1)', stopped, ['vm(1)', 'vm.work(1)'])).toEqual(['applied kept']);
  });

  it('no other is patched while one waits, if they are rolled out one at a time', () => {
    const found = exploredSystem(
      `${GOOD}vms: {count: 3, mttf: 1 d, mttr: 1 h, boot: 1 h}\nboots-at-once: 1\npatching: {arrivals: 1 d, apply: 1 h, rollout: one-at-a-time}`,
    );
    const before = { 'vm(1)': 'patching', 'vm(2)': 'booting', 'vm(3)': 'up', 'vm.patch(3)': 'unpatched' };
    expect(outcomes(found, 'applyVm(1)', before, ['vm(1)', 'vm(2)', 'vm(3)'])).toEqual(['applied booting up']);
  });

  it('what is down restarts before what runs is rebooted', () => {
    const found = exploredByChance(
      `${GOOD}vms: {count: 3, reliability: 1, mission: 1 h, boot: 1 h}\nboots-at-once: 1\npatching: {arrivals: 1 d, apply: 1 h}\nrejuvenation: {every: 1 d}`,
    );
    const before = { 'vm(1)': 'up', 'vm.due(1)': '1', 'vm(2)': 'applied', 'vm(3)': 'rejuvenating' };
    const after = outcomes(found, 'renewVm(3)', { ...before, 'vm.patch(3)': 'patched' }, ['vm(1)', 'vm(2)', 'vm(3)']);
    expect(after).toEqual(['up restarting up']);
  });

  it('a copy that waits is discarded with its patch', () => {
    const found = exploredSystem(
      `${GOOD}vms: {count: 2, mttf: 1 d, mttr: 1 h, boot: 1 h}\nboots-at-once: 1\npatching: {arrivals: 9 d, how: copy-swap, quarantine: {time: 1 d, detection: 1}, when-original-fails: finish, bad: {probability: 0.5, failure: 1 d, correction: 1 d}}`,
    );
    const front = { 'vm.front(1)': 'first', 'vm.front(2)': 'first', 'vm(2)': 'booting', 'image.vm': 'releasedBad' };
    const before = { ...front, 'vm.twin(1)': 'applied', 'vm.twin(2)': 'quarantined', 'vm.twin.patch(2)': 'spoilt' };
    const after = outcomes(found, 'clearVm.twin(2)', before, ['image.vm', 'vm.twin(1)', 'vm.twin(2)']);
    expect(after).toEqual(['withdrawn empty empty']);
  });

  it('nothing waits that restarts in no time, or has no boot to wait with', () => {
    const states = (vms: string, more: string): unknown =>
      lowerSystem(systemOf(`${GOOD}vms: {count: 2, mttf: 1 d, mttr: 1 h${vms}}\npatching: {arrivals: 1 d${more}`))
        .places?.['vm(i)'];
    const waiting = { states: expect.arrayContaining(['vm.applied']) };
    expect(states(', boot: 1 h', '}\nboots-at-once: 1')).toEqual(waiting);
    expect(states(', boot: 1 h', ', restart: 1 h}\nboots-at-once: 1')).toEqual(waiting);
    expect(states(', boot: 1 h', ', restart: 0 s}\nboots-at-once: 1')).not.toEqual(waiting);
    expect(states(', boot: 1 h', '}')).not.toEqual(waiting);
  });

  it('is simulated as it is solved', async () => {
    const node = `hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 30 d, mttr: 1 h}\nvms: {count: 2, mttf: 10 d, mttr: 10 h, boot: ${lasting(5)}}\nboots-at-once: 1\npatching: {arrivals: 4 d, how: copy-swap, copy-share: 0.4, apply: ${lasting(5)}, quarantine: {time: ${lasting(6)}}, when-original-fails: finish}\nhorizon: 100 d\nmeasures: {delivered: {average: capacity, until: horizon}, waiting: {average: sum(vm(*) == vm.applied) + sum(vm.twin(*) == vm.applied), until: horizon}}`;
    const measures = ['availability', 'swaps', 'delivered', 'waiting'];
    await expectAgreement(node, measures, { trials: 400, falseAlarm: FALSE_ALARM / COMPARISONS, width: 0.5 });
  });
});

describe('a swap beside other things', () => {
  it('falls with the layer below: the original is off, and the copy lost', () => {
    const found = exploredSystem(
      `hardware: {mttf: 1 y, mttr: 1 h}\nhypervisor: {mttf: 1 d, mttr: 1 h}\nvms: {count: 1, mttf: 1 d, mttr: 1 h}\npatching: {arrivals: 1 d, how: copy-swap, apply: 1 h, quarantine: {time: 1 h}, draining: 1 h}`,
    );
    for (const state of ['patching', 'quarantined', 'draining']) {
      expect(outcomes(found, 'failHypervisor', { 'vm.front(1)': 'first', 'vm.twin(1)': state }, SLOTS)).toEqual([
        'first off empty',
      ]);
    }
  });

  it('is not disturbed by a turn of rejuvenation', () => {
    for (const rejuvenation of ['{every: 1 d}', '{every: 1 d, how: reincarnation, boot-work: 1 h, boot-share: 1}']) {
      const found = exploredByChance(
        `${GOOD}vms: {count: 1, mttf: 1 d, mttr: 1 h, boot: 1 h}\npatching: {arrivals: 1 d, how: copy-swap, apply: 1 h, draining: 1 h}\nrejuvenation: ${rejuvenation}`,
      );
      for (const state of ['patching', 'restarting', 'draining']) {
        expect(outcomes(found, 'rejuvenateVm(1)', { 'vm.front(1)': 'first', 'vm.twin(1)': state }, SLOTS)).toEqual([]);
      }
      expect(outcomes(found, 'rejuvenateVm(1)', { 'vm.front(1)': 'first' }, SLOTS)).toHaveLength(1);
    }
  });

  it('is on the host that its VM is on by then', () => {
    const explored = exploredSystem(
      `hardware: {mttf: 1 y, mttr: 1 h}\nhypervisor: {mttf: 1 d, mttr: 1 h}\nhosts: {count: 2}\nvms: {count: 1, mttf: 1 d, mttr: 1 h, boot: 1 h}\nfailover: {policy: cold}\npatching: {arrivals: 1 d, how: copy-swap, apply: 1 h}`,
    );
    const hosts = explored.states.flatMap((state) => {
      const [front, twin] = ['vm.front(1)', 'vm.twin(1)'].map((place) => explored.read(place, state));
      const isCopied = front === 'vm.front.first' && twin === 'vm.patching';
      return isCopied ? [['vm.at(1)', 'vm.twin.at(1)'].map((place) => explored.read(place, state)).join()] : [];
    });
    expect([...new Set(hosts)].sort()).toEqual(['1,1', '2,2']);
  });

  it('sends the state of a VM as a migration does', () => {
    const swap = (handover: string): ReturnType<typeof lowerSystem> =>
      lowerSystem(
        systemOf(
          `${GOOD}vms: {count: 1, mttf: 5 d, mttr: 2 h}\npatching: {arrivals: 3 d, how: copy-swap, apply: 1 min, ${handover}}`,
        ),
      );
    // 4, 1 and 0.25 s while it runs, then 0.0625 s.
    const sent = 'memory: 4 GiB, dirty-rate: 256 MiB/s, bandwidth: 1 GiB/s, threshold: 100 MiB';
    expect(swap(`transfer: {${sent}}`)).toEqual(swap('transfer: 5.25 s, takeover: 0.0625 s'));
    const { constants } = lowerSystem(
      systemOf(
        `${GOOD}hosts: {count: 2}\nvms: {count: 1, mttf: 5 d, mttr: 2 h}\nmigration: {${sent}}\npatching: {arrivals: 3 d, how: copy-swap, transfer: {${sent}}}`,
      ),
    );
    expect(constants?.['patching.transfer']).toBe(constants?.['migration.copy']);
    expect(constants?.['patching.takeover']).toBe(constants?.['migration.downtime']);
  });

  describe('of a VM that moves to another host meanwhile', () => {
    const node = (mechanisms: string): string =>
      `hardware: {reliability: 1, mission: 1 h}\nhypervisor: {mttf: 4 d, mttr: 5 h}\nhosts: {count: 2}\nvms: {count: 1, mttf: 5 d, mttr: 2 h, boot: ${lasting(1)}}\nhorizon: 40 d\nmigration: {copy: ${lasting(3)}, return: true}\npatching: {arrivals: 3 d, how: copy-swap, apply: ${lasting(4)}, quarantine: {time: ${lasting(6)}}, restart: 0 s}\n${mechanisms}`;
    const FAILOVER = 'failover: {policy: cold}\n';
    const EVACUATION = 'rejuvenation: {of: hypervisor, every: 5 d, vms: evacuate}\n';
    const WHERE = [...SLOTS, 'vm.at(1)', 'vm.twin.at(1)'];
    // It has gone home, to host 1, from where its copy was begun.
    const apart = {
      'vm.front(1)': 'first',
      'vm(1)': 'up',
      'vm.at(1)': '1',
      'vm.twin.at(1)': '2',
      'hypervisor(2)': 'up',
    };

    it('stays where it was begun, and takes the VM back there', () => {
      const found = exploredByChance(node(FAILOVER));
      const quarantined = { ...apart, 'vm.twin(1)': 'quarantined', 'hypervisor(1)': 'up' };
      expect(outcomes(found, 'clearVm.twin(1)', quarantined, WHERE)).toEqual(['twin empty up 1 2']);
    });

    it('is lost with that host, and begun again where the VM is', () => {
      const found = exploredByChance(node(FAILOVER));
      for (const state of ['patching', 'quarantined']) {
        const before = { ...apart, 'vm.twin(1)': state };
        expect(outcomes(found, 'failHypervisor(2)', before, WHERE)).toEqual(['first up patching 1 1']);
      }
    });

    it('is the VM when the host that this has moved to fails', () => {
      const found = exploredByChance(node(FAILOVER));
      for (const [state, after] of [
        ['patching', 'patching'],
        ['quarantined', 'up'],
      ]) {
        const before = { ...apart, 'vm.twin(1)': state ?? '' };
        expect(outcomes(found, 'failHypervisor(1)', before, WHERE)).toEqual([`twin empty ${after} 1 2`]);
      }
    });

    it('is left behind on a host that is evacuated for its reboot, and begun again where the VM went', () => {
      const found = exploredByChance(node(EVACUATION));
      const leaving = {
        'vm.front(1)': 'first',
        'vm.at(1)': '1',
        'vm.twin.at(1)': '1',
        'hypervisor.turn(1)': 'vacating',
      };
      for (const state of ['patching', 'quarantined']) {
        const after = outcomes(found, 'stopVm(1)', { ...leaving, 'vm.twin(1)': state }, WHERE);
        expect(after).toEqual(['first up patching 2 2']);
      }
    });

    it.each([FAILOVER, `${FAILOVER}${EVACUATION}`])('is simulated as it is solved: %s', async (mechanisms) => {
      await expectAgreement(node(mechanisms), ['availability', 'swaps', 'migrations'], {
        trials: 1000,
        falseAlarm: FALSE_ALARM / COMPARISONS,
        width: 0.2,
      });
    });
  });

  it('gives up a copy that answers wrongly', () => {
    const found = exploredSystem(
      `${GOOD}vms: {count: 1, mttf: 1 d, value-failures: 0.5, detection: 1 h, mttr: 1 h}\npatching: {arrivals: 1 d, how: copy-swap, clone: 1 h, quarantine: {time: 1 h}}`,
    );
    const before = { 'vm.front(1)': 'first', 'vm(1)': 'up', 'vm.twin(1)': 'quarantined' };
    expect(outcomes(found, 'failVm.twin(1)', before, SLOTS)).toEqual(['first up cloning']);
  });
});

describe('copy swaps, simulated', () => {
  it.each([
    ['that promote', 'quarantine: {time: {exponential: {mean: 1 d}}}'],
    [
      'of bad patches',
      'quarantine: {time: {exponential: {mean: 1 d}}, detection: 0.5}, when-original-fails: finish, rollout: one-at-a-time, bad: {probability: 0.4, failure: 1 d, correction: 2 d}',
    ],
  ])('%s: as they are solved', async (_, more) => {
    const count = more.includes('bad') ? 1 : 2;
    const node = `hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 30 d, mttr: 1 h}\nvms: {count: ${count}, mttf: 10 d, mttr: 10 h, boot: ${lasting(2)}}\nservice: {needs: ${count}}\nvulnerabilities: {disclosure: 8 d, patch: 4 d}\npatching: {how: copy-swap, clone: ${lasting(3)}, apply: ${lasting(5)}, draining: ${lasting(4)}, takeover: ${lasting(1)}, ${more}}\nhorizon: 100 d\nmeasures: {exposed: {average: vulnerabilities.exposed, until: horizon}, charged: {average: '!service && last == cause.patch', until: horizon}}`;
    const measures = ['availability', 'outages', 'patches', 'swaps', 'exposed', 'charged'];
    await expectAgreement(node, measures, { trials: 400, falseAlarm: FALSE_ALARM / COMPARISONS, width: 0.5 });
  });
});

describe('copy swaps that cannot be used', () => {
  const VMS = 'hardware: {mttf: 1 y}\nhypervisor: {mttf: 1 y}\nvms: {count: 2, mttf: 1 d, boot: 1 min}\n';
  it.each([
    ['{draining: 1 min}', /^patching.draining: draining of a patch in place/],
    ['{copy-share: 0.1}', /^patching.copy-share: copy-share of a patch in place/],
    ['{how: copy-swap, copy-share: 1.5}', /^patching.copy-share: 1.5; a share of the VM from 0 to 1/],
    ['{how: copy-swap, copy: image, clone: 1 min}', /^patching.clone: the cloning of what comes from its image/],
    ['{how: copy-swap, quarantine: 1 d}', /^patching.quarantine: '1 d'; a map like/],
    [
      '{how: copy-swap, quarantine: {time: 1 d, detection: 0.9}}',
      /^patching.quarantine.detection: a detection of patches that are never bad/,
    ],
    [
      '{how: copy-swap, quarantine: {time: 1 d}, bad: {probability: 0.1, failure: 1 d, correction: 1 d}}',
      /^patching.quarantine: a quarantine that finds no bad patch/,
    ],
    [
      '{how: copy-swap, transfer: {memory: 1 GiB, dirty-rate: 1 MB/s, bandwith: 1 GB/s}}',
      /^patching.transfer.bandwith: unknown key 'bandwith'; bandwidth/,
    ],
    [
      '{how: copy-swap, transfer: {memory: 1 GiB, dirty-rate: 1 MB/s, bandwidth: 0 GB/s}}',
      /^patching.transfer.bandwidth: '0 GB.s'; a bandwidth above 0/,
    ],
    [
      '{how: copy-swap, takeover: 1 s, transfer: {memory: 1 GiB, dirty-rate: 1 MB/s, bandwidth: 1 GB/s}}',
      /^patching.takeover: takeover beside what is sent/,
    ],
    ['{how: copy-swap, transfer: {memory: 1 GiB, dirty-rate: 1 MB/s}}', /^patching.transfer: memory without bandwidth/],
    ['{how: copy-swap, transfer: {uniform: {min: 2 h, max: 1 h}}}', /^patching.transfer.uniform.min: /],
    ['{how: copy-swap, when-original-fails: wait}', /^patching.when-original-fails: 'wait'/],
    ['{how: copy-swap, takeover: {uniform: {min: 2 h, max: 1 h}}}', /^patching.takeover.uniform.min: /],
  ])('%s', (patching, complaint) => {
    const [first, ...others] = complaints(`${VMS}patching: ${patching.replace('{', '{arrivals: 9 d, ')}`);
    expect(first).toMatch(complaint);
    expect(others).toEqual([]);
  });

  it('are of VMs', () => {
    const found = complaints('hardware: {mttf: 1 y}\nsoftware: {mttf: 1 d}\npatching: {arrivals: 1 d, how: copy-swap}');
    expect(found).toEqual(['patching.how: a copy of what is no VM; how: in-place']);
  });
});
