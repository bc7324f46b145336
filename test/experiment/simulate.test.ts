import { describe, expect, test } from 'vitest';
import { prepare, simulate } from '../../src/experiment/simulate.js';
import type { NetDocument } from '../../src/net/document.js';
import { loadModel } from '../../src/system/model.js';

const document = (measures: string): NetDocument =>
  loadModel(`format: ninefold/net@1
name: a machine
places: {machine: {states: [up, down]}, broken: {initial: 0, max: 1}}
activities:
  fail: {when: machine == up, rate: 1 / 50 h, then: {machine: down}}
  repair: {when: machine == down, rate: 1 / 5 h, then: {machine: up}}
  break: {when: broken == 0, rate: 1 / 1e12 h, then: {broken: 1}}
measures: {${measures}}
`).document;

const failures = 'failures: {probability: {reach: machine == down, within: 20 h}}';
const rare = 'breaks: {probability: {reach: broken == 1, within: 20 h}}';

describe('a precision', () => {
  test('is reached by every measure, and no longer is simulated than that takes', async () => {
    const simulation = await simulate(prepare(document(failures)), { precision: 0.02 });
    const { failures: found } = simulation.results();
    expect(found?.relativeHalfWidth).toBeLessThanOrEqual(0.02);
    // (1.96 / 0.02)^2 (1 - p) / p trials with p = 1 - exp(-0.4); a chunk more at most.
    expect(found?.trials).toBeLessThan(20_000 + 65_536);
    expect(simulation.runs.flatMap(({ outOfReach }) => outOfReach)).toEqual([]);
  });

  test('does not wait for what cannot be had', async () => {
    const simulation = await simulate(prepare(document(`${failures}, ${rare}`)), { precision: 0.02, trials: 200_000 });
    expect(simulation.results().failures?.relativeHalfWidth).toBeLessThanOrEqual(0.02);
    expect(simulation.runs.flatMap(({ outOfReach }) => outOfReach)).toEqual(['breaks']);
    expect(simulation.complete).toBe(true);
  });

  test('may be asked of some measures', async () => {
    const measures = `${failures}, share: {average: machine == up, until: 20 h}`;
    const precise = await simulate(prepare(document(measures)), {
      precision: 0.005,
      preciseMeasures: ['failures'],
      trials: 100,
    });
    expect(precise.results().failures?.trials).toBe(100);
  });

  test("the file's trials are a limit only when its precision is used", async () => {
    const own = { ...document(failures), run: { trials: 300, precision: 0.001 } };
    expect((await simulate(prepare(own))).results().failures?.trials).toBe(300);
    expect(
      (await simulate(prepare(own), { precision: 0.1 })).results().failures?.relativeHalfWidth,
    ).toBeLessThanOrEqual(0.1);
  });
});

test('an interrupted simulation says so and estimates from what it has', async () => {
  const interruption = new AbortController();
  const simulation = await simulate(prepare(document(failures)), {
    trials: 10_000_000,
    signal: interruption.signal,
    onProgress: () => interruption.abort(),
  });
  expect(simulation.complete).toBe(false);
  const trials = simulation.results().failures?.trials ?? 0;
  expect(trials).toBeGreaterThan(0);
  expect(trials).toBeLessThan(10_000_000);
});

test('a net that goes wrong later than any measure looks is none that goes wrong', async () => {
  const { document: counting } = loadModel(`format: ninefold/net@1
name: counting
places: {count: {initial: 0, max: 20}}
activities: {more: {rate: 1 / 1 h, then: {count: count + 1}}}
measures: {level: {at: 1 min, of: count}}
`);
  const simulation = await simulate(prepare(counting), { trials: 1000 });
  expect(simulation.complete).toBe(true);
  await expect(
    simulate(prepare({ ...counting, measures: { level: { at: '9 d', of: 'count' } } })),
  ).rejects.toMatchObject({
    name: 'TrialFailed',
    failure: { trial: 0, activity: 'more', message: expect.stringContaining('count would become 21') },
  });
});
