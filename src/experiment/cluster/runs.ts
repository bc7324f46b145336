import type { RedisClient } from 'bullmq';
import type { Identity } from '../identity.js';
import { refusalsKey, runKey, runsKey } from './names.js';
import { timing } from './timing.js';

const refusalsKept = 100;

/** A worker that a run could have had, were it of the same build. */
export interface Refusal {
  readonly worker: string;
  readonly identity: Identity;
}

/** Says that a run is there; said again and again. */
export async function announceRun(client: RedisClient, run: string, identity: Identity): Promise<void> {
  await client.set(runKey(run), JSON.stringify(identity), { PX: timing.silence });
  await client.hset(runsKey, { [run]: 1 });
}

export async function withdrawRun(client: RedisClient, run: string): Promise<void> {
  await client.del(runKey(run));
  await client.hdel(runsKey, run);
}

/** Whether somebody still waits for what is computed for a run. */
export async function isThere(client: RedisClient, run: string): Promise<boolean> {
  return (await client.get(runKey(run))) !== null;
}

/** What the runs that are there need, by run; forgets those that are gone. */
export async function identitiesNeeded(client: RedisClient): Promise<ReadonlyMap<string, Identity>> {
  const needed = new Map<string, Identity>();
  for (const run of Object.keys(await client.hgetall(runsKey))) {
    const identity = await client.get(runKey(run));
    if (identity === null) await client.hdel(runsKey, run);
    else needed.set(run, JSON.parse(identity) as Identity);
  }
  return needed;
}

/** Tells runs of another build that a worker cannot serve them. */
export async function tellRefusal(client: RedisClient, runs: Iterable<string>, refusal: Refusal): Promise<void> {
  for (const run of runs) {
    await client.xadd(refusalsKey, '*', { run, refusal: JSON.stringify(refusal) }, { MAXLEN: refusalsKept });
  }
}

/** Reads what workers have told a run. */
export class RefusalReader {
  private last = '0';

  constructor(private readonly run: string) {}

  async read(client: RedisClient): Promise<readonly Refusal[]> {
    const streams = (await client.xread([{ key: refusalsKey, id: this.last }], { COUNT: refusalsKept })) as
      | readonly [string, readonly [string, readonly string[]][]][]
      | null;
    const entries = streams?.[0]?.[1] ?? [];
    this.last = entries.at(-1)?.[0] ?? this.last;
    return entries.flatMap(([, [, run, , refusal = '']]) => {
      return run === this.run ? [JSON.parse(refusal) as Refusal] : [];
    });
  }
}
