import { setImmediate as turn } from 'node:timers/promises';
import { solveExact } from '../../exact/solve.js';
import type { Model } from '../../system/model.js';
import { ConfigError, type ConfigFile, type DesignValues, modelWith } from '../config-file.js';
import { alone } from '../search/alone.js';
import type { Range } from '../sweep/range.js';
import { configValue, numberAt } from '../sweep/scale.js';

/** A place of the search: a number for each range, in its unit. */
export type Place = readonly number[];

/** What is to be made large or small, and by which numbers of a config. */
export interface Objective {
  readonly config: ConfigFile;
  readonly ranges: readonly Range[];
  readonly measure: string;
  readonly goal: 'maximise' | 'minimise';
}

/** What the config has at a place, by path. */
export function valuesAt(ranges: readonly Range[], place: Place): DesignValues {
  return Object.fromEntries(ranges.map((range, axis) => [range.path, configValue(range.of, place[axis] as number)]));
}

/** The place at shares of the ways between the ends. */
export function placeAt(ranges: readonly Range[], shares: readonly number[]): Place {
  return ranges.map((range, axis) => numberAt(range, shares[axis] as number));
}

/** The design at a place with the one measure, or why there is none. */
export function designAt({ config, ranges, measure }: Objective, place: Place): Model | ConfigError {
  try {
    const design = alone(modelWith(config, valuesAt(ranges, place)), measure);
    return design ?? new ConfigError(config.file, [`${config.file}: found no ${measure} there, need it`]);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

export interface ExactAt {
  readonly kind: 'value';
  readonly at: Place;
  readonly value: number;
  readonly complement?: number;
  readonly method: string;
}

/** What is known exactly of a place: its value, that there is no such design, or why no value is known. */
export type ExactOutcome =
  | ExactAt
  | { readonly kind: 'impossible'; readonly error: ConfigError }
  | { readonly kind: 'refused'; readonly reason: string };

/** Solves the measure at a place, giving way to timers and signals first. */
export async function solveAt(objective: Objective, at: Place): Promise<ExactOutcome> {
  await turn();
  const design = designAt(objective, at);
  if (design instanceof ConfigError) return { kind: 'impossible', error: design };
  const { [objective.measure]: result } = solveExact(design.net);
  if (result === undefined) throw new Error(`no exact result for ${objective.measure}`);
  if (result.kind === 'refused') return { kind: 'refused', reason: result.reason };
  if (result.kind === 'curve') return { kind: 'refused', reason: 'it is a curve' };
  const { value, complement, method } = result;
  if (!Number.isFinite(value)) return { kind: 'refused', reason: `it is ${value}` };
  return { kind: 'value', at, value, method, ...(complement === undefined ? {} : { complement }) };
}
