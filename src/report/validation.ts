import type { MeasureResult } from '../estimate/result.js';
import { type Agreement, agreementOf, falseAlarm } from '../experiment/findings/agreement.js';
import { chainSource } from '../experiment/findings/chain-source.js';
import { closedFormSource } from '../experiment/findings/exact-source.js';
import type { Simulation } from '../experiment/simulate.js';
import type { Model } from '../system/model.js';
import { type BothWays, bothAgree, bothWays } from './both-ways.js';

/**
 * A measure of a config three ways, as far as it can be had: simulated, by closed form and from its Markov chain. `exact` is the
 * closed form's value, else the chain's; it agrees when the interval holds that value and the two exact ones are the same.
 */
export interface ValidationRow extends Agreement, BothWays {
  readonly config: string;
  /** `baseline MEASURE` for one of the baseline. */
  readonly measure: string;
  readonly unit: string;
  readonly trials: number;
}

/** What `validate --json` prints. */
export interface Validation {
  readonly rows: readonly ValidationRow[];
  /** Rows that disagree. */
  readonly disagreements: number;
  /** Configs of which nothing is known exactly. */
  readonly unchecked: readonly string[];
  /** Probability that one row of a correct program disagrees, at most. */
  readonly falseAlarm: number;
  /** Largest relative difference of closed form and chain that agree. */
  readonly tolerance: number;
  readonly seed: string;
}

export interface RowOptions {
  /** Goes before the names of measures. */
  readonly prefix?: string;
  /** Probability that a row of a correct program disagrees, at most; 1e-6 by default. */
  readonly falseAlarm?: number;
}

/** A row for every measure whose exact value is known. */
export function validationRows(
  config: string,
  { system, net }: Pick<Model, 'system' | 'net'>,
  simulation: Simulation,
  { prefix = '', falseAlarm: alarm = falseAlarm }: RowOptions = {},
): ValidationRow[] {
  const form = closedFormSource(system);
  const chain = chainSource(net);
  return net.measures.flatMap(({ name }) => {
    const result = simulation.result(name, 1 - alarm);
    const agreement = result && agreementOf(result, (at) => form(name, at) ?? chain(name, at));
    if (result === undefined || agreement === undefined) return [];
    const points = timesOf(result).map((at) => ({
      closedForm: form(name, at),
      chain: chain(name, at),
      shown: at === agreement.at,
    }));
    const exact = bothWays(points);
    const { unit, trials } = result;
    const row = { config, measure: `${prefix}${name}`, ...agreement, ...exact, unit, trials };
    return [bothAgree(exact) ? row : { ...row, agrees: false }];
  });
}

function timesOf(result: MeasureResult): readonly (number | undefined)[] {
  return result.kind === 'value' ? [undefined] : result.points.map(({ at }) => at);
}
