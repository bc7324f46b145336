import { ConfigError, type DesignValues } from '../config-file.js';
import { type Design, modelOfDesign } from '../designs/design.js';
import { alone } from '../search/alone.js';
import type { MeasureSide, Side } from '../side.js';
import { configValue, type Scale } from '../sweep/scale.js';

/** A design with the paths of its config that the varied number is put at; none when it stays as it is. */
export interface VariedDesign extends Design {
  readonly paths: readonly string[];
}

/** Where a measure of a design crosses a value. */
export interface Threshold {
  readonly relation: 'above' | 'below';
  /** In the measure's unit. */
  readonly value: number;
}

/** A design against another one, or against a value, while a number varies. */
export interface Contest {
  readonly design: VariedDesign;
  readonly rival: VariedDesign | Threshold;
  readonly measure: string;
  readonly scale: Scale;
}

/** The two sides at a place of the scale. Throws a ConfigError that names the value. */
export function sidesAt(contest: Contest, at: number): { readonly left: MeasureSide; readonly right: Side } {
  const { design, rival } = contest;
  const left = measureSide(design, contest, at);
  if ('paths' in rival) return { left, right: measureSide(rival, contest, at) };
  return { left, right: { kind: 'number', text: String(rival.value), value: rival.value } };
}

function measureSide(design: VariedDesign, { measure, scale }: Contest, at: number): MeasureSide {
  const value = configValue(scale.of, at);
  const values: DesignValues = Object.fromEntries(design.paths.map((path) => [path, value]));
  const model = alone(modelOfDesign(design, values), measure);
  if (model === undefined) {
    const where = design.paths.map((path) => `${path} = ${value}`).join(', ');
    throw new ConfigError(design.config.file, [
      `${design.config.file}: found no ${measure} of ${design.name} at ${where}, need a measure that is there throughout`,
    ]);
  }
  return { kind: 'measure', text: `${measure}(${design.name})`, factor: 1, measure, model };
}
