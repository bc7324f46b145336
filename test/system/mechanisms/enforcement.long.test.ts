import { describe, expect, it } from 'vitest';
import { exploredSystem } from '../read-system.js';
import { estimates, exactValue, exactValues, expectAgreement } from './agreement.js';
import { exploredByChance } from './calendars.js';
import { complaints } from './complaints.js';
import { outcomes } from './outcomes.js';

/** Over all simulated comparisons of this file, a correct simulator fails with at most this probability. */
const FALSE_ALARM = 1e-6;
const COMPARISONS = 4;

const GOOD = 'hardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h}\n';
const NEVER_FAILS = 'vms: {count: 1, reliability: 1, mission: 1 h}\n';
const lasting = (hours: number): string => `{exponential: {mean: ${hours} h}}`;

const [disclosure, patch, exploit] = [100, 50, 25];
const holes = `vulnerabilities: {disclosure: ${disclosure} h, patch: ${patch} h, exploit: ${exploit} h}\n`;
const cycle = disclosure + patch;

describe('running on', () => {
  it('is unsafe from the first exploit until the VM boots from its image: patching in place does not clean it', () => {
    const one = `${GOOD}vms: {count: 1, mttf: 200 h, mttr: 0.000001 s}\n${holes}patching: {restart: 0 s}`;
    // The hole is open or not, the VM owned or not: renewals by its own failures, at rate f.
    const [d, p, x, f] = [1 / disclosure, 1 / patch, 1 / exploit, 1 / 200];
    // Balance of the three-state chain (closed intact, open intact, owned and open or closed).
    const open = patch / cycle;
    // P(intact, open) =: y, P(intact, closed) =: z. y (x + p) = d z + f (open - y); z d = p y + f (1 - open - z).
    const a = [x + p + f, -d, -p, d + f];
    const det = (a[0] ?? 0) * (a[3] ?? 0) - (a[1] ?? 0) * (a[2] ?? 0);
    const y = (f * open * (a[3] ?? 0) - (a[1] ?? 0) * f * (1 - open)) / det;
    const z = ((a[0] ?? 0) * f * (1 - open) - (a[2] ?? 0) * f * open) / det;
    expect(exactValue(one, 'unsafe-year') / 8760).toBeCloseTo(1 - y - z, 6);
  });

  it('is what there is without enforcement', () => {
    const node = `${GOOD}${NEVER_FAILS}${holes}patching: {}`;
    const measures = ['availability', 'unsafe-year', 'compromises'];
    expect(exactValues(`${node}\nenforcement: {policy: run-on}`, measures)).toEqual(exactValues(node, measures));
  });

  it('compromises a clone of what is compromised, and no clean image', () => {
    const copied = (copy: string): readonly string[] =>
      outcomes(
        exploredSystem(`${GOOD}${NEVER_FAILS}${holes}patching: {how: copy-swap, copy: ${copy}, apply: 1 h}`),
        'releaseImageVm',
        { 'vm.front(1)': 'first', 'vm.security(1)': 'compromised' },
        ['vm.twin(1)', 'vm.twin.security(1)'],
      );
    expect(copied('clone')).toEqual(['patching compromised']);
    expect(copied('image')).toEqual(['patching intact']);
  });

  it('compromises again what is rejuvenated: its image has the hole', () => {
    const node = `${GOOD}vms: {count: 1, mttf: 40 h, mttr: 0.000001 s}\nvulnerabilities: {disclosure: 100 h, exploit: ${exploit} h}`;
    // In the long run the hole is open: owned for 40 h on average after an exploit that takes 25 h of an intact VM.
    expect(exactValue(node, 'unsafe-year') / 8760).toBeCloseTo(40 / (40 + exploit), 6);
  });
});

describe('a vote', () => {
  it('is safe until as many are compromised as carry it', () => {
    const node = `${GOOD}vms: {count: 3, mttf: 1 y}\nservice: {voting: {of: 3, needs: 2}}\nvulnerabilities: {disclosure: 1 h, exploit: 1 h}`;
    const explored = exploredSystem(node);
    for (const state of explored.states) {
      const owned = [1, 2, 3].filter(
        (vm) =>
          explored.read(`vm(${vm})`, state) === 'vm.up' &&
          explored.read(`vm.security(${vm})`, state) === 'vm.compromised',
      ).length;
      const isServed = explored.label('service', state) !== 0;
      expect(explored.label('unsafe', state) !== 0).toBe(isServed && owned >= 2);
    }
  });
});

describe('shutting down', () => {
  it('costs the time until the patch, and is never unsafe', () => {
    const node = `${GOOD}${NEVER_FAILS}${holes}patching: {apply: ${lasting(2)}}\nenforcement: {policy: shut-down}`;
    const [down, halted, charged, unsafe, exposed] = exactValues(node, [
      'downtime-year',
      'halted-year',
      'downtime-halted',
      'unsafe-year',
      'exposure-year',
    ]);
    const all = disclosure + patch + 2;
    expect(down).toBeCloseTo((8760 * (patch + 2)) / all, 8);
    expect(charged).toBeCloseTo(down ?? Number.NaN, 9);
    expect(halted).toBeCloseTo((8760 * patch) / all, 8);
    expect([unsafe, exposed]).toEqual([0, 0]);
  });

  it('lasts until the patch, whatever the layers below do', () => {
    const explored = exploredSystem(
      `hardware: {mttf: 1 y, mttr: 1 h}\nhypervisor: {mttf: 1 d, mttr: 1 h}\nvms: {count: 1, mttf: 1 d, mttr: 1 h}\n${holes}patching: {apply: 1 h}\nenforcement: {policy: shut-down}`,
    );
    const down = { 'vm(1)': 'halted', hypervisor: 'repairing' };
    expect(outcomes(explored, 'failHypervisor', { 'vm(1)': 'halted' }, ['vm(1)'])).toEqual(['halted']);
    expect(outcomes(explored, 'releaseImageVm', down, ['vm(1)'])).toEqual(['halted']);
    expect(outcomes(explored, 'repairHypervisor', { ...down, 'image.vm': 'released' }, ['vm(1)'])).toEqual([
      'patching',
    ]);
    expect(outcomes(explored, 'releaseImageVm', { 'vm(1)': 'halted', hypervisor: 'up' }, ['vm(1)'])).toEqual([
      'patching',
    ]);
  });
});

describe('crashing what a monitor finds compromised', () => {
  const policy = (more: string, monitor: string): string =>
    `enforcement: {policy: monitor-crash${more}, monitor: {${monitor}}}`;

  it('that finds nothing is as running on', () => {
    const node = `hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 90 d, mttr: 1 h}\nvms: {count: 2, mttf: 10 d, mttr: 10 h}\n${holes}patching: {apply: ${lasting(2)}}\n`;
    const measures = ['availability', 'unsafe-year', 'compromises', 'capacity', 'outages'];
    const runOn = exactValues(`${node}enforcement: {policy: run-on}`, measures);
    for (const monitor of [
      policy('', 'detection: 0'),
      policy(', after-crash: halt', 'detection: 0, scan: 10 s'),
      'enforcement: {policy: monitor-block, monitor: {detection: 0}}',
    ]) {
      for (const [index, value] of exactValues(node + monitor, measures).entries()) {
        expect(value).toBeCloseTo(runOn[index] ?? Number.NaN, 8);
      }
    }
  });

  it('is unsafe for its latency, time and again when the VM is restarted with its hole', () => {
    const node = `${GOOD}vms: {count: 1, reliability: 1, mission: 1 h, boot: ${lasting(1)}}\nvulnerabilities: {disclosure: 1 h, exploit: ${exploit} h}\n${policy('', `detection: 1, latency: ${lasting(5)}`)}`;
    const [unsafe, down] = exactValues(node, ['unsafe-year', 'downtime-monitor-crash']);
    expect(unsafe).toBeCloseTo((8760 * 5) / (exploit + 5 + 1), 6);
    expect(down).toBeCloseTo((8760 * 1) / (exploit + 5 + 1), 6);
  });

  it('halts it until it is patched, or restarts it where there is no hole', () => {
    const explored = exploredSystem(
      `${GOOD}vms: {count: 1, reliability: 1, mission: 1 h, boot: 1 h}\n${holes}patching: {apply: 1 h}\n${policy(', after-crash: halt', 'detection: 0.5, latency: 1 h, false-alarms: 1 d')}`,
    );
    const crashed = (patched: string, security: string, activity: string): readonly string[] =>
      outcomes(explored, activity, { 'vm.patch(1)': patched, 'vm.security(1)': security }, [
        'vm(1)',
        'vm.security(1)',
        'last',
      ]);
    expect(crashed('unpatched', 'compromised', 'catchVm(1)')).toEqual(['halted intact monitorCrash']);
    // Patching in place does not clean it.
    expect(crashed('patched', 'compromised', 'catchVm(1)')).toEqual(['crashed intact monitorCrash']);
    expect(crashed('unpatched', 'intact', 'alarmVm(1)')).toEqual(['halted intact falseAlarm']);
    expect(crashed('patched', 'intact', 'alarmVm(1)')).toEqual(['crashed intact falseAlarm']);
    expect(crashed('unpatched', 'hidden', 'catchVm(1)')).toEqual([]);
  });

  it('leaves it to go on from its last checkpoint, unless it was shut down in order', () => {
    const node = (enforcement: string) =>
      exploredSystem(
        `${GOOD}${NEVER_FAILS}${holes}patching: {apply: 1 h}\ncheckpointing: {every: ${lasting(1)}}\n${enforcement}`,
      );
    const work = (enforcement: string, activity: string): readonly string[] =>
      outcomes(node(enforcement), activity, { 'vm(1)': 'up', 'vm.work(1)': 'goesOn' }, ['vm(1)', 'vm.work(1)']);
    const crash = policy(', after-crash: halt', `detection: 1, latency: ${lasting(1)}`);
    expect(work(crash, 'catchVm(1)')).toContain('halted lost');
    expect(work('enforcement: {policy: shut-down}', 'outdateImageVm')).toEqual(['halted kept']);
  });

  it('begins when the monitor is ready, and ends when all is patched', () => {
    const explored = exploredByChance(
      `${GOOD}vms: {count: 1, mttf: 1 d, mttr: 1 h}\n${holes}patching: {apply: 1 h}\n${policy('', 'ready: 1 h, detection: 1, scan: 10 s')}`,
    );
    const catches = explored.transitions.filter(({ activity }) => activity === 'catchVm(1)');
    expect(catches.length).toBeGreaterThan(0);
    for (const { from } of catches) expect(explored.read('monitor.vm', explored.states[from] ?? [])).toBe(1);
    for (const state of explored.states) {
      const isCurrent = explored.read('image.vm', state) === 'image.vm.current';
      expect(isCurrent && explored.read('monitor.vm', state) === 1).toBe(false);
    }
  });

  it('by scans finds it half a period later on average, or more if a scan may miss it', async () => {
    const unsafe = async (period: number, detection: number) => {
      const node = `${GOOD}${NEVER_FAILS}vulnerabilities: {disclosure: 1 s, exploit: 20 h}\n${policy('', `detection: ${detection}, scan: ${period} h`)}\nhorizon: 5 y\nmeasures: {owned: {average: unsafe, until: horizon}}`;
      const [found] = await estimates(node, ['owned'], { trials: 200, falseAlarm: FALSE_ALARM / COMPARISONS / 2 });
      return found ?? { low: Number.NaN, high: Number.NaN };
    };
    // An exponential time after a scan, the next is at period / (e^{period / 20} - 1) + ... : by the lack of memory, a
    // compromise waits period - (20 - period / (e^{period / 20} - 1)) for the next scan, and a period for each that misses it.
    for (const [period, detection] of [
      [4, 1],
      [4, 0.25],
    ] as const) {
      const into = 20 - period / (Math.exp(period / 20) - 1);
      const wait = period - into + period * (1 / detection - 1);
      const { low, high } = await unsafe(period, detection);
      const wanted = wait / (20 + wait);
      expect([low <= wanted && wanted <= high, wanted, low, high]).toEqual([true, wanted, low, high]);
      expect(high - low).toBeLessThan(0.2 * wanted);
    }
  });

  it('costs its share of what it watches', () => {
    const capacity = (monitor: string): number =>
      exactValue(`${GOOD}${NEVER_FAILS}${holes}patching: {restart: 0 s}\n${policy('', monitor)}`, 'capacity');
    expect(capacity('detection: 0, cost: 0.2')).toBeCloseTo(0.8, 10);
    // Beside a copy that boots for 2 h of every 8 h, with 0.7 of the node, a watched VM does nothing, and not less than that.
    const turns = `rejuvenation: {every: 8 h, how: reincarnation, boot-work: 1.4 h, boot-share: 0.7}`;
    const copied = (cost: number): number => {
      const watched = policy('', `detection: 0, cost: ${cost}`);
      return exactValue(
        `${GOOD}${NEVER_FAILS}vulnerabilities: {disclosure: 1 y, exploit: 1 y}\n${turns}\n${watched}`,
        'capacity',
      );
    };
    expect(copied(0.2)).toBeCloseTo(0.8 * 0.75 + 0.1 * 0.25, 9);
    expect(copied(0.4)).toBeCloseTo(0.6 * 0.75, 9);
    const ready = 10;
    const watched = (patch * patch) / (patch + ready) / cycle;
    expect(capacity(`detection: 0, cost: 0.2, ready: ${lasting(ready)}`)).toBeCloseTo(1 - 0.2 * watched, 9);
  });
});

describe('cutting off the attacker', () => {
  it('keeps the service up and safe, but for what it does not recognise', () => {
    const node = `${GOOD}vms: {count: 1, mttf: 40 h, mttr: 0.000001 s}\nvulnerabilities: {disclosure: 1 h, exploit: ${exploit} h}\nenforcement: {policy: monitor-block, monitor: {detection: 0.75}}\nmeasures: {blocked: {steady-state: enforcement.blocked}, owned: {steady-state: enforcement.compromises}}`;
    const [unsafe = 0, blocked, owned] = exactValues(node, ['unsafe-year', 'blocked', 'owned']);
    const mean = exploit / 0.25;
    expect(unsafe / 8760).toBeCloseTo(40 / (40 + mean), 6);
    expect(owned).toBeCloseTo(1 / (40 + mean), 8);
    expect(blocked).toBeCloseTo((0.75 * (mean / (40 + mean))) / exploit, 8);
  });

  it('is not done before the monitor is ready', () => {
    const explored = exploredSystem(
      `${GOOD}${NEVER_FAILS}${holes}patching: {}\nenforcement: {policy: monitor-block, monitor: {detection: 1, ready: 1 d}}`,
    );
    const attacked = (ready: string): readonly string[] =>
      outcomes(explored, 'attackVm(1)', { 'monitor.vm': ready }, ['vm.security(1)']);
    expect(attacked('0')).toEqual(['compromised']);
    expect(attacked('1')).toEqual(['intact']);
  });
});

describe('enforcement, simulated', () => {
  it.each([
    ['shut down', '{policy: shut-down}', ['enforcement.halted']],
    [
      'crash',
      `{policy: monitor-crash, after-crash: halt, monitor: {ready: ${lasting(20)}, detection: 0.7, latency: ${lasting(5)}, false-alarms: 10 d}}`,
      ['enforcement.halted', 'unsafe'],
    ],
    ['block', `{policy: monitor-block, monitor: {ready: ${lasting(20)}, detection: 0.7}}`, ['unsafe']],
  ])('%s: as it is solved', async (_, policy, averages) => {
    const added = averages.map((of) => `${of.replace('.', '-')}: {average: ${of}, until: horizon}`).join(', ');
    const node = `hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 30 d, mttr: 1 h}\nvms: {count: 2, mttf: 10 d, mttr: 10 h, boot: ${lasting(2)}}\n${holes}patching: {apply: ${lasting(5)}}\nenforcement: ${policy}\nhorizon: 100 d\nmeasures: {${added}}`;
    const measures = ['availability', 'outages', ...averages.map((of) => of.replace('.', '-'))];
    await expectAgreement(node, measures, { trials: 400, falseAlarm: FALSE_ALARM / COMPARISONS, width: 0.5 });
  });
});

describe('enforcement that cannot be used', () => {
  const VMS = 'hardware: {mttf: 1 y}\nhypervisor: {mttf: 1 y}\nvms: {count: 2, mttf: 1 d}\n';
  const MONITOR = 'monitor: {detection: 1}';
  it.each([
    ['{policy: pray}', /^enforcement.policy: 'pray'/],
    ['{policy: monitor-crash}', /^enforcement: monitor-crash without a monitor/],
    [`{policy: shut-down, ${MONITOR}}`, /^enforcement.monitor: a monitor beside shut-down/],
    [
      `{policy: monitor-block, ${MONITOR}, after-crash: halt}`,
      /^enforcement.after-crash: after-crash of monitor-block/,
    ],
    [
      '{policy: monitor-block, monitor: {detection: 1, scan: 1 s}}',
      /^enforcement.monitor.scan: scan of a monitor that blocks/,
    ],
    [
      '{policy: monitor-crash, monitor: {detection: 1, scan: 1 s, latency: 1 s}}',
      /^enforcement.monitor.scan: scan and latency/,
    ],
    ['{policy: monitor-crash, monitor: {detection: 2}}', /^enforcement.monitor.detection: 2; a probability/],
    ['{policy: monitor-crash, monitor: {detection: 1, scan: 0 s}}', /^enforcement.monitor.scan: '0 s'/],
    ['{policy: monitor-crash, monitor: {detection: 1, false-alarms: 0 s}}', /^enforcement.monitor.false-alarms: '0 s'/],
    ['{policy: monitor-crash, monitor: {detection: 1, cost: 1.5}}', /^enforcement.monitor.cost: 1.5; a share/],
  ])('%s', (policy, complaint) => {
    const found = complaints(`${VMS}vulnerabilities: {disclosure: 1 d, exploit: 1 d}\nenforcement: ${policy}`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(complaint);
  });

  it('needs holes, and exploits for a monitor', () => {
    expect(complaints(`${VMS}enforcement: {policy: shut-down}`)).toEqual([
      'enforcement: enforcement without vulnerabilities; vulnerabilities too',
    ]);
    expect(
      complaints(`${VMS}vulnerabilities: {disclosure: 1 d}\nenforcement: {policy: monitor-block, ${MONITOR}}`),
    ).toEqual(['vulnerabilities: no exploit beside a monitor; exploit, like exploit: 30 d']);
  });
});
