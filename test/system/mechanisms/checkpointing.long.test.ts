import { describe, expect, it } from 'vitest';
import { estimates, exactValues, expectAgreement } from './agreement.js';
import { exploredByChance } from './calendars.js';
import { complaints } from './complaints.js';
import { outcomes } from './outcomes.js';
import { reworkOfChain } from './rework.js';

const GOOD = 'hardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h}\n';

/** Over all simulated comparisons of this file, a correct simulator fails with at most this probability. */
const FALSE_ALARM = 1e-6;
const COMPARISONS = 12;
const EACH = FALSE_ALARM / COMPARISONS;

/** Within the interval, which must not be too wide to tell. */
function agrees(
  found: { readonly low: number; readonly high: number } | undefined,
  wanted: number,
  width: number,
): void {
  const { low = Number.NaN, high = Number.NaN } = found ?? {};
  expect([low <= wanted && wanted <= high, low, wanted, high]).toEqual([true, low, wanted, high]);
  expect(high - low).toBeLessThan(width * wanted);
}

describe('the work lost at a crash', () => {
  const node = (every: string): string =>
    `${GOOD}vms: {count: 2, mttf: 100 h, mttr: 0.001 s}\nhorizon: 10000 h\ncheckpointing: {every: ${every}}`;

  it('is what was done since the last checkpoint: the mean of a cut-off exponential time', async () => {
    const interval = 50;
    const [rework, total] = await estimates(node('{deterministic: {value: 50 h}}'), ['rework', 'lost-work-year'], {
      trials: 300,
      falseAlarm: EACH,
    });
    const mean = 100 - interval / Math.expm1(interval / 100);
    agrees(rework, mean, 0.1);
    // Two VMs, each failing 100 times up to the horizon.
    agrees(total, (200 * mean * 8760) / 10_000, 0.2);
  });

  it('is the shorter of two exponential times when checkpoints come at random', async () => {
    const [rework] = await estimates(node('{exponential: {mean: 50 h}}'), ['rework'], {
      trials: 200,
      falseAlarm: EACH,
    });
    agrees(rework, 1 / (1 / 100 + 1 / 50), 0.1);
  });

  it('is solved: the same in each state from which it may be lost', () => {
    const solved = exactValues(
      node('{exponential: {mean: 50 h}}').replace('0.001 s', '10 h').replace('count: 2', 'count: 1'),
      ['rework', 'lost-work-year'],
    );
    const [rework = Number.NaN, lost = Number.NaN] = solved;
    // Of a loss by T no more than T can be lost, which makes the mean a little shorter than without an end.
    expect(rework).toBeGreaterThan(0.99 / (1 / 100 + 1 / 50));
    expect(rework).toBeLessThan(1 / (1 / 100 + 1 / 50));
    expect(lost / rework / 8760).toBeCloseTo(1 / 110 + ((10 / 110) * (100 / 11)) / 100 / 10_000, 12);
  });

  it('is added to what rejuvenation takes, and told apart from it', async () => {
    const both = `${node('7 h').replace('mttr', 'boot: {exponential: {mean: 1 h}}, mttr')}\nrejuvenation: {every: 50 h}`;
    const [whole, failures, rejuvenation] = await estimates(
      both,
      ['lost-work-year', 'lost-work-failures', 'lost-work-rejuvenation'],
      { trials: 20, falseAlarm: EACH },
    );
    expect(failures?.estimate).toBeGreaterThan(0);
    expect(rejuvenation?.estimate).toBeGreaterThan(0);
    expect((failures?.estimate ?? 0) + (rejuvenation?.estimate ?? 0)).toBeCloseTo(whole?.estimate ?? Number.NaN, 9);
  });

  it('is never more than the period of the calendar', async () => {
    const measured = `${node('7 h')}\nmeasures: {most: {quantile: 0.9999, of: rework.vm.1, until: horizon}}`;
    const [most] = await estimates(measured, ['most'], { trials: 100, falseAlarm: EACH });
    expect(most?.estimate).toBeLessThanOrEqual(7.01);
    expect(most?.estimate).toBeGreaterThan(6.9);
  });

  it('is that since the boot when the next checkpoint never comes', async () => {
    const [rework, checkpoints] = await estimates(
      `${GOOD}vms: {count: 1, life: {deterministic: {value: 10 h}}, mttr: 0.001 s}\nhorizon: 1000 h\ncheckpointing: {every: {deterministic: {value: 11 h}}}`,
      ['rework', 'checkpoints'],
      { trials: 2, falseAlarm: EACH },
    );
    expect(rework?.estimate).toBeCloseTo(10, 9);
    expect(checkpoints?.estimate).toBe(0);
  });
});

describe('a checkpoint', () => {
  it('stops the server, in turn, and is charged', async () => {
    const node = `${GOOD}vms: {count: 2, reliability: 1, mission: 1 h}\nservice: {needs: 2}\nhorizon: 100.5 h\ncheckpointing: {every: 1 h, cost: 6 min}`;
    const [availability, checkpoints] = await estimates(node, ['availability', 'checkpoints'], {
      trials: 2,
      falseAlarm: EACH,
    });
    expect(checkpoints?.estimate).toBe(200);
    expect(availability?.estimate).toBeCloseTo(1 - 20 / 100.5, 9);
    const [charged, whole] = exactValues(
      node.replace('1 h, cost: 6 min', '{exponential: {mean: 1 h}}, cost: {exponential: {mean: 6 min}}'),
      ['downtime-checkpoint', 'downtime-year'],
    );
    expect(charged).toBeCloseTo(whole ?? Number.NaN, 9);
    expect(whole).toBeCloseTo(8760 * (1 - (1 / 1.1) ** 2), 6);
  });

  it('that takes no time, and a restoration that takes none, change nothing', () => {
    const node =
      'hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 90 d, mttr: 1 h}\nvms: {count: 2, mttf: 10 d, mttr: 10 h}';
    const measures = ['availability', 'mttf', 'downtime-vm'];
    const checkpointed = exactValues(`${node}\ncheckpointing: {every: 1 h}`, measures);
    for (const [index, value] of exactValues(node, measures).entries())
      expect(checkpointed[index]).toBeCloseTo(value, 9);
  });

  it('is restored after a crash, which adds to the boot', () => {
    const down = (restore: string): number =>
      exactValues(
        `${GOOD}vms: {count: 1, mttf: 100 h, mttr: 1 h, boot: {exponential: {mean: 1 h}}}\ncheckpointing: {every: 9 h${restore}}\nmeasures: {down: {steady-state: "if(service, 0, 1)"}}`,
        ['down'],
      )[0] ?? Number.NaN;
    expect(down('')).toBeCloseTo(2 / 102, 9);
    // While it is restored it may fail again, from where it is repaired, booted and restored.
    const restoring = 1 / (1 / 0.5 + 1 / 100);
    const more = (0.5 / 100) * (restoring / 0.5);
    const outage = (2 + restoring) / (1 - more);
    expect(down(', restore: {exponential: {mean: 0.5 h}}')).toBeCloseTo(outage / (100 + outage), 9);
  });
});

describe('an orderly shutdown', () => {
  const explored = exploredByChance(
    'hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 90 d, mttr: 1 h, boot: 1 min}\nvms: {count: 1, mttf: 10 d, mttr: 1 h, boot: 1 min}\ncheckpointing: {every: 1 h, cost: 5 s, restore: 10 s}\nrejuvenation: [{every: 1 d}, {of: hypervisor, every: 9 d}]',
  );
  const work = (state: number): unknown => explored.read('vm.work(1)', explored.states[state] ?? []);
  const led = (verb: string): Set<string> =>
    new Set(
      explored.transitions
        .filter(({ activity }) => activity.startsWith(verb))
        .map(({ from, to }) => `${work(from)} ${work(to)}`.replaceAll('vm.work.', '')),
    );

  it('keeps the work of a VM that had aged and takes longer to reboot', () => {
    const aged = exploredByChance(
      'hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 90 d, mttr: 1 h}\nvms: {count: 1, ageing: {latent: 10 d, failure: 10 d}, mttr: 1 h}\ncheckpointing: {every: 1 h, cost: 5 s, restore: 10 s}\nrejuvenation: {every: 9 d, reboot: {robust: 1 min, failure-probable: 5 min}}',
    );
    const before = { 'vm.health(1)': 'failureProbable', 'vm.work(1)': 'goesOn' };
    const after = outcomes(aged, 'rejuvenateVm(1)', before, ['vm(1)', 'vm.work(1)']);
    expect(after).toEqual(['rejuvenatingAged kept']);
  });

  it('keeps the work, of a rebooted VM and of those on a rebooted hypervisor', () => {
    expect(led('rejuvenateVm')).toEqual(new Set(['goesOn kept', 'checkpointing kept', 'lost lost']));
    expect(led('rejuvenateHypervisor')).toEqual(
      new Set(['goesOn kept', 'checkpointing kept', 'lost lost', 'kept kept']),
    );
  });

  it('keeps it also when something fails meanwhile, and nothing else does', () => {
    expect(led('failHardware')).toEqual(new Set(['goesOn lost', 'checkpointing lost', 'lost lost', 'kept kept']));
    expect(led('failVm')).toEqual(new Set(['goesOn lost', 'checkpointing lost', 'lost lost']));
  });
});

describe('the work of a server', () => {
  /** What becomes of the work of a VM in the firings of activities with this verb. */
  const led = (more: string, verb: string): Set<string> => {
    const explored = exploredByChance(
      `${GOOD}vms: {count: 1, mttf: 10 d, ${more}\ncheckpointing: {every: 1 h, cost: 5 s, restore: 10 s}`,
    );
    const work = (state: number): unknown => explored.read('vm.work(1)', explored.states[state] ?? []);
    const firings = explored.transitions.filter(({ activity }) => activity.startsWith(verb));
    return new Set(firings.map(({ from, to }) => `${work(from)} ${work(to)}`.replaceAll('vm.work.', '')));
  };

  it('is lost with the first wrong answer', () => {
    const wrong = led('mttr: 1 h, detection: 1 h, value-failures: 1}', 'failVm');
    expect(wrong).toEqual(new Set(['goesOn lost', 'checkpointing lost', 'lost lost']));
  });

  it('goes on in a copy that takes over, and is lost with an original that fails before', () => {
    const copied = 'mttr: 1 h, boot: 1 h}\nrejuvenation: {every: 1 d, how: reincarnation, boot-share: 0.5}';
    expect(led(copied, 'takeOver')).toEqual(new Set(['goesOn goesOn', 'checkpointing checkpointing', 'lost lost']));
    expect(led(copied, 'failVm')).toEqual(new Set(['goesOn lost', 'checkpointing lost', 'lost lost']));
  });

  it('is kept while a patch is applied, and lost with a failure of a bad one', () => {
    const patched =
      'mttr: 1 h, boot: 1 h}\npatching: {arrivals: 9 d, apply: 1 h, bad: {probability: 0.5, failure: 6 h, correction: 7 d}}';
    expect(led(patched, 'spoil')).toEqual(new Set(['goesOn lost', 'checkpointing lost', 'lost lost']));
    expect(led(patched, 'outdate').has('goesOn kept') || led(patched, 'release').has('goesOn kept')).toBe(true);
  });
});

describe('checkpoints, simulated', () => {
  const exponential = (time: string): string => `{exponential: {mean: ${time}}}`;
  const checkpointing = `checkpointing: {every: ${exponential('10 h')}, cost: ${exponential('1 h')}, restore: ${exponential('2 h')}}`;
  it.each([
    ['alone', 'vms: {count: 2, mttf: 2 d, mttr: 20 h}'],
    [
      'of VMs that age, under load',
      'vms: {count: 2, mttf: 5 d, ageing: {latent: 2 d, failure: 2 d}, mttr: 20 h}\nload: {exponent: 1}',
    ],
    [
      'of VMs whose failures escape',
      `vms: {count: 2, mttf: 2 d, mttr: 20 h, boot: ${exponential('1 h')}}\ncontainment: {boundary: vm, escape: 0.3}`,
    ],
    [
      'of a VM on three Dom0s',
      `dom0: {mttf: 3 d, mttr: 5 h, boot: ${exponential('3 h')}, replicas: 3, accusation: ${exponential('1 h')}, promotion: ${exponential('1 h')}}\nvms: {count: 1, mttf: 2 d, mttr: 20 h}`,
    ],
  ])('%s: as they are solved', async (_, vms) => {
    const node = `hardware: {reliability: 1, mission: 1 h}\nhypervisor: {mttf: 20 d, mttr: 5 h}\n${vms}\n${checkpointing}\n`;
    await expectAgreement(
      `${node}horizon: 50 d`,
      ['availability', 'outages', 'checkpoints', 'rework', 'lost-work-year'],
      {
        trials: 300,
        falseAlarm: EACH,
        width: 0.4,
      },
    );
    // The lost work in the long run, which is almost that up to a far horizon.
    const [rework] = await estimates(`${node}horizon: 600 d`, ['rework'], { trials: 300, falseAlarm: EACH });
    agrees(rework, reworkOfChain(exploredByChance(node), 'vm', 1), 0.2);
  });
});

describe('checkpoints that cannot be', () => {
  const VMS = 'hardware: {mttf: 1 y}\nhypervisor: {mttf: 1 y}\nvms: {count: 2, mttf: 1 d}\ncheckpointing: ';
  it.each([
    ['{}', /^checkpointing.every: nothing/],
    ['{every: 0 h}', /^checkpointing.every: '0 h'; a period longer/],
    ['{every: 1 h, cost: -1}', /^checkpointing.cost: -1/],
    ['{every: 1 h, restore: {weibull: {shape: -1, mean: 1 h}}}', /^checkpointing.restore.weibull.shape: -1/],
    ['{every: {exponential: {mean: 1 h}}, stagger: true}', /^checkpointing.stagger: a stagger of what follows no/],
    ['{every: 1 h, stagger: 1 h}', /^checkpointing.stagger: 2 servers 1 h apart/],
    ['{every: 1 h}\ncommon-cause: [{name: checkpoint, among: [vms], mttf: 1 d}]', /^common-cause.0.name: 'checkpoint'/],
  ])('%s', (document, complaint) => {
    const found = complaints(VMS + document);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(complaint);
  });
});
