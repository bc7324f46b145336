import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ChunkAbandoned } from '../../src/experiment/chunk-abandoned.js';
import type { ChunkOutcome } from '../../src/experiment/job.js';
import type { LastingPool } from '../../src/experiment/lasting-pool.js';
import { TaskGroups } from '../../src/experiment/task-groups.js';
import { groupMilliseconds, type WorkerTask } from '../../src/experiment/worker.js';

/** A thread's time. */
let now = 0;
beforeEach(() => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => void vi.restoreAllMocks());

const task = (first: number): WorkerTask => ({ key: 'k', chunk: { run: 0, first, count: 1 } }) as unknown as WorkerTask;
const firstOf = ({ chunk }: WorkerTask): number => chunk.first;
const outcome = ({ chunk }: WorkerTask): ChunkOutcome => ({ kind: 'done', events: 1, state: { first: chunk.first } });
const at = (first: number): object => ({ state: { first } });

/** A pool of one thread, whose tasks take so many milliseconds each, and the groups that it was sent. */
function pool(milliseconds: (first: number) => number, most = Infinity) {
  const sent: number[][] = [];
  const run = async (tasks: readonly WorkerTask[]): Promise<readonly ChunkOutcome[]> => {
    sent.push(tasks.map(firstOf));
    const done = tasks.slice(0, most);
    for (const each of done) now += milliseconds(firstOf(each));
    return done.map(outcome);
  };
  return { sent, pool: { workers: 1, run } as unknown as LastingPool };
}

const computed = (groups: TaskGroups, firsts: readonly number[], alone = false): Promise<ChunkOutcome[]> =>
  Promise.all(firsts.map((first) => groups.run(task(first), { alone })));
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test('short tasks go in ever larger groups, in smaller ones towards the end, and more of them are asked for', async () => {
  const { sent, pool: thread } = pool(() => 5);
  const groups = new TaskGroups(thread);
  expect(groups.parallel).toBe(3);
  expect(await computed(groups, upTo(40))).toMatchObject(upTo(40).map(at));
  expect(sent.map(({ length }) => length)).toEqual([1, 2, 4, 8, 13, 6, 3, 2, 1]);
  expect(sent.flat()).toEqual(upTo(40));
  expect(groups.parallel).toBe(48);
});

test('long tasks go one by one', async () => {
  const { sent, pool: thread } = pool(() => 0.8 * groupMilliseconds);
  await computed(new TaskGroups(thread), upTo(5));
  expect(sent).toEqual([[0], [1], [2], [3], [4]]);
});

test('what a thread had no time for is sent again, in order', async () => {
  const { sent, pool: thread } = pool(() => 1, 3);
  const groups = new TaskGroups(thread);
  expect(await computed(groups, upTo(11))).toMatchObject(upTo(11).map(at));
  expect(sent).toEqual([[0], [1, 2], [3, 4, 5, 6], [6, 7, 8], [9], [10]]);
});

test('one that was in a group that failed goes alone', async () => {
  const { sent, pool: thread } = pool(() => 1);
  const groups = new TaskGroups(thread);
  await computed(groups, upTo(7));
  sent.length = 0;
  await Promise.all([computed(groups, [7]), computed(groups, [8], true), computed(groups, [9, 10])]);
  expect(sent).toEqual([[7], [8], [9], [10]]);
});

test('a group that fails fails for each of its tasks, and the next goes on', async () => {
  const { pool: thread } = pool(() => 1);
  const { run } = thread;
  const groups = new TaskGroups(thread);
  await computed(groups, upTo(3));
  thread.run = async (tasks) => {
    thread.run = run;
    throw new Error(`died on ${tasks.length}`);
  };
  const all = await Promise.allSettled([3, 4, 5, 6, 7].map((first) => groups.run(task(first), { alone: false })));
  expect(all.map(({ status }) => status)).toEqual([...Array(2).fill('rejected'), ...Array(3).fill('fulfilled')]);
});

test('the signal leaves what no thread has begun', async () => {
  const { sent, pool: thread } = pool(() => 0.8 * groupMilliseconds);
  const groups = new TaskGroups(thread);
  const control = new AbortController();
  const all = upTo(4).map((first) => groups.run(task(first), { alone: false, signal: control.signal }));
  await all[1];
  control.abort();
  const [, , third, fourth] = await Promise.allSettled(all);
  expect(sent.length).toBeLessThan(4);
  expect(fourth).toMatchObject({ status: 'rejected', reason: expect.any(ChunkAbandoned) });
  expect(third?.status).toBe(sent.length === 3 ? 'fulfilled' : 'rejected');
});
