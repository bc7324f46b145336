import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { conduct, type Journal, type Lane } from '../../../src/experiment/conduct.js';
import type { Chunk, Job } from '../../../src/experiment/job.js';
import { LastingPool } from '../../../src/experiment/lasting-pool.js';
import { executorOn } from '../../../src/experiment/pool-executor.js';
import { WorkerFailure } from '../../../src/experiment/worker-failure.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ninefold-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const limits = { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 4 };
const workerFile = (name: string): string => new URL(name, import.meta.url).href;
const attempts = (): number => readFileSync(join(folder, 'attempts'), 'utf8').length;

/** A run that goes well, one on whose only chunk workers fail so many times, and another that goes well. */
async function run(fate: string, times: number, kept: Chunk[] = []): Promise<readonly Chunk[]> {
  const job = { seed: `${fate} ${times} ${join(folder, 'attempts')}` } as unknown as Job;
  const taken: Chunk[] = [];
  const lane = (trials: number): Lane => {
    let done = 0;
    return {
      budget: { trials, chunkTrials: 10, eventsPerTrial: 1 },
      get trials() {
        return done;
      },
      trialsExpected: trials,
      take: (state) => {
        taken.push(state as Chunk);
        done += (state as Chunk).count;
      },
      enough: () => false,
    };
  };
  const journal: Journal = { known: () => undefined, append: async (chunk) => void kept.push(chunk) };
  const executor = executorOn(new LastingPool(2, { filename: workerFile('faulty-worker.js'), resourceLimits: limits }));
  try {
    await conduct(job, [lane(20), lane(10), lane(20)], { executor, journal });
  } finally {
    await executor.close();
  }
  return taken;
}

describe.each(['dies', 'throws', 'fills'])('a chunk on which a worker %s', (fate) => {
  test('is computed by another', async () => {
    expect(await run(fate, 2)).toHaveLength(5);
    expect(attempts()).toBe(3);
  });

  test('three times ends the run, and what others have computed is kept', async () => {
    const kept: Chunk[] = [];
    await expect(run(fate, 3, kept)).rejects.toThrow(WorkerFailure);
    expect(attempts()).toBe(3);
    expect(kept.filter(({ run }) => run === 0)).toHaveLength(2);
    expect(kept.some(({ run }) => run === 1)).toBe(false);
  });
});

test('workers that die before they have begun end the run', async () => {
  const executor = executorOn(new LastingPool(2, { filename: workerFile('stillborn-worker.js') }));
  const chunk = { run: 0, first: 0, count: 10 };
  try {
    const all = [0, 1, 2, 3].map((first) => executor.compute({ seed: 's' } as unknown as Job, { ...chunk, first }));
    for (const outcome of await Promise.allSettled(all)) expect(outcome).toMatchObject({ status: 'rejected' });
  } finally {
    await executor.close();
  }
}, 20_000);
