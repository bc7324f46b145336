import { KeptRun } from '../../experiment/kept-trials/kept-run.js';
import type { KeptColumn } from '../../experiment/kept-trials/trial-columns.js';
import type { PointOutcome } from '../../experiment/points/point-job.js';
import { outcomeOf, trialsOf } from '../../experiment/points/run-points.js';
import type { SweepExperiment } from '../../experiment/points/sweep-experiment.js';
import type { RunFolder } from '../../experiment/run-folder.js';
import { writeTrials } from '../trials-file.js';
import type { KeptDesign } from '../trials-parquet.js';

type Reported = PointOutcome & { readonly kind: 'report' };

/** Writes what each trial of each point of a finished sweep said into its folder, point by point; one that failed has no rows. */
export function writeSweepTrials(folder: RunFolder, experiment: SweepExperiment): void {
  const { name, seed, timeUnit, sweep } = experiment;
  const isMeant = (measure: string): boolean => sweep.measures?.includes(measure) ?? true;
  const columns = new Map<string, KeptColumn>();
  const units: Record<string, string> = {};
  for (const { outcome } of reported(folder, experiment)) {
    const { measures, curves } = outcome.report;
    for (const [measure, { unit }] of Object.entries({ ...measures, ...curves }))
      if (isMeant(measure)) units[measure] = unit;
    for (const column of (outcome.kept ?? []).flatMap((run) => run.columns))
      if (isMeant(column.measure)) columns.set(column.name, column);
  }
  writeTrials(folder, {
    key: 'point',
    columns: [...columns.values()],
    facts: { name, seed, timeUnit, units },
    designs: keptPoints(folder, experiment),
  });
}

function* keptPoints(folder: RunFolder, experiment: SweepExperiment): Generator<KeptDesign> {
  for (const { point, outcome } of reported(folder, experiment)) {
    const journal = trialsOf(folder, point);
    yield { design: point, runs: (outcome.kept ?? []).map((kept, run) => new KeptRun(run, kept, journal)) };
  }
}

function* reported(
  folder: RunFolder,
  { points }: SweepExperiment,
): Generator<{ readonly point: number; readonly outcome: Reported }> {
  for (const { index } of points) {
    const outcome = outcomeOf(folder, index);
    if (outcome?.kind === 'report') yield { point: index, outcome };
  }
}
