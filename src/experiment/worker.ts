import type { Chunk, ChunkOutcome } from './job.js';
import { jobOfText } from './job-text.js';
import { type Prepared, prepareAny } from './prepare-any.js';

/** What the pool sends: `key` names the job, so that a worker parses and compiles it once; its text is in memory that all share. */
export interface WorkerTask {
  readonly key: string;
  readonly job: Uint8Array<SharedArrayBuffer>;
  readonly chunk: Chunk;
}

/** Jobs of the last few experiments. */
const prepared = new Map<string, Prepared>();
const preparedMax = 16;

export default function compute({ key, job, chunk }: WorkerTask): ChunkOutcome | Promise<ChunkOutcome> {
  const known = prepared.get(key) ?? prepareAny(jobOfText(Buffer.from(job).toString('utf8')));
  prepared.delete(key);
  prepared.set(key, known);
  const [oldest] = prepared.keys();
  if (prepared.size > preparedMax && oldest !== undefined) prepared.delete(oldest);
  return known.compute(chunk);
}
