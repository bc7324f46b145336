import type { AnyJob } from './job.js';

/** What is made once of each job, and kept as long as the job is. */
export function perJob<Made>(make: (job: AnyJob) => Made): (job: AnyJob) => Made {
  const all = new WeakMap<AnyJob, { readonly made: Made }>();
  return (job) => {
    const known = all.get(job) ?? { made: make(job) };
    all.set(job, known);
    return known.made;
  };
}
