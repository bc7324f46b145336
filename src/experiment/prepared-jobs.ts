import type { AnyJob } from './job.js';
import { type Prepared, prepareAny } from './prepare-any.js';

const preparedMax = 16;

/** Jobs of the last few experiments, parsed and compiled once each. */
export class PreparedJobs {
  private readonly jobs = new Map<string, Prepared>();

  /** The job of a key; `read` gives it when it is new. */
  get(key: string, read: () => AnyJob): Prepared {
    const known = this.jobs.get(key) ?? prepareAny(read());
    this.jobs.delete(key);
    this.jobs.set(key, known);
    const [oldest] = this.jobs.keys();
    if (this.jobs.size > preparedMax && oldest !== undefined) this.jobs.delete(oldest);
    return known;
  }
}
