import type { Simulation } from '../experiment/simulate.js';
import type { Model } from '../system/model.js';
import { type Agreement, agreementOf, falseAlarm } from './agreement.js';
import { exactSource } from './exact-source.js';

/** A measure of a config, simulated and exact. */
export interface ValidationRow extends Agreement {
  readonly config: string;
  /** `baseline MEASURE` for one of the baseline. */
  readonly measure: string;
  readonly unit: string;
  readonly trials: number;
}

/** What `validate --json` prints. */
export interface Validation {
  readonly rows: readonly ValidationRow[];
  readonly disagreements: number;
  /** Configs of which nothing is known exactly. */
  readonly unchecked: readonly string[];
  /** Probability that one row of a correct program disagrees, at most. */
  readonly falseAlarm: number;
  readonly seed: string;
}

/** A row for every measure whose exact value is known. */
export function validationRows(config: string, model: Model, simulation: Simulation, prefix = ''): ValidationRow[] {
  const exact = exactSource(model);
  return model.net.measures.flatMap(({ name }) => {
    const result = simulation.result(name, 1 - falseAlarm);
    const agreement = result && agreementOf(result, (at) => exact(name, at));
    if (result === undefined || agreement === undefined) return [];
    const { unit, trials } = result;
    return [{ config, measure: `${prefix}${name}`, ...agreement, unit, trials }];
  });
}
