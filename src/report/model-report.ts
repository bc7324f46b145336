import type { PairedComparison } from '../estimate/paired.js';
import { type InequalityA, inequalityA } from '../exact/closed-forms/system/inequality-a.js';
import { exactSource } from '../experiment/findings/exact-source.js';
import { type RunReport, runReport } from '../experiment/findings/run-report.js';
import type { PreparedJob } from '../experiment/job.js';
import type { ModelRun } from '../experiment/run-model.js';
import type { Simulation } from '../experiment/simulate.js';
import type { Model } from '../system/model.js';
import type { System } from '../system/system.js';

/** The design against its baseline, by measure. */
export type ComparisonReport = Readonly<Record<string, PairedComparison>>;

/** A run with what it is compared with: what `run --json` prints and summary.json holds. */
export interface ModelReport extends RunReport {
  readonly baseline?: RunReport;
  readonly comparison?: ComparisonReport;
  readonly inequalityA?: InequalityA;
}

export function modelReport(
  config: string,
  model: Model,
  prepared: { readonly design: PreparedJob; readonly baseline?: PreparedJob },
  { design, baseline, comparison }: ModelRun,
): ModelReport {
  const report = designReport(config, model, prepared.design.job.seed, design);
  if (baseline === undefined || model.baseline === undefined) return report;
  return {
    ...report,
    complete: design.complete && baseline.complete && comparison?.complete === true,
    baseline: designReport(config, model.baseline, prepared.design.job.seed, baseline),
    ...(comparison === undefined ? {} : { comparison: comparison.measures }),
    ...(isAboutVirtualising(model) ? { inequalityA: inequalityA(model.system) } : {}),
  };
}

/** The system of which virtualising is in question: its baseline does without. */
function isAboutVirtualising(model: Model): model is Model & { readonly system: System } {
  return model.system !== undefined && model.baseline?.system?.servers.some(({ name }) => name === 'software') === true;
}

function designReport(config: string, model: Model, seed: string, simulation: Simulation): RunReport {
  const outOfReach = simulation.runs.flatMap((run) => run.outOfReach);
  return runReport({
    config,
    name: model.net.name,
    seed,
    complete: simulation.complete,
    events: simulation.events,
    results: simulation.results(),
    timeUnit: model.net.timeUnit,
    ...(outOfReach.length === 0 ? {} : { outOfReach }),
    exact: exactSource(model),
    resultAt: (measure, confidence) => simulation.result(measure, confidence),
  });
}
