import { createHash } from 'node:crypto';
import type { RedisClient } from 'bullmq';
import type { AnyJob } from '../job.js';
import { jobText } from '../job-text.js';
import { jobKey } from './names.js';
import { timing } from './timing.js';

interface JobText {
  /** Hash of the text. */
  readonly job: string;
  readonly text: string;
  /** Chunks that need it. */
  uses: number;
}

/** The jobs of a run, each stored once in Redis for as long as chunks of it are under way. */
export class JobTexts {
  private readonly known = new WeakMap<AnyJob, JobText>();

  constructor(
    private readonly client: RedisClient,
    private readonly run: string,
  ) {}

  /** Puts a chunk's job where workers find it, if it is not there already. */
  async use(job: AnyJob): Promise<void> {
    const entry = this.entryOf(job);
    entry.uses++;
    if (entry.uses === 1) await this.store(job);
  }

  /** Stores it again, since Redis may have lost it. */
  async store(job: AnyJob): Promise<void> {
    const entry = this.entryOf(job);
    await this.client.set(jobKey(this.run, entry.job), entry.text, { PX: timing.kept });
  }

  /** A chunk needs its job no more. */
  async release(job: AnyJob): Promise<void> {
    const entry = this.entryOf(job);
    entry.uses--;
    if (entry.uses === 0) await this.client.del(jobKey(this.run, entry.job));
  }

  /** What chunks call it. */
  nameOf(job: AnyJob): string {
    return this.entryOf(job).job;
  }

  private entryOf(job: AnyJob): JobText {
    const known = this.known.get(job);
    if (known !== undefined) return known;
    const text = jobText(job);
    const entry = { job: createHash('sha256').update(text).digest('hex'), text, uses: 0 };
    this.known.set(job, entry);
    return entry;
  }
}
