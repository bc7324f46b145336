import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ChunkAbandoned } from '../../src/experiment/chunk-abandoned.js';
import { type ConductOptions, conduct, type Lane } from '../../src/experiment/conduct.js';
import type { Chunk, ChunkOutcome, Job } from '../../src/experiment/job.js';
import { TrialFailed } from '../../src/experiment/trial-failed.js';

const job = { document: {}, seed: 's', plan: {} } as unknown as Job;

/** Remembers the trials that it took, and stops at `stopAt`. */
class Memory implements Lane {
  readonly taken: number[] = [];
  readonly budget: Lane['budget'];

  constructor(
    trials: number,
    chunkTrials: number,
    private readonly stopAt = Infinity,
  ) {
    this.budget = { trials, chunkTrials, eventsPerTrial: 1 };
  }

  get trials(): number {
    return this.taken.length;
  }

  get trialsExpected(): number {
    return this.budget.trials;
  }

  take(state: object): void {
    const { first, count } = state as Chunk;
    for (let trial = first; trial < first + count; trial++) this.taken.push(trial);
  }

  enough(): boolean {
    return this.trials >= this.stopAt;
  }
}

type Compute = (chunk: Chunk) => ChunkOutcome;

const done: Compute = (chunk) => ({ kind: 'done', events: chunk.count, state: chunk });

const wrong: ChunkOutcome = { kind: 'failed', failure: { message: 'm', trial: 20, time: 1, state: [] } };

/** Finishes chunks in an order that the delays decide. */
function executor(parallel: number, delays: readonly number[], compute: Compute = done): ConductOptions['executor'] {
  let started = 0;
  return {
    parallel,
    async compute(_, chunk) {
      const turns = delays[started++ % delays.length] ?? 0;
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      return compute(chunk);
    },
    async close() {},
  };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('conduct', () => {
  test('takes trials in order and once each, whatever order chunks finish in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.nat(20), { minLength: 1, maxLength: 12 }),
        async (trials, chunkTrials, parallel, delays) => {
          const lanes = [new Memory(trials, chunkTrials), new Memory(2 * trials, chunkTrials)];
          const { complete, events } = await conduct(job, lanes, { executor: executor(parallel, delays) });
          expect(complete).toBe(true);
          expect(lanes.map(({ taken }) => taken)).toEqual([upTo(trials), upTo(2 * trials)]);
          expect(events).toBe(3 * trials);
        },
      ),
    );
  });

  test('leaves out what was computed beyond the stopping point', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.nat(20), { minLength: 1 }),
        async (parallel, delays) => {
          const lane = new Memory(1000, 10, 25);
          const { complete, events } = await conduct(job, [lane], { executor: executor(parallel, delays) });
          expect({ complete, events, taken: lane.taken }).toEqual({ complete: true, events: 30, taken: upTo(30) });
        },
      ),
    );
  });

  test.each([
    ['the stopping point', 25, done],
    ['a trial that goes wrong', Infinity, (chunk: Chunk) => (chunk.first === 20 ? wrong : done(chunk))],
  ] as const)('leaves what nobody has begun beyond %s, and no chunk before it', async (_, stopAt, compute) => {
    const left: number[] = [];
    const slow: ConductOptions['executor'] = {
      parallel: 6,
      async compute(_job, chunk, signal) {
        // Those from 30 on are computed only if nobody says that they are not needed, and 10 after 20.
        if (chunk.first === 10) await new Promise((resolve) => setTimeout(resolve, 20));
        if (chunk.first >= 30) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
        if (signal?.aborted === true) {
          left.push(chunk.first);
          throw new ChunkAbandoned(chunk);
        }
        return compute(chunk);
      },
      async close() {},
    };
    const lane = new Memory(1000, 10, stopAt);
    const ended = conduct(job, [lane], { executor: slow });
    if (stopAt === Infinity) await expect(ended).rejects.toThrow(TrialFailed);
    else expect(await ended).toMatchObject({ complete: true });
    expect(lane.taken).toEqual(upTo(stopAt === Infinity ? 20 : 30));
    expect(left.slice(0, 3)).toEqual([30, 40, 50]);
    expect(Math.min(...left)).toBe(30);
  });

  test('computes nothing that the journal knows, and appends the rest', async () => {
    const computed: number[] = [];
    const appended: number[] = [];
    const lane = new Memory(50, 10);
    await conduct(job, [lane], {
      executor: executor(2, [0], (chunk) => {
        computed.push(chunk.first);
        return done(chunk);
      }),
      journal: {
        known: (chunk) => (chunk.first === 20 ? { kind: 'done', events: 10, state: chunk } : undefined),
        append: async (chunk) => void appended.push(chunk.first),
      },
    });
    expect(lane.taken).toEqual(upTo(50));
    expect(computed).toEqual([0, 10, 30, 40]);
    expect(appended).toEqual([0, 10, 30, 40]);
  });

  test('an interruption ends it after the chunks under way', async () => {
    const interruption = new AbortController();
    const lane = new Memory(1000, 10);
    const late: number[] = [];
    const slow = executor(3, [5, 1, 9], (chunk) => {
      if (chunk.first === 50) interruption.abort();
      return done(chunk);
    });
    const { complete } = await conduct(job, [lane], {
      executor: {
        ...slow,
        compute(...asked) {
          if (interruption.signal.aborted) late.push(asked[1].first);
          return slow.compute(...asked);
        },
      },
      signal: interruption.signal,
    });
    expect({ complete, late }).toEqual({ complete: false, late: [] });
    expect(lane.trials).toBeGreaterThanOrEqual(60);
    expect(lane.taken).toEqual(upTo(lane.trials));
  });

  const failureOf = (trial: number) => ({ message: `trial ${trial}`, trial, time: 2, state: [] });
  const failingFrom = (first: number): Compute => {
    return (chunk) => (chunk.first >= first ? { kind: 'failed', failure: failureOf(chunk.first) } : done(chunk));
  };

  test('the first trial that goes wrong ends it, whatever goes wrong sooner', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.nat(20), { minLength: 1 }),
        async (parallel, delays) => {
          const conducted = conduct(job, [new Memory(1000, 10)], {
            executor: executor(parallel, delays, failingFrom(30)),
          });
          await expect(conducted).rejects.toThrow(new TrialFailed(failureOf(30)));
        },
      ),
    );
  });

  test('a trial that goes wrong beyond the stopping point does not count', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.nat(20), { minLength: 1 }),
        async (parallel, delays) => {
          const lane = new Memory(1000, 10, 30);
          const { complete } = await conduct(job, [lane], { executor: executor(parallel, delays, failingFrom(30)) });
          expect({ complete, taken: lane.taken }).toEqual({ complete: true, taken: upTo(30) });
        },
      ),
    );
  });

  test('a machine that fails ends it', async () => {
    const lost = executor(2, [0, 3], (chunk) => {
      if (chunk.first === 40) throw new Error('out of memory');
      return done(chunk);
    });
    await expect(conduct(job, [new Memory(1000, 10)], { executor: lost })).rejects.toThrow('out of memory');
  });
});
