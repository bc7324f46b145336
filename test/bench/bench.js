/**
 * Speed of the kernel beside its rivals, in one run: `npm run bench [-- --quick] [-- --json] [-- --only W1,W3,workers]`.
 * Tables go to stdout, or with --json to stderr and the JSON to stdout; results/bench.json holds the JSON either way.
 * Exit code 1 when two programs disagree about a measure: then no speed means anything.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compilerVersion } from './harness/c-programs.js';
import { growthLines } from './harness/growth.js';
import { findSimpy } from './harness/simpy-programs.js';
import { batchTable, workersTable, workloadTable } from './harness/table.js';
import { workloadNamed, workloads } from './workloads/all.js';

/** The names of the speed-up and of what handing work out costs among the workloads. */
const WORKERS = 'workers';
const BATCH = 'batch';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' }, only: { type: 'string' } },
});
const effort = options.quick
  ? { rounds: 3, seconds: 0.02, experiments: 1, trials: 2000 }
  : { rounds: 11, seconds: 0.1, experiments: 7, trials: 30_000 };
const chosen = options.only?.split(',') ?? defaultNames();
const say = (text) => (options.json ? process.stderr : process.stdout).write(`${text}\n`);

const result = {
  when: new Date().toISOString(),
  machine: {
    processor: cpus()[0]?.model.trim(),
    cores: cpus().length,
    node: process.version,
    compiler: compilerVersion() ?? 'not installed',
    simpy: findSimpy()?.version ?? 'not installed',
  },
  effort,
  workloads: [],
  workers: undefined,
  batch: undefined,
};
say(
  Object.entries(result.machine)
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n'),
);
say(
  `medians of ${effort.rounds} alternated turns of about ${effort.seconds} s of processor time each, after warming up\n`,
);

for (const name of chosen) {
  if (name === WORKERS) {
    result.workers = measure('measure-workers.js', ['W1', effort.experiments, effort.trials]);
    say(workersTable(result.workers));
  } else if (name === BATCH) {
    result.batch = measure('measure-batch.js', [effort.experiments]);
    say(batchTable(result.batch));
  } else {
    const measured = measure('measure-workload.js', [workloadNamed(name).name, effort.rounds, effort.seconds]);
    result.workloads.push(measured);
    say(`${workloadTable(measured)}\n`);
  }
}

for (const line of growthLines(result.workloads)) say(line);

const folder = new URL('../../results/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('bench.json', folder), `${JSON.stringify(result, null, 2)}\n`);
if (options.json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);

const verdicts = result.workloads.flatMap(({ contenders }) => contenders.flatMap((c) => Object.values(c.verdicts)));
process.exitCode = verdicts.includes('DISAGREE') ? 1 : 0;

function defaultNames() {
  const fitting = options.quick ? workloads.filter(({ large }) => !large) : workloads;
  return [...fitting.map(({ name }) => name), WORKERS, BATCH];
}

/** Runs a measurement in a fresh process and reads what it prints. */
function measure(script, parameters) {
  const line = [fileURLToPath(new URL(script, import.meta.url)), ...parameters.map(String)];
  const stdout = execFileSync(process.execPath, line, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(stdout);
}
