import { KeptRun } from '../experiment/kept-trials/kept-run.js';
import type { RunFolder } from '../experiment/run-folder.js';
import type { ModelRun } from '../experiment/run-model.js';
import type { Simulation } from '../experiment/simulate.js';
import type { KeptDesign } from './trials-parquet.js';

/** What trials.parquet holds, for the manifest. */
export interface TrialsFile {
  readonly columns: readonly string[];
  /** Measures that no single trial has a value of: ratios, quantiles, nines, curves. */
  readonly withoutValues: readonly string[];
}

/** Writes what each trial of a finished run said into its folder. */
export async function writeTrialsFile(folder: RunFolder, { design, baseline }: ModelRun): Promise<TrialsFile> {
  const { writeTrialsParquet } = await import('./trials-parquet.js');
  const simulations = { design, ...(baseline === undefined ? {} : { baseline }) };
  const kept = Object.entries(simulations).map(([name, simulation]) => keptDesign(folder, name, simulation));
  const measures = Object.values(simulations).flatMap(({ prepared }) => prepared.net.measures);
  const { net, job } = design.prepared;
  const facts = {
    name: net.name,
    seed: job.seed,
    timeUnit: net.timeUnit,
    units: Object.fromEntries(measures.map(({ name, unit }) => [name, unit])),
  };
  folder.writeInPieces('trials.parquet', (file) => writeTrialsParquet(file, kept, facts));
  const columns = kept.flatMap(({ runs }) => runs.flatMap((run) => run.columns));
  const withValues = new Set(columns.map(({ measure }) => measure));
  const names = new Set(measures.map(({ name }) => name));
  const withoutValues = [...names].filter((name) => !withValues.has(name));
  return { columns: [...new Set(columns.map(({ name }) => name))], withoutValues };
}

function keptDesign(folder: RunFolder, design: string, { runs }: Simulation): KeptDesign {
  const journal = folder.journal(design, true);
  return {
    design,
    runs: runs.map(({ planned, budget, set }, run) => new KeptRun(run, planned, budget, set.trials(0), journal)),
  };
}
