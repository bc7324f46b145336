import { describe, expect, test } from 'vitest';
import { contains } from '../../../src/estimate/measure-set.js';
import { latentErrorMttf } from '../../../src/exact/closed-forms/latent-error.js';
import { solveExact } from '../../../src/exact/solve.js';
import { prepare, simulate } from '../../../src/experiment/simulate.js';
import { parseNet } from '../../../src/net/parse.js';
import { lowerSystem } from '../../../src/system/lower.js';
import { systemOf } from '../../system/read-system.js';

/** Over all comparisons of this file, a correct solution fails with at most this probability. */
const FALSE_ALARM = 1e-6;
const COMPARISONS = 100;
const CONFIDENCE = 1 - FALSE_ALARM / COMPARISONS;

const exponential = (mean: string): string => `{exponential: {mean: ${mean}}}`;
const node = `
hardware: {mttf: 40 d, mttr: 4 h}
hypervisor: {ageing: {latent: 20 d, failure: 5 d}, mttf: 60 d, detection: ${exponential('1 h')}, repair: reboot, boot: ${exponential('1 h')}}
vms: {count: 2, ageing: {latent: 3 d, failure: 2 d}, mttf: 9 d, detection: ${exponential('2 h')}, repair: reboot, boot: ${exponential('2 h')}}
horizon: 60 d
`;
const one = node.replace('count: 2', 'count: 1');

const systems: Record<string, string> = {
  'two VMs staggered, and their hypervisor': `${node}rejuvenation: [{of: vms, every: 2 d}, {of: hypervisor, every: 9 d}]`,
  'a copy that is promoted': `${one}rejuvenation: {every: 3 d, how: reincarnation, boot-share: 0.5, policy: promote}`,
  'a copy that finishes first': `${one}rejuvenation: {every: 3 d, how: reincarnation, boot-share: 0.5, policy: finish}`,
  'a fixed boot that only a calendar begins, for a failure is not repaired': `
hardware: {reliability: 1, mission: 1 h}
software: {ageing: {latent: 3 d, failure: 2 d}, boot: 30 min}
rejuvenation: {every: 2 d}
horizon: 60 d
`,
};

/** What is compared, where a system has it. */
const wanted = [
  'availability',
  'availability-long-run',
  'reliability',
  'mttf',
  'mut',
  'mdt',
  'outages',
  'capacity',
  'capacity-share',
  'downtime-year',
  'downtime-rejuvenation',
  'rejuvenations',
  'rejuvenations-aborted',
  'lost-work-year',
];

describe.each(Object.entries(systems))('%s', async (_, text) => {
  const all = parseNet(lowerSystem(systemOf(text))).measures.map(({ name }) => name);
  const names = wanted.filter((name) => all.includes(name));
  const document = lowerSystem(systemOf(`${text}\nmeasures: [${names.join(', ')}]`));
  const exact = solveExact(parseNet(document));
  const simulated = (
    await simulate(prepare(document, { seed: 'calendars' }), { trials: 400, confidence: CONFIDENCE })
  ).results();

  test.each(names)('%s is what is simulated', (name) => {
    const [found, estimate] = [exact[name], simulated[name]];
    if (found?.kind !== 'value' || estimate?.kind !== 'value') throw new Error(JSON.stringify(found ?? estimate));
    expect(contains(estimate, found.value), `${found.value} in ${estimate.low} .. ${estimate.high}`).toBe(true);
  });
});

test.each([14, 7, 3, 1])('latent errors removed every %d d leave the mean life of the closed form', (days) => {
  const system = systemOf(
    `hardware: {reliability: 1, mission: 1 h}\nsoftware: {ageing: {latent: 7 d, failure: 3 d}}\nrejuvenation: {every: ${days} d}\nmeasures: [mttf]`,
  );
  const { mttf } = solveExact(parseNet(lowerSystem(system)));
  if (mttf?.kind !== 'value') throw new Error(JSON.stringify(mttf));
  const closed = latentErrorMttf({ errorRate: 1 / 168, failureRate: 1 / 72 }, 24 * days);
  expect(Math.abs(mttf.value / closed - 1)).toBeLessThan(1e-11);
});
