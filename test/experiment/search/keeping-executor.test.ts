import { expect, test } from 'vitest';
import { inlineExecutor } from '../../../src/experiment/inline-executor.js';
import type { ChunkOutcome } from '../../../src/experiment/job.js';
import { PointsInMemory } from '../../../src/experiment/points/points-kept.js';
import { keepingExecutor } from '../../../src/experiment/search/keeping-executor.js';
import { prepare } from '../../../src/experiment/simulate.js';
import { loadModel } from '../../../src/system/model.js';
import { machine, overflowing } from '../../commands/nets.js';

const chunk = { run: 0, first: 0, count: 20 };
const jobOf = (text: string, seed: string) => prepare(loadModel(text).document, { seed }).job;

/** Counts what is computed. */
function counted() {
  const inline = inlineExecutor();
  const counter = {
    computed: 0,
    parallel: 1,
    compute: (...given: Parameters<typeof inline.compute>): Promise<ChunkOutcome> => {
      counter.computed++;
      return inline.compute(...given);
    },
    close: () => inline.close(),
  };
  return counter;
}

test('what is kept of a job is that of another with the same content, and of no other', async () => {
  const kept = new PointsInMemory();
  const first = counted();
  const outcome = await keepingExecutor(first, kept).compute(jobOf(machine, 's'), chunk);
  const second = counted();
  const again = keepingExecutor(second, kept);
  expect(await again.compute(jobOf(machine, 's'), chunk)).toEqual(outcome);
  expect([first.computed, second.computed]).toEqual([1, 0]);
  const others = [
    again.compute(jobOf(machine, 't'), chunk),
    again.compute(jobOf(machine.replace('1 / 200 h', '1 / 201 h'), 's'), chunk),
    again.compute(jobOf(machine, 's'), { ...chunk, first: 20 }),
  ];
  for (const other of others) expect(await other).not.toEqual(outcome);
  expect(second.computed).toBe(3);
});

test('a trial that goes wrong is not kept: it is told again', async () => {
  const counter = counted();
  const keeping = keepingExecutor(counter, new PointsInMemory());
  const job = jobOf(overflowing, 's');
  const many = { ...chunk, count: 100_000 };
  const failed = await keeping.compute(job, many);
  expect(failed.kind).toBe('failed');
  expect(await keeping.compute(job, many)).toEqual(failed);
  expect(counter.computed).toBe(2);
});
