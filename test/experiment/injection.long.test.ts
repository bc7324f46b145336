import { describe, expect, it } from 'vitest';
import { InjectionExperiment, type Injections } from '../../src/experiment/injection/inject-faults.js';
import { type FaultReport, faultReports } from '../../src/report/injection-report.js';
import { campaignOf, watchedScript } from '../../src/system/mechanisms/inject/campaign.js';
import { hoursOf } from '../../src/system/net-time.js';
import type { System } from '../../src/system/system.js';
import { systemOf } from '../system/read-system.js';

/** Nothing fails by itself, and everything takes its time. */
const GOOD = `hardware: {reliability: 1, mission: 1 h}
hypervisor: {reliability: 1, mission: 1 h, detection: 1 h, repair: 1 h, boot: 1 h}
vms: {count: 2, reliability: 1, mission: 1 h, detection: 1 h, repair: 2 h, boot: 1 h}
horizon: 100 h
`;

async function injected(system: System, trials: number): Promise<Injections> {
  const script = watchedScript(system);
  const designs = script === undefined ? campaignOf(system).pairs : [script];
  const horizon = hoursOf(system.horizon);
  return new InjectionExperiment(designs, { seed: 'ninefold', horizon, trials, workers: 1 }).run();
}

async function reportsOf(node: string, trials = 2): Promise<readonly FaultReport[]> {
  return faultReports(await injected(systemOf(node), trials), 0.95);
}

const means = (reports: readonly FaultReport[]): unknown[] =>
  reports.map(({ outage, outageDuration, componentRestoration, serviceRestoration, detection }) => [
    outage?.estimate,
    outageDuration?.mean.estimate,
    componentRestoration?.mean.estimate,
    serviceRestoration?.mean.estimate,
    detection.hiddenFor?.mean.estimate,
  ]);

describe('a script of faults', () => {
  it('is reported fault by fault', async () => {
    const script = `inject:
  - {at: 10 h, fail: hypervisor}
  - {at: [30 h, 50 h], fail: vm 1}
  - {at: 52 h, fail: vm 2, mode: crash}
  - {at: 53 h, fail: vm 2}
`;
    const reports = await reportsOf(`${GOOD}service: {needs: 1}\n${script}`);
    expect(reports.map(({ when, fails, reached, missed }) => [when, fails, reached, missed])).toEqual([
      ['at 10 h', 'hypervisor', 2, 0],
      ['at 30 h', 'vm 1', 2, 0],
      ['at 50 h', 'vm 1', 2, 0],
      ['at 52 h', 'vm 2', 2, 0],
      ['at 53 h', 'vm 2', 0, 2],
    ]);
    expect(means(reports)).toEqual([
      [1, 4, 3, 4, 1],
      [0, undefined, 4, undefined, 1],
      // VM 1 is back at 54 h; VM 2, noticed at once, is down from 52 h to 55 h.
      [1, 2, 4, 4, 1],
      [1, 2, 3, 2, undefined],
      [undefined, undefined, undefined, undefined, undefined],
    ]);
    expect(reports.map(({ charged }) => Object.keys(charged))).toEqual([['hypervisor'], [], ['vm'], ['vm'], []]);
  });

  it('says what was never restored, never noticed, or lost before it was noticed', async () => {
    const node = `hardware: {reliability: 1, mission: 1 h, mttr: 1 h}
hypervisor: {reliability: 1, mission: 1 h, repair: 1 h}
vms: [{name: mortal, reliability: 1, mission: 1 h}, {name: slow, reliability: 1, mission: 1 h, detection: 20 h, repair: 1 h}]
horizon: 100 h
service: {needs: 2}
inject: [{at: 10 h, fail: slow}, {at: 12 h, fail: hypervisor}, {at: 90 h, fail: mortal}]
`;
    const [slow, , mortal] = await reportsOf(node);
    expect(slow?.detection).toMatchObject({ atOnce: 0, noticed: 0, ended: 2, never: 0 });
    expect(slow?.detection.hiddenFor?.mean.estimate).toBe(2);
    expect(slow?.componentRestoration?.mean.estimate).toBe(3);
    expect(mortal?.detection).toMatchObject({ never: 2 });
    expect(mortal?.componentRestoration).toMatchObject({ censored: 2, mean: { estimate: 10, high: Infinity } });
    expect(mortal?.outageDuration?.mean.estimate).toBe(10);
  });

  it('that waits for a state is the first time that it strikes', async () => {
    const reports = await reportsOf(
      `${GOOD}inject: [{at: 10 h, fail: hypervisor}, {on: {component: vms, state: booting, every: true}, fail: hypervisor, mode: crash}]`,
    );
    // Booting from 13 h on, struck again in that instant, for ever.
    expect(reports[1]).toMatchObject({ reached: 2, alreadyDown: 2, when: 'vms booting' });
    expect(reports[1]?.outage).toBeUndefined();
  });
});

describe('a campaign', () => {
  const node = `hardware: {reliability: 1, mission: 1 h}
hypervisor: {mttf: 200 h, repair: 1 h}
vms: {count: 2, mttf: 100 h, detection: 1 h, repair: 2 h, boot: 1 h}
rejuvenation: {every: 20 h, how: reincarnation, boot-share: 0.5}
horizon: 50 d
`;

  it('has every failure in every state, those that cannot be among them', () => {
    const { pairs, impossible } = campaignOf(systemOf(node));
    const all = [...pairs.flatMap(({ faults }) => faults), ...impossible];
    const states = [...new Set(all.map(({ when }) => when))];
    expect(states.sort()).toEqual(
      [
        'hardware up',
        'hardware failed',
        'hypervisor up',
        'hypervisor repairing',
        'hypervisor off',
        ...['up', 'failed', 'repairing', 'booting', 'off', 'empty', 'loading'].map((state) => `vm 1 ${state}`),
      ].sort(),
    );
    expect(all).toHaveLength(4 * states.length);
    expect(impossible).toContainEqual({ when: 'hypervisor repairing', fails: 'vm 2' });
  });

  it('finds each failure to do what it does', async () => {
    const system = systemOf(node);
    const reports = faultReports(await injected(system, 100), 0.95);
    const of = (when: string, fails: string) =>
      reports.find((report) => report.when === when && report.fails === fails);
    expect(reports.map(({ trials }) => trials)).toEqual(reports.map(() => 100));
    // The copy that is loaded from the first instant on takes over after 2 h; nothing is down but the original.
    expect(of('vm 1 loading', 'vm 1')?.componentRestoration?.median.estimate).toBeCloseTo(2, 9);
    expect(of('vm 1 loading', 'vm 2')?.componentRestoration?.median.estimate).toBeCloseTo(4, 9);
    expect(of('vm 1 loading', 'vm 2')?.detection).toMatchObject({ atOnce: 0 });
    expect(of('hypervisor up', 'hypervisor')?.outage?.estimate).toBe(1);
    expect(of('hypervisor up', 'hypervisor')?.charged.hypervisor?.estimate).toBe(1);
    expect(of('vm 1 off', 'vm 2')?.reached).toBe(0);
    expect(of('vm 1 failed', 'vm 2')?.outage?.estimate).toBe(1);
  });
});
