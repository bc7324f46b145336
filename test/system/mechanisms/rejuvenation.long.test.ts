import { describe, expect, it } from 'vitest';
import { latentErrorMttf } from '../../../src/exact/closed-forms/latent-error.js';
import { closedForm } from '../../../src/exact/closed-forms/of-system.js';
import { prepare, simulate } from '../../../src/experiment/simulate.js';
import { lowerSystem } from '../../../src/system/lower.js';
import { longRunDistribution } from '../explore.js';
import { systemOf } from '../read-system.js';
import { exactValue, exactValues } from './agreement.js';
import { exploredByChance, meanTimeWhile } from './calendars.js';
import { complaints } from './complaints.js';
import { outcomes } from './outcomes.js';

/** Over all simulated comparisons of this file, a correct simulator fails with at most this probability. */
const FALSE_ALARM = 1e-6;
const COMPARISONS = 8;
const CONFIDENCE = 1 - FALSE_ALARM / COMPARISONS;

const GOOD = 'hardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h}\n';

async function simulated(node: string, measures: readonly string[], trials: number) {
  const document = lowerSystem(systemOf(`${node}\nmeasures: [${measures.join(', ')}]`));
  const results = (
    await simulate(prepare(document, { seed: 'rejuvenation' }), { trials, confidence: CONFIDENCE })
  ).results();
  return measures.map((name) => {
    const result = results[name];
    if (result?.kind !== 'value') throw new Error(`${name}: ${JSON.stringify(result)}`);
    return result;
  });
}

/** Within an interval of CONFIDENCE, which must not be too wide to tell. */
function agrees({ low, high }: { readonly low: number; readonly high: number }, wanted: number, width: number): void {
  expect(low).toBeLessThanOrEqual(wanted);
  expect(high).toBeGreaterThanOrEqual(wanted);
  expect(high - low).toBeLessThan(width * wanted);
}

describe('latent errors removed every T, in no time', () => {
  const node = (period: number): string =>
    `hardware: {reliability: 1, mission: 1 h}\nsoftware: {ageing: {latent: 7 d, failure: 3 d}}\nrejuvenation: {every: ${period} d}`;

  it.each([
    [14, 10.86],
    [7, 13.32],
    [3, 20.955],
    [1, 48.76],
  ])('T = %d d: a mean life of %d d', async (period, days) => {
    const solved = meanTimeWhile(exploredByChance(node(period)), 'service', 'rejuvenateSoftware', 24 * period);
    const closed = latentErrorMttf({ errorRate: 1 / 168, failureRate: 1 / 72 }, 24 * period);
    expect(Math.abs(solved / closed - 1)).toBeLessThan(1e-9);
    // As printed, to half a unit of the last digit.
    expect(Math.abs(solved / 24 - days)).toBeLessThanOrEqual(0.0051);
    const [mttf] = await simulated(node(period), ['mttf'], 4_000);
    if (mttf !== undefined) agrees(mttf, closed, 0.25);
  });
});

describe('rejuvenation of what does not age', () => {
  const vms = (repair: string): string => `${GOOD}vms: {count: 2, mttf: 5 d, ${repair}}\nservice: {needs: 2}`;

  it('changes no state when it takes no time, and so nothing at all', () => {
    const differing = (node: string): [number, number] => {
      const explored = exploredByChance(`${node}\nrejuvenation: {every: 1 d}`);
      const turns = explored.transitions.filter(({ activity }) => activity.startsWith('rejuvenate'));
      // Who would be charged with an outage does not matter before there is one.
      const seen = (state: readonly number[] = []): unknown[] =>
        explored.net.places
          .map(({ name }) => explored.read(name, state))
          .filter((_, index) => explored.net.places[index]?.name !== 'last' || explored.label('service', state) === 0);
      const moves = turns.filter(
        ({ from, to }) => String(seen(explored.states[from])) !== String(seen(explored.states[to])),
      );
      return [turns.length, moves.length];
    };
    const [turns, moves] = differing(vms('mttr: 3 h'));
    expect(turns).toBeGreaterThan(0);
    expect(moves).toBe(0);
    const [, renewals] = differing(`${GOOD}vms: {count: 1, ageing: {latent: 1 d, failure: 1 d}}`);
    expect(renewals).toBeGreaterThan(0);
  });

  it('by copies changes no availability, whichever the policy that restores the original or gives the copy up', () => {
    const available = (rejuvenation: string): number => {
      const explored = exploredByChance(`${vms('mttr: 3 h, boot: {exponential: {mean: 1 h}}')}\n${rejuvenation}`);
      const shares = longRunDistribution(explored);
      return explored.states.reduce(
        (sum, state, index) => sum + explored.label('service', state) * (shares[index] ?? 0),
        0,
      );
    };
    const plain = available('');
    const copied = (policy: string): number =>
      available(`rejuvenation: {every: 1 d, how: reincarnation, boot-share: 0.5, policy: ${policy}}`);
    expect(copied('restart')).toBeCloseTo(plain, 10);
    // A copy that boots already is up sooner than an original that is repaired first.
    expect(copied('finish')).toBeGreaterThan(plain + 1e-6);
    expect(copied('promote')).not.toBeCloseTo(plain, 6);
  });

  it('is simulated to change nothing', async () => {
    const node = `${vms('mttr: 3 h')}\nhorizon: 100 d`;
    const closed = closedForm(systemOf(`independent: true\n${node}`), 'availability');
    if (!closed.applies) throw new Error(String(closed.reasons));
    const [availability] = await simulated(`${node}\nrejuvenation: {every: 1 d}`, ['availability'], 2_000);
    if (availability !== undefined) agrees(availability, closed.value, 0.02);
  });
});

describe('rejuvenation of what ages', () => {
  const ageing = `${GOOD}vms: {count: 1, ageing: {latent: {deterministic: {value: 10 d}}, failure: {deterministic: {value: 10 d}}}, mttr: 5 h, boot: 1 h}\nhorizon: 100 d\n`;

  it('in place: down for each boot, and charged', async () => {
    // Turns after 9, 18, ... 99 days, each before a failure could come.
    const [count, downtime, charged, work] = await simulated(
      `${ageing}rejuvenation: {every: 9 d}`,
      ['rejuvenations', 'availability', 'downtime-vm', 'outages'],
      2,
    );
    expect(count?.estimate).toBe(11);
    expect(downtime?.estimate).toBeCloseTo(1 - 11 / 2400, 12);
    expect(charged?.estimate).toBe(0);
    expect(work?.estimate).toBe(11);
  });

  it.each([0.1, 0.5, 1])(
    'by a copy with the share %d of the node: no downtime, and the same work lost',
    async (share) => {
      const node = `${ageing.replace('mttr: 5 h, ', '')}rejuvenation: {every: 9 d, how: reincarnation, boot-share: ${share}}`;
      const results = await simulated(
        node,
        ['rejuvenations', 'availability', 'capacity', 'lost-work-year', 'rejuvenations-aborted'],
        2,
      );
      // 11 boots, the last begun on day 99 and over by day 100; each costs 1 h of one VM.
      const [count, availability, capacity, work, aborted] = results.map(({ estimate }) => estimate);
      expect([count, availability, aborted]).toEqual([11, 1, 0]);
      expect(capacity).toBeCloseTo(1 - 11 / 2400, 12);
      expect(work).toBeCloseTo((8760 * 11) / 2400, 9);
    },
  );

  it('spreads the turns of the VMs over the period, across different VMs', () => {
    const offsets = (stagger: string): unknown[] => {
      const node = `${GOOD}vms: [{name: a, count: 2, mttf: 1 d}, {name: b, mttf: 1 d}]\nrejuvenation: {every: 6 h${stagger}}`;
      const { activities } = lowerSystem(systemOf(node));
      return ['rejuvenateA(a.i)', 'rejuvenateB'].map((name) => activities?.[name]?.delay);
    };
    const period = 'rejuvenation.every';
    expect(offsets('')).toEqual([
      { every: { period, offset: 'rejuvenation.every * a.i / (vms.a.count + 1)' } },
      { every: { period, offset: 'rejuvenation.every * (vms.a.count + 1) / (vms.a.count + 1)' } },
    ]);
    expect(offsets(', stagger: 10 min')).toEqual([
      { every: { period, offset: 'rejuvenation.every + (a.i - 1) * rejuvenation.stagger' } },
      { every: { period, offset: 'rejuvenation.every + ((vms.a.count + 1) - 1) * rejuvenation.stagger' } },
    ]);
    expect(offsets(', stagger: false')).toEqual([{ every: { period } }, { every: { period } }]);
  });

  it('keeps one VM of two up when their turns are spread, and none when they are not', async () => {
    const node = `${GOOD}vms: {count: 2, mttf: 1000000 y, boot: 1 h}\nhorizon: 100 d\n`;
    const [spread] = await simulated(`${node}rejuvenation: {every: 9 d}`, ['availability'], 2);
    const [together] = await simulated(`${node}rejuvenation: {every: 9 d, stagger: false}`, ['availability'], 2);
    expect(spread?.estimate).toBe(1);
    expect(together?.estimate).toBeCloseTo(1 - 11 / 2400, 12);
  });

  it('of a hypervisor shuts its VMs down and boots them after it', async () => {
    const node = `hardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h, boot: 2 h}\nvms: {count: 3, reliability: 1, mission: 1 h, boot: 1 h}\nhorizon: 100 d\nrejuvenation: {of: hypervisor, every: 9 d}`;
    const [availability, charged, down, lost] = await simulated(
      node,
      ['availability', 'downtime-rejuvenation', 'downtime-year', 'lost-work-year'],
      2,
    );
    expect(availability?.estimate).toBeCloseTo(1 - 33 / 2400, 12);
    // Long-run averages: 3 h in every 9 days without a VM, 2 h of them without the hypervisor.
    expect(charged?.estimate).toBeCloseTo((8760 * 3) / 216, 9);
    expect(down?.estimate).toBe(charged?.estimate);
    expect(lost?.estimate).toBeCloseTo((8760 * 3 * 2) / 216, 9);
  });

  it('finds what has failed unnoticed', () => {
    const explored = exploredByChance(
      `${GOOD}vms: {count: 1, mttf: 1 d, detection: 1 y, repair: reboot, boot: 1 h}\nrejuvenation: {every: 1 d}`,
    );
    const notices = explored.transitions.filter(({ activity }) => activity === 'noticeVm(1)');
    const states = notices.map(({ from, to }) =>
      [from, to].map((state) => explored.read('vm(1)', explored.states[state] ?? [])),
    );
    expect(states).toEqual([['vm.failed', 'vm.booting']]);
  });
});

/** Mean times, hours, and chances of software that ages and is rebooted by a timer. */
interface Timed {
  readonly latent: number;
  readonly failure: number;
  readonly detection: number;
  readonly repair: number;
  readonly every: number;
  /** Chances and times of a reboot when it is robust, and when failures are probable. */
  readonly chance: readonly [number, number];
  readonly reboot: readonly [number, number];
}

/**
 * Hours a year that it is down of its failures and of its reboots, by the visits from robust back to robust: all times are exponential,
 * a turn that finds it failed restores it for certain, and nothing else.
 */
function downtimesByHand({ latent, failure, detection, repair, every, chance, reboot }: Timed): [number, number] {
  const [a, b, d, c] = [1 / latent, 1 / failure, 1 / detection, 1 / every];
  const [robust, probable] = [c * chance[0], c * chance[1]];
  const aged = a / (a + robust);
  const failed = (aged * b) / (b + probable);
  const failing = failed * (1 / (d + c) + repair);
  const rebooting = (robust / (a + robust)) * reboot[0] + ((aged * probable) / (b + probable)) * reboot[1];
  const cycle = 1 / (a + robust) + aged / (b + probable) + failing + rebooting;
  return [(8760 * failing) / cycle, (8760 * rebooting) / cycle];
}

const lasting = (hours: number): string => (hours === 0 ? '0 s' : `{exponential: {mean: ${hours} h}}`);

describe('rejuvenation by a timer', () => {
  const timed: Timed = {
    latent: 50,
    failure: 80,
    detection: 40,
    repair: 10,
    every: 30,
    chance: [0.2, 0.7],
    reboot: [2, 5],
  };
  const byAge = `robust: ${lasting(2)}, failure-probable: ${lasting(5)}`;
  const cases: readonly (readonly [string, string, Timed])[] = [
    ['by chance and for a time of its age', `chance: {robust: 0.2, failure-probable: 0.7}, reboot: {${byAge}}`, timed],
    ['always, for a time of its age', `reboot: {${byAge}}`, { ...timed, chance: [1, 1] }],
    [
      'always when it has aged',
      `chance: {robust: 0.2}, reboot: ${lasting(3)}`,
      { ...timed, chance: [0.2, 1], reboot: [3, 3] },
    ],
    [
      'always while it is robust',
      `chance: {failure-probable: 0.7}, reboot: {${byAge}}`,
      { ...timed, chance: [1, 0.7] },
    ],
    ['restored in no time once it is found', `reboot: {${byAge}}`, { ...timed, chance: [1, 1], repair: 0 }],
    [
      'by chance, restored in no time once it is found',
      `chance: {robust: 0, failure-probable: 0.7}, reboot: {${byAge}}`,
      { ...timed, chance: [0, 0.7], repair: 0 },
    ],
  ];
  it.each(cases)('%s: down as a chain of its visits says', (_, keys, times) => {
    const node = `hardware: {reliability: 1, mission: 1 h}\nsoftware: {ageing: {latent: ${times.latent} h, failure: ${times.failure} h}, detection: ${lasting(times.detection)}, repair: ${lasting(times.repair)}}\nrejuvenation: {every: ${lasting(times.every)}, ${keys}}`;
    const [failing, rebooting] = downtimesByHand(times);
    const measures = ['downtime-software', 'downtime-rejuvenation', 'lost-work-year'];
    const found = exactValues(node, measures);
    for (const [index, value] of [failing, rebooting, rebooting].entries()) expect(found[index]).toBeCloseTo(value, 7);
  });

  it('restores nothing that is never repaired', () => {
    const node = `hardware: {reliability: 1, mission: 1 h}\nsoftware: {mttf: 10 h}\nrejuvenation: {every: ${lasting(20)}}\nhorizon: 30 h\nmeasures: {up: {at: horizon, of: service}}`;
    expect(exactValue(node, 'up')).toBeCloseTo(Math.exp(-3), 12);
  });

  it.each([1, 2])('of hypervisors on %d hosts takes the work of the VMs on them, whatever their age', (hosts) => {
    const [latent, failure, repair, every, robust, aged] = [50, 80, 10, 30, 2, 5];
    const node = `hardware: {reliability: 1, mission: 1 h}\n${hosts === 1 ? '' : `hosts: {count: ${hosts}}\n`}hypervisor: {ageing: {latent: ${latent} h, failure: ${failure} h}, repair: ${lasting(repair)}}\nvms: {count: 2, reliability: 1, mission: 1 h}\nrejuvenation: {of: hypervisor, every: ${lasting(every)}, chance: {robust: 0.2, failure-probable: 0.7}, reboot: {robust: ${lasting(robust)}, failure-probable: ${lasting(aged)}}}`;
    // Detected in no time.
    const [, rebooting] = downtimesByHand({ ...timed, detection: 1e-12 });
    expect(exactValue(node, 'lost-work-year')).toBeCloseTo(2 * rebooting, 6);
  });

  it('reboots what has aged in its turn where boots are limited', () => {
    const explored = exploredByChance(
      `${GOOD}vms: {count: 2, ageing: {latent: 1 d, failure: 1 d}, detection: 1 h, mttr: 1 h, boot: 1 h}\nboots-at-once: 1\nrejuvenation: {every: ${lasting(30)}, reboot: {robust: 1 h, failure-probable: 2 h}}`,
    );
    const VMS = ['vm(1)', 'vm(2)', 'vm.due(2)'];
    const aged = { 'vm(1)': 'rejuvenatingAged', 'vm(2)': 'up', 'vm.due(2)': '0' };
    expect(outcomes(explored, 'callVm(2)', aged, VMS)).toEqual(['rejuvenatingAged up 1']);
    const waiting = { ...aged, 'vm.due(2)': '1' };
    expect(outcomes(explored, 'renewAgedVm(1)', { ...waiting, 'vm.health(2)': 'failureProbable' }, VMS)).toEqual([
      'up rejuvenatingAged 0',
    ]);
    expect(outcomes(explored, 'failAgedVm(2)', waiting, VMS)).toEqual(['rejuvenatingAged failed 0']);
    expect(outcomes(explored, 'callVm(2)', { 'vm(2)': 'failed' }, ['vm(2)', 'vm.due(2)'])).toEqual(['repairing 0']);
  });
});

describe('a calendar where boots are limited', () => {
  it('reboots a hypervisor whatever boots on it', () => {
    const explored = exploredByChance(
      `hardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h, boot: 1 h}\nvms: {count: 2, mttf: 1 d, mttr: 1 h, boot: 1 h}\nboots-at-once: 1\nrejuvenation: {of: hypervisor, every: 30 h}`,
    );
    const after = outcomes(explored, 'rejuvenateHypervisor', { 'vm(1)': 'booting' }, ['hypervisor', 'vm(1)', 'vm(2)']);
    expect(after).toEqual(['rejuvenating off off']);
  });

  it('keeps the turn of a VM that is suspended, which is taken when it runs on', () => {
    const explored = exploredByChance(
      `hardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h, boot: 1 h}\nvms: {count: 2, mttf: 1 d, mttr: 1 h, boot: 1 h}\nboots-at-once: 1\nrejuvenation: [{of: vms, every: 30 h}, {of: hypervisor, every: 40 h, vms: suspend, save: 1 h, resume: 1 h}]`,
    );
    const waiting = { 'vm(1)': 'resuming', 'vm.due(1)': '1' };
    const WHERE = ['vm(1)', 'vm.due(1)'];
    expect(outcomes(explored, 'wakeVm(1)', { ...waiting, 'vm(2)': 'repairing' }, WHERE)).toEqual(['rejuvenating 0']);
    expect(outcomes(explored, 'wakeVm(1)', { ...waiting, 'vm(2)': 'booting' }, WHERE)).toEqual(['up 1']);
  });

  it('gives up the turn of a VM beside which a copy is begun', () => {
    const explored = exploredByChance(
      `${GOOD}vms: {count: 2, mttf: 1 d, mttr: 1 h, boot: 1 h}\nboots-at-once: 1\npatching: {arrivals: 1 d, how: copy-swap, apply: 1 h}\nrejuvenation: {every: 30 h}`,
    );
    const waiting = {
      'vm(1)': 'up',
      'vm.front(1)': 'first',
      'vm.due(1)': '1',
      'vm.twin(1)': 'empty',
      'image.vm': 'current',
    };
    const begun = outcomes(explored, 'outdateImageVm', waiting, ['vm(1)', 'vm.due(1)', 'vm.twin(1)']);
    expect(begun).toEqual(['up 0 patching']);
  });
});

describe('rejuvenation that cannot be used', () => {
  const VMS = 'hardware: {mttf: 1 y}\nhypervisor: {mttf: 1 y}\nvms: {count: 2, mttf: 1 d, boot: 1 min}\nrejuvenation: ';
  it.each([
    ['{}', /^rejuvenation.every: nothing/],
    ['{every: 0 h}', /^rejuvenation.every: '0 h'/],
    [
      '{every: {exponential: {mean: 1 d}}, stagger: 1 h}',
      /^rejuvenation.stagger: a stagger of what follows no calendar/,
    ],
    ['{every: {exponential: {mean: -1 d}}}', /^rejuvenation.every/],
    ['{every: 1 d, chance: {robust: 0}}', /^rejuvenation.chance: chance by the age of what does not age/],
    ['{every: 1 d, reboot: {robust: 1 h, failure-probable: 2 h}}', /^rejuvenation.reboot: reboot by the age of what/],
    ['{every: 1 d, how: reincarnation, boot-share: 1, reboot: 1 h}', /^rejuvenation.reboot: reboot of a reincarnation/],
    ['{every: 1 d, of: hypervisor, vms: suspend, reboot: 1 h}', /^rejuvenation.reboot: reboot of a layer whose VMs/],
    ['{every: 1 d, of: hypervisor, chance: {}, reboot: 1 h}', /^rejuvenation.chance: chance by the age of what/],
    ['{every: 1 d, reboot: {weibull: {shape: 0, mean: 1 h}}}', /^rejuvenation.reboot.weibull.shape: 0/],
    ['{every: 1 d, chance: {robust: 1.5}}', /^rejuvenation.chance.robust: 1.5; a probability from 0 to 1/],
    ['{every: 1 d, evry: 1 d}', /^rejuvenation.evry: unknown key/],
    ['{every: 1 d, of: vmm}', /^rejuvenation.of: vmm; one of vms, hypervisor$/],
    ['{every: 1 d, of: software}', /^rejuvenation.of: software; one of vms, hypervisor$/],
    ['{every: 1 d, policy: finish}', /^rejuvenation.policy: policy of a reboot/],
    ['{every: 1 d, how: reincarnation}', /^rejuvenation: a reincarnation without boot-share/],
    ['{every: 1 d, how: reincarnation, boot-share: 1.5}', /^rejuvenation.boot-share: 1.5; a share of the node/],
    ['{every: 1 d, how: reincarnation, boot-share: 1, boot-work: 0 s}', /^rejuvenation.boot-work: '0 s'; a boot that/],
    [
      '{every: 1 d, how: reincarnation, boot-share: 1, of: hypervisor}',
      /^rejuvenation.how: a reincarnation of what is no VM/,
    ],
    ['{every: 1 d, stagger: 1 d}', /^rejuvenation.stagger: 2 turns 1 d apart/],
    ['{every: 1 d, of: hypervisor, stagger: true}', /^rejuvenation.stagger: a stagger of one component/],
    ['[{every: 1 d}, {of: vms, every: 2 d}]', /^rejuvenation.1: a second rejuvenation of vms/],
    [
      '{every: 1 d}\ncommon-cause: [{name: rejuvenation, among: [vms], mttf: 1 d}]',
      /^common-cause.0.name: 'rejuvenation'/,
    ],
  ])('%s', (rejuvenation, complaint) => {
    const found = complaints(VMS + rejuvenation);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(complaint);
  });

  it('asks only what is rebooted to age', () => {
    const node = (of: string): readonly string[] =>
      complaints(
        `hardware: {mttf: 1 y}\nhypervisor: {ageing: {latent: 1 d, failure: 1 d}}\nvms: {count: 2, mttf: 1 d, boot: 1 min}\nrejuvenation: {of: ${of}, every: 1 d, chance: {robust: 0}}`,
      );
    expect(node('hypervisor')).toEqual([]);
    expect(node('vms')).toHaveLength(1);
    expect(complaints(`${VMS}{every: 1 d, reboot: 1 h, vms: shut-down, of: hypervisor}`)).toEqual([]);
    expect(
      complaints(
        'hardware: {mttf: 1 y}\nsoftware: {ageing: {latent: 1 d, failure: 1 d}}\nrejuvenation: {every: 1 d, reboot: {robust: 1 h, failure-probable: {weibull: {shape: 0, mean: 1 h}}}}',
      )[0],
    ).toMatch(/^rejuvenation.reboot.failure-probable.weibull.shape: 0/);
  });

  it('has no chances of a copy', () => {
    const aged = VMS.replace('mttf: 1 d', 'ageing: {latent: 1 d, failure: 1 d}');
    const [first, ...others] = complaints(
      `${aged}{every: 1 d, how: reincarnation, boot-share: 1, chance: {robust: 0}}`,
    );
    expect(first).toMatch(/^rejuvenation.chance: chance of a reincarnation/);
    expect(others).toEqual([]);
  });

  it('needs a boot to copy', () => {
    const [first, ...others] = complaints(
      'hardware: {mttf: 1 y}\nhypervisor: {mttf: 1 y}\nvms: {count: 2, mttf: 1 d}\nrejuvenation: {every: 1 d, how: reincarnation, boot-share: 1}',
    );
    expect(first).toMatch(/^rejuvenation: a reincarnation that takes no time to boot/);
    expect(others).toEqual([]);
  });
});
