/** One of `count` parts of an experiment, each computed by a process that knows nothing of the others; `number` is from 1. */
export interface Shard {
  readonly number: number;
  readonly count: number;
}

/** Whether the piece of work of this index (from 0) belongs to the shard. */
export function isOfShard({ number, count }: Shard, index: number): boolean {
  return index % count === number - 1;
}

/** `2/8`; undefined when it is none. */
export function readShard(text: string): Shard | undefined {
  const [, number, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { number: Number(number), count: Number(count) };
  const { isSafeInteger } = Number;
  return isSafeInteger(shard.count) && shard.number >= 1 && shard.number <= shard.count ? shard : undefined;
}

export const shardText = ({ number, count }: Shard): string => `shard ${number} of ${count}`;
