/**
 * Measures one workload in a process of its own, so that its first call is a cold one. Called by bench.js with the
 * workload's name, the number of rounds and the seconds of a turn; prints a WorkloadResult as JSON.
 */
import { agreement, agreementWithExact } from './harness/agreement.js';
import { cContenders, compilerVersion } from './harness/c-programs.js';
import { calibrate } from './harness/calibrate.js';
import { coldStart } from './harness/cold-start.js';
import { alternate } from './harness/contender.js';
import { findSimpy, simpyContender } from './harness/simpy-programs.js';
import { spread } from './harness/spread.js';
import { mergeTallies } from './harness/tally.js';
import { workloadNamed } from './workloads/all.js';

/**
 * @typedef {ReturnType<typeof summarise> & { speedOfCompiled?: import('./harness/spread.js').Spread, verdicts: Record<string, string> }} ContenderResult
 * @typedef {{ name: string, title: string, coldStart: object, contenders: ContenderResult[], missing: string[], targets: object }} WorkloadResult
 */

const [name, rounds, seconds] = process.argv.slice(2);
const workload = workloadNamed(name);
const { contenders: kernel, cost } = await coldStart(workload);

const missing = [];
const rivals = [];
if (compilerVersion()) rivals.push(...cContenders(workload.c));
else if (workload.c.length > 0) missing.push('C compiler');
const simpy = findSimpy();
if (simpy && workload.simpy) rivals.push(simpyContender(simpy.command, workload.simpy));
else if (workload.simpy) missing.push('SimPy');

const entrants = [];
for (const contender of [...kernel, ...rivals]) {
  const secondsOf = async (trials) => (await contender.run(trials)).cpuSeconds;
  entrants.push({ contender, trials: await calibrate(secondsOf, Number(seconds)) });
}
const runs = await alternate(entrants, Number(rounds));
const [compiled, ...others] = entrants.map(({ contender }, index) => summarise(contender, runs[index]));

process.stdout.write(
  JSON.stringify({
    name: workload.name,
    title: workload.title,
    targets: workload.targets,
    growth: workload.growth,
    coldStart: cost(1e-6 * compiled.microsecondsPerTrial.median),
    missing,
    contenders: [
      { ...compiled, verdicts: exactVerdicts(compiled) },
      ...others.map((other, index) => ({
        ...other,
        speedOfCompiled: spread(
          runs[index + 1].map((run, round) => secondsPerTrial(run) / secondsPerTrial(runs[0][round])),
        ),
        verdicts: verdicts(compiled, other),
      })),
    ],
  }),
);

/** @param {import('./harness/contender.js').Run} run */
function secondsPerTrial(run) {
  return run.cpuSeconds / run.trials;
}

/**
 * @param {import('./harness/contender.js').Contender} contender
 * @param {import('./harness/contender.js').Run[]} turns
 */
function summarise({ name, group }, turns) {
  const trials = turns.reduce((sum, run) => sum + run.trials, 0);
  const events = turns.reduce((sum, run) => sum + run.events, 0);
  const measures = turns
    .map((run) => run.measures)
    .reduce((a, b) => Object.fromEntries(Object.keys(a).map((key) => [key, mergeTallies(a[key], b[key])])));
  return {
    name,
    group,
    trials,
    eventsPerTrial: events / trials,
    microsecondsPerTrial: spread(turns.map((run) => 1e6 * secondsPerTrial(run))),
    eventsPerSecond: spread(turns.map((run) => run.events / run.cpuSeconds)),
    wallPerCpu: spread(turns.map((run) => run.wallSeconds / run.cpuSeconds)).median,
    measures,
  };
}

/** The interpreter ran trials that the compiled program ran too, so `coldStart` compared the two bit by bit instead. */
function verdicts(compiled, other) {
  if (other.group === 'interpreter') return { rows: 'agree' };
  return Object.fromEntries(
    Object.entries(compiled.measures).map(([key, tally]) => [key, agreement(tally, other.measures[key])]),
  );
}

function exactVerdicts(compiled) {
  return Object.fromEntries(
    Object.entries(workload.exact ?? {}).map(([key, value]) => [
      `${key} (exact)`,
      agreementWithExact(compiled.measures[key], value),
    ]),
  );
}
