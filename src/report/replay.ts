import type { PlannedRun } from '../estimate/planned-run.js';
import { createTally } from '../estimate/tallies/create-tally.js';
import type { PreparedJob } from '../experiment/job.js';

/** One trial run alone: what it adds to each measure, as text or JSON. */
export function replayTrial(prepared: PreparedJob, trial: number, json: boolean): string {
  const runs = prepared.runs.map((planned, run) => {
    const program = prepared.program(run);
    const row = new Float64Array(planned.layout.width);
    const passages: number[] = [];
    const events = program.run(trial, 1, row, (_span, _trial, value) => void passages.push(value));
    const observations = observationsOf(planned, row);
    return { ends: planned.title, endedAt: row[0] ?? Number.NaN, events, observations, passages };
  });
  if (json) return `${JSON.stringify({ trial, seed: prepared.job.seed, runs })}\n`;
  const lines = [`trial ${trial}, seed ${prepared.job.seed}`];
  for (const { ends, endedAt, events, observations } of runs) {
    lines.push(`${ends}: ended at ${endedAt} ${prepared.net.timeUnit} after ${events} events`);
    for (const [name, value] of Object.entries(observations)) lines.push(`  ${name.padEnd(28)} ${value}`);
  }
  return `${lines.join('\n')}\n`;
}

/** What one trial's row is to each measure that is an expectation over trials. */
function observationsOf(planned: PlannedRun, row: Float64Array): Record<string, number> {
  const observed: Record<string, number> = {};
  for (const { name, tally } of planned.measures) {
    const values = new Float64Array(1);
    const tallied = createTally(tally);
    if (tallied.observe === undefined) continue;
    tallied.observe(row, planned.layout.width, 1, values);
    observed[name] = values[0] as number;
  }
  return observed;
}
