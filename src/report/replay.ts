import type { PlannedRun } from '../estimate/planned-run.js';
import { createTally } from '../estimate/tallies/create-tally.js';
import type { PreparedJob } from '../experiment/job.js';
import type { PreparedModel } from '../experiment/run-model.js';
import { jsonText } from './json-text.js';
import { exactText } from './number-text.js';
import { textTable } from './text-table.js';

/** What one trial of a run was. */
interface Replay {
  /** What ends a trial of the run. */
  readonly run: string;
  readonly endedAt: number;
  readonly events: number;
  /** The trial's value for each measure that is an expectation over trials. */
  readonly observations: Readonly<Record<string, number>>;
  /** Values of the passages in order, where a quantile is asked for. */
  readonly passages: readonly number[];
}

/** One trial of the design and of its baseline alone: what it adds to each measure, as text or JSON. */
export function replayTrial({ design, baseline }: PreparedModel, trial: number, json: boolean): string {
  const { seed } = design.job;
  const runs = replay(design, trial);
  const other = baseline === undefined ? undefined : replay(baseline, trial);
  if (json) return `${jsonText({ trial, seed, runs, ...(other === undefined ? {} : { baseline: other }) })}\n`;
  const parts = [`trial ${trial}, seed ${seed}`, `${design.net.name}`, ...runs.map((run) => replayText(run, design))];
  if (baseline !== undefined && other !== undefined) {
    parts.push(baseline.net.name, ...other.map((run) => replayText(run, baseline)));
  }
  return parts.join('\n');
}

function replayText({ run, endedAt, events, observations }: Replay, { net }: PreparedJob): string {
  const title = `${run}: ended at ${exactText(endedAt)} ${net.timeUnit} after ${events} events`;
  const units = new Map(net.measures.map(({ name, unit }) => [name, unit]));
  const rows = Object.entries(observations).map(([name, value]) => [name, exactText(value), units.get(name) ?? '']);
  const columns = [{ title: 'measure' }, { title: 'this trial', align: 'right' }, { title: 'unit' }] as const;
  return rows.length === 0 ? `${title}\n` : `${title}\n${textTable(columns, rows)}`;
}

function replay(prepared: PreparedJob, trial: number): Replay[] {
  return prepared.runs.map((planned, run) => {
    const program = prepared.program(run);
    const row = new Float64Array(planned.layout.width);
    const passages: number[] = [];
    const events = program.run(trial, 1, row, (_span, _trial, value) => void passages.push(value));
    const observations = observationsOf(planned, row);
    return { run: planned.title, endedAt: row[0] ?? Number.NaN, events, observations, passages };
  });
}

/** What one trial's row is to each measure that is an expectation over trials. */
function observationsOf(planned: PlannedRun, row: Float64Array): Record<string, number> {
  const observed: Record<string, number> = {};
  for (const { name, tally } of planned.measures) {
    const values = new Float64Array(1);
    const tallied = createTally(tally);
    if (tallied.observe === undefined || ('curve' in tally && tally.curve)) continue;
    tallied.observe(row, planned.layout.width, 1, values);
    observed[name] = values[0] as number;
  }
  return observed;
}
