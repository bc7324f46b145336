import { describe, expect, it } from 'vitest';
import { exploredSystem } from '../read-system.js';
import { exactValue, exactValues, expectAgreement } from './agreement.js';
import { complaints } from './complaints.js';

/** Over all simulated comparisons of this file, a correct simulator fails with at most this probability. */
const FALSE_ALARM = 1e-6;
const COMPARISONS = 2;

const GOOD = 'hardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h}\n';
const lasting = (hours: number): string => `{exponential: {mean: ${hours} h}}`;

describe('patches in place', () => {
  it('cost apply and restart once in every cycle of disclosure, patch and apply', () => {
    const node = `${GOOD}vms: {count: 1, reliability: 1, mission: 1 h}\nvulnerabilities: {disclosure: 100 h, patch: 50 h}\npatching: {apply: ${lasting(2)}, restart: ${lasting(3)}}`;
    const [down, charged, exposed] = exactValues(node, ['downtime-year', 'downtime-patch', 'exposure-year']);
    // Renewal: the image is current again when the patch is applied, and the hole is open until the VM is taken down. A
    // patch that is out before the VM has restarted waits for that: at rates a, b, r of disclosure, patch and restart.
    const [a, b, r] = [1 / 100, 1 / 50, 1 / 3];
    const chance = (a / (a + r)) * (b / (b + r));
    const cycle = 100 + 50 + 2 + chance / r;
    expect(down).toBeCloseTo((8760 * (2 + 3)) / cycle, 8);
    expect(charged).toBeCloseTo(down ?? Number.NaN, 9);
    // It is not exposed while it restarts.
    const restarting = (a / (a + r)) * (1 / (b + r)) + chance / r;
    expect(exposed).toBeCloseTo((8760 * (50 + chance / r - restarting)) / cycle, 8);
  });

  it('restart for the boot of the VM, or in no time', () => {
    const patch = (restart: string, boot = ''): number =>
      exactValue(
        `${GOOD}vms: {count: 1, mttf: 1000000 y, mttr: 1 h${boot}}\npatching: {arrivals: 100 h${restart}}`,
        'downtime-patch',
      );
    const booted = patch('', `, boot: ${lasting(5)}`);
    // A patch that comes before the restart is over waits for it.
    expect(booted).toBeCloseTo((8760 * 5) / (100 + 5 * (5 / 105)), 1);
    expect(patch(`, restart: ${lasting(5)}`)).toBeCloseTo(booted, 6);
    expect(patch('')).toBe(0);
    expect(patch(', restart: 0 s', `, boot: ${lasting(5)}`)).toBe(0);
  });

  it('make software as good as new, even when they take no time, and leave what does not age as it is', () => {
    const life = (node: string): number =>
      exactValue(`${GOOD}vms: {count: 1, ${node}\npatching: {arrivals: 5 h}`, 'mttf');
    expect(life('mttf: 100 h}')).toBeCloseTo(100, 9);
    // As a hypervisor that reboots in no time makes its VM young: see ageing.test.ts.
    const [a, b, c] = [1 / 10, 1 / 10, 1 / 5];
    expect(life('ageing: {latent: 10 h, failure: 10 h}}')).toBeCloseTo((1 / a + 1 / (b + c)) / (1 - c / (b + c)), 9);
  });

  it('are of the image: VMs of one image have one hole, VMs of different images have their own', () => {
    const disclosed = (images: readonly [string, string]): readonly string[] => {
      const [a, b] = images;
      const explored = exploredSystem(
        `${GOOD}vms: [{mttf: 1 d, mttr: 1 h, image: ${a}}, {mttf: 1 d, mttr: 1 h, image: ${b}}]\nvulnerabilities: {disclosure: 1 d}`,
      );
      const first = explored.transitions.filter(({ from, activity }) => from === 0 && /outdate/.test(activity));
      return first.map(({ to }) =>
        ['vm1', 'vm2']
          .filter((vm) => explored.read(`${vm}.patch`, explored.states[to] ?? []) === `${vm}.unpatched`)
          .join(),
      );
    };
    expect(disclosed(['linux', 'linux'])).toEqual(['vm1,vm2']);
    expect(disclosed(['linux', 'bsd'])).toEqual(['vm1', 'vm2']);
  });

  it('are applied to one VM after the other when they are rolled out so', () => {
    const down = (rollout: string): number =>
      Math.max(
        ...((explored) =>
          explored.states.map(
            (state) =>
              [1, 2, 3].filter((vm) => /patching|restarting/.test(String(explored.read(`vm(${vm})`, state)))).length,
          ))(
          exploredSystem(
            `${GOOD}vms: {count: 3, mttf: 1 d, mttr: 1 h}\npatching: {arrivals: 1 d, apply: 1 h, restart: 1 h, rollout: ${rollout}}`,
          ),
        ),
      );
    expect(down('together')).toBe(3);
    expect(down('one-at-a-time')).toBe(1);
  });
});

describe('bad patches', () => {
  const node = (bad: string): string =>
    `${GOOD}vms: {count: 2, reliability: 1, mission: 1 h}\nservice: {needs: 2}\npatching: {arrivals: 100 h, apply: ${lasting(1)}, restart: 0 s${bad}}\nhorizon: 100 d`;

  it('that never come are as none', () => {
    const [without, with0] = ['', ', bad: {probability: 0, failure: 1 h, correction: 1 h}'].map((bad) =>
      exactValues(node(bad), ['downtime-year', 'patches']),
    );
    expect(with0?.[0]).toBeCloseTo(without?.[0] ?? Number.NaN, 9);
    expect(with0?.[1]).toBeCloseTo(without?.[1] ?? Number.NaN, 9);
  });

  it('are withdrawn when a VM has failed of one, and taken back on all', () => {
    const explored = exploredSystem(node(', bad: {probability: 0.5, failure: 10 h, correction: 20 h}'));
    const read = (place: string, state: number): unknown => explored.read(place, explored.states[state] ?? []);
    const failures = explored.transitions.filter(
      ({ activity, from }) =>
        activity === 'spoilVm(1)' && read('vm(2)', from) === 'vm.up' && read('vm.patch(2)', from) === 'vm.spoilt',
    );
    const outcomes = failures.map(({ to }) => ['image.vm', 'vm(1)', 'vm(2)'].map((place) => read(place, to)));
    expect(new Set(outcomes.map(String))).toEqual(new Set(['image.vm.withdrawn,vm.patching,vm.patching']));
  });

  it('cost each VM a rollback and a second patch', () => {
    const [p, arrival, apply, failure, correction] = [0.5, 100, 1, 10, 20];
    const one = `${GOOD}vms: {count: 1, reliability: 1, mission: 1 h}\npatching: {arrivals: ${arrival} h, apply: ${lasting(apply)}, restart: 0 s, bad: {probability: ${p}, failure: ${failure} h, correction: ${correction} h}}`;
    // From a patch on: it is applied; if it is bad the VM fails, and it is taken back, unless the correction comes before
    // that is done, which is then what is applied; the correction is a patch again.
    const first = 1 / (1 / apply + 1 / correction);
    const isTakenBack = first / apply;
    const down = (apply + p * first) / (1 - p);
    const time = (apply + p * (failure + first + isTakenBack * correction)) / (1 - p);
    expect(exactValue(one, 'downtime-year')).toBeCloseTo((8760 * down) / (arrival + time), 8);
  });
});

describe('patching, simulated', () => {
  it.each([
    ['in place', 'patching: {apply: {exponential: {mean: 5 h}}, rollout: one-at-a-time}'],
    [
      'with bad patches',
      'patching: {apply: {exponential: {mean: 5 h}}, bad: {probability: 0.3, failure: 10 h, correction: 2 d}}',
    ],
  ])('%s: as it is solved', async (_, patching) => {
    const node = `hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 30 d, mttr: 1 h}\nvms: {count: 2, mttf: 10 d, ageing: {latent: 9 d, failure: 9 d}, mttr: 10 h, boot: ${lasting(2)}}\nservice: {needs: 2}\nvulnerabilities: {disclosure: 8 d, patch: 4 d}\n${patching}\nhorizon: 100 d\nmeasures: {exposed: {average: vulnerabilities.exposed, until: horizon}, charged: {average: '!service && last == cause.patch', until: horizon}}`;
    const measures = ['availability', 'outages', 'patches', 'exposed', 'charged'];
    await expectAgreement(node, measures, { trials: 400, falseAlarm: FALSE_ALARM / COMPARISONS, width: 0.4 });
  });
});

describe('patching that cannot be used', () => {
  const VMS = 'hardware: {mttf: 1 y}\nhypervisor: {mttf: 1 y}\nvms: {count: 2, mttf: 1 d, boot: 1 min}\n';
  const HOLES = 'vulnerabilities: {disclosure: 1 d, patch: 1 d}\n';
  it.each([
    ['vulnerabilities: {patch: 1 d}', /^vulnerabilities.disclosure: nothing/],
    ['vulnerabilities: {disclosure: 0 s}', /^vulnerabilities.disclosure: '0 s'; a time above 0/],
    ['vulnerabilities: {disclosure: 1 d, exploit: 0 s}', /^vulnerabilities.exploit: '0 s'; a time above 0/],
    ['vulnerabilities: {disclosure: 1 d, patch: 1 d}', /^vulnerabilities.patch: a patch that nobody applies/],
    ['vulnerabilities: {disclosure: 1 d}\npatching: {}', /^vulnerabilities: no patch beside patching/],
    ['patching: {}', /^patching: no patches to apply/],
    ['patching: {arrivals: 0 s}', /^patching.arrivals: '0 s'; a time above 0/],
    [`${HOLES}patching: {arrivals: 1 d}`, /^patching.arrivals: arrivals beside vulnerabilities/],
    [`${HOLES}patching: {apply: {weibull: {shape: 0, mean: 1 h}}}`, /^patching.apply.weibull.shape: 0/],
    [`${HOLES}patching: {rollout: slowly}`, /^patching.rollout: 'slowly'/],
    [`${HOLES}patching: {bad: 0.1}`, /^patching.bad: 0.1; a map like/],
    [`${HOLES}patching: {bad: {probability: 2, failure: 1 h}}`, /^patching.bad.probability: 2; a probability/],
    [`${HOLES}patching: {bad: {probability: 0, failure: 0 h}}`, /^patching.bad.failure: '0 h'; a time above 0/],
    [
      'patching: {arrivals: 1 d, bad: {probability: 0, failure: 1 h}}',
      /^patching.bad: bad patches that nothing corrects/,
    ],
    [`${HOLES}patching: {}\ncommon-cause: [{name: patch, among: [vms], mttf: 1 d}]`, /^common-cause.0.name: 'patch'/],
  ])('%s', (document, complaint) => {
    const found = complaints(VMS + document);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(complaint);
  });
});
