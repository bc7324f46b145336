import { appendFileSync, readFileSync } from 'node:fs';

const [, , name = '.'] = process.argv;

/** What becomes of a chunk, by the number of its run. */
const fates = {
  dies: () => process.exit(1),
  throws: () => {
    throw new Error('cannot');
  },
  fills: () => {
    const kept = [];
    for (;;) kept.push(new Array(1000).fill(kept.length));
  },
};

/** A worker that misbehaves as the job's seed says, `FATE TIMES FILE`: on its run 1, so many times, which it counts in a file by its name. */
export default function compute(tasks) {
  return tasks.map(computeOne);
}

function computeOne({ job, chunk }) {
  const [fate, times, file] = JSON.parse(Buffer.from(job).toString('utf8')).seed.split(' ');
  if (chunk.run === 1) {
    appendFileSync(file, name);
    if (readFileSync(file, 'utf8').length <= Number(times)) fates[fate]();
  }
  return { kind: 'done', events: chunk.count, state: chunk };
}
