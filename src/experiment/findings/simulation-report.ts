import type { Model } from '../../system/model.js';
import type { Simulation } from '../simulate.js';
import { exactSource } from './exact-source.js';
import { type RunReport, runReport } from './run-report.js';

/** What a simulation of a model found, beside what is known exactly. */
export function simulationReport(config: string, model: Model, simulation: Simulation): RunReport {
  const outOfReach = simulation.runs.flatMap((run) => run.outOfReach);
  return runReport({
    config,
    name: model.net.name,
    seed: simulation.prepared.job.seed,
    complete: simulation.complete,
    events: simulation.events,
    results: simulation.results(),
    timeUnit: model.net.timeUnit,
    ...(outOfReach.length === 0 ? {} : { outOfReach }),
    exact: exactSource(model),
    resultAt: (measure, confidence) => simulation.result(measure, confidence),
  });
}
