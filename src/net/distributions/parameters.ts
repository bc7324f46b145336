import { type BoundLaw, ParameterError, type ParameterSpec, type ParameterValue } from './distribution.js';

/**
 * Times and rates lie in here (or are 0 where that is allowed), so that no moment and no draw overflows: 1e50 hours is
 * 1e36 times the age of the universe.
 */
const MAGNITUDE_MIN = 1e-50;
const MAGNITUDE_MAX = 1e50;

/** A parameter that is a number or a list of them, with the range it is checked against. */
export interface NumberParameter extends ParameterSpec {
  allows(value: number): boolean;
}

/** A number > 0 of a magnitude that can be computed with. */
export function positive(name: string, type: ParameterSpec['type']): NumberParameter {
  return { name, type, range: '> 0', allows: (value) => value >= MAGNITUDE_MIN && value <= MAGNITUDE_MAX };
}

/** A number >= 0 of a magnitude that can be computed with. */
export function notNegative(name: string, type: ParameterSpec['type']): NumberParameter {
  return { name, type, range: '>= 0', allows: (value) => value >= 0 && value <= MAGNITUDE_MAX };
}

/** A number from `low` to `high`, both included. */
export function between(name: string, type: ParameterSpec['type'], low: number, high: number): NumberParameter {
  return { name, type, range: `${low}..${high}`, allows: (value) => value >= low && value <= high };
}

/** A whole number from `low` to `high`, both included. */
export function wholeBetween(name: string, low: number, high: number): NumberParameter {
  const allows = (value: number): boolean => Number.isInteger(value) && value >= low && value <= high;
  return { name, type: 'number', range: `a whole number, ${low}..${high}`, allows };
}

/** The parameter's number; throws a ParameterError when it is out of range. */
export function numberOf(parameter: NumberParameter, value: ParameterValue | undefined): number {
  if (typeof value !== 'number') throw wrongType(parameter, value);
  return checked(parameter, value, parameter.name);
}

/** The parameter's numbers, at least one; throws a ParameterError that names the one out of range. */
export function numbersOf(parameter: NumberParameter, value: ParameterValue | undefined): readonly number[] {
  if (!isListOfNumbers(value)) throw wrongType(parameter, value);
  if (value.length === 0) throw new ParameterError(parameter.name, 'an empty list', 'at least one');
  return value.map((entry, index) => checked(parameter, entry, `${parameter.name}[${index}]`));
}

/** Weights scaled to sum to 1; throws a ParameterError when one is negative, all are 0 or there are not `count` of them. */
export function sharesOf(
  parameter: NumberParameter,
  value: ParameterValue | undefined,
  count: number,
): readonly number[] {
  const weights = numbersOf(parameter, value);
  if (weights.length !== count) throw new ParameterError(parameter.name, `${weights.length} numbers`, `${count}`);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) throw new ParameterError(parameter.name, 'weights that are all 0', 'one > 0');
  return weights.map((weight) => weight / total);
}

export function lawOf(parameter: ParameterSpec, value: ParameterValue | undefined): BoundLaw {
  if (!isLaw(value)) throw wrongType(parameter, value);
  return value;
}

/** The parameter's laws, at least one. */
export function lawsOf(parameter: ParameterSpec, value: ParameterValue | undefined): readonly BoundLaw[] {
  if (!isListOfLaws(value)) throw wrongType(parameter, value);
  if (value.length === 0) throw new ParameterError(parameter.name, 'an empty list', 'at least one');
  return value;
}

function checked(parameter: NumberParameter, value: number, name: string): number {
  if (parameter.allows(value)) return value;
  const sizes = value > 0 && Number.isFinite(value) && parameter.range.startsWith('>');
  throw new ParameterError(
    name,
    String(value),
    sizes ? `${parameter.range}, from ${MAGNITUDE_MIN} to ${MAGNITUDE_MAX}` : parameter.range,
  );
}

function isListOfNumbers(value: ParameterValue | undefined): value is readonly number[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'number');
}

function isLaw(value: unknown): value is BoundLaw {
  return typeof value === 'object' && value !== null && 'hazard' in value;
}

function isListOfLaws(value: ParameterValue | undefined): value is readonly BoundLaw[] {
  return Array.isArray(value) && value.every(isLaw);
}

/** The parser reads each parameter by its type, so this is a mistake in the program, not in a net. */
function wrongType(parameter: ParameterSpec, value: unknown): Error {
  return new TypeError(`${parameter.name}: need a value of type ${parameter.type}, got ${JSON.stringify(value)}`);
}
