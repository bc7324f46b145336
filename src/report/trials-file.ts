import { KeptRun } from '../experiment/kept-trials/kept-run.js';
import { keptTrials } from '../experiment/kept-trials/kept-trials.js';
import type { KeptColumn } from '../experiment/kept-trials/trial-columns.js';
import type { RunFolder } from '../experiment/run-folder.js';
import type { ModelRun } from '../experiment/run-model.js';
import type { Simulation } from '../experiment/simulate.js';
import { type KeptDesign, type TrialsTable, writeTrialsParquet } from './trials-parquet.js';

/** What is written of trials, and what is said of it. */
export interface TrialsWritten extends Pick<TrialsTable, 'key'> {
  /** Of all designs, some of them several times. */
  readonly columns: readonly KeptColumn[];
  readonly facts: {
    readonly name: string;
    readonly seed: string;
    readonly timeUnit: string;
    /** Of all measures, those without values too. */
    readonly units: Readonly<Record<string, string>>;
  };
  readonly designs: Iterable<KeptDesign>;
}

/** Writes what each trial of a finished run said into its folder. */
export function writeTrialsFile(folder: RunFolder, { design, baseline }: ModelRun): void {
  const simulations = { design, ...(baseline === undefined ? {} : { baseline }) };
  const kept = Object.entries(simulations).map(([name, simulation]) => keptDesign(folder, name, simulation));
  const measures = Object.values(simulations).flatMap(({ prepared }) => prepared.net.measures);
  const { net, job } = design.prepared;
  const units = Object.fromEntries(measures.map(({ name, unit }) => [name, unit]));
  writeTrials(folder, {
    key: 'design',
    columns: kept.flatMap(({ runs }) => runs.flatMap((run) => run.columns)),
    facts: { name: net.name, seed: job.seed, timeUnit: net.timeUnit, units },
    designs: kept,
  });
}

/**
 * Writes trials.parquet, and into the manifest what it holds and which measures no single trial has a value of: ratios, quantiles, nines,
 * curves. Designs share most of their columns: those of one name are one.
 */
export function writeTrials(folder: RunFolder, { key, columns: all, facts, designs }: TrialsWritten): void {
  const columns = [...new Map(all.map((column) => [column.name, column])).values()];
  folder.writeInPieces('trials.parquet', (file) => writeTrialsParquet(file, { key, columns, facts }, designs));
  const withValues = new Set(columns.map(({ measure }) => measure));
  const withoutValues = Object.keys(facts.units).filter((name) => !withValues.has(name));
  folder.complete({ trialsFile: { columns: columns.map(({ name }) => name), withoutValues } });
}

function keptDesign(folder: RunFolder, design: string, simulation: Simulation): KeptDesign {
  const journal = folder.journal(design, true);
  return { design, runs: keptTrials(simulation).map((kept, run) => new KeptRun(run, kept, journal)) };
}
