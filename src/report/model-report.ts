import type { PairedComparison } from '../estimate/paired.js';
import { type InequalityA, inequalityA } from '../exact/closed-forms/system/inequality-a.js';
import type { RunReport } from '../experiment/findings/run-report.js';
import { simulationReport } from '../experiment/findings/simulation-report.js';
import type { ModelRun } from '../experiment/run-model.js';
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

export function modelReport(config: string, model: Model, { design, baseline, comparison }: ModelRun): ModelReport {
  const report = simulationReport(config, model, design);
  if (baseline === undefined || model.baseline === undefined) return report;
  return {
    ...report,
    complete: design.complete && baseline.complete && comparison?.complete === true,
    baseline: simulationReport(config, model.baseline, baseline),
    ...(comparison === undefined ? {} : { comparison: comparison.measures }),
    ...(isAboutVirtualising(model) ? { inequalityA: inequalityA(model.system) } : {}),
  };
}

/** The system of which virtualising is in question: its baseline does without. */
function isAboutVirtualising(model: Model): model is Model & { readonly system: System } {
  return model.system !== undefined && model.baseline?.system?.servers.some(({ name }) => name === 'software') === true;
}
