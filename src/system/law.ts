import type { Path, Problem } from '../config/problem.js';
import {
  type BoundLaw,
  type Distribution,
  ParameterError,
  type ParameterSpec,
  type ParameterValue,
} from '../net/distributions/distribution.js';
import { distributions } from '../net/distributions/registry.js';
import type { LawText } from '../net/document.js';
import { hoursOf, rateOf } from './net-time.js';

/** A law that the schema accepts, taken apart. */
export interface NamedLaw {
  readonly distribution: Distribution;
  /** Position in `distribution.forms`. */
  readonly form: number;
  /** In the order of the form. */
  readonly parameters: readonly { readonly spec: ParameterSpec; readonly value: LawText }[];
}

/** The parts of a law; a plain duration is the deterministic law. */
export function namedLaw(law: LawText): NamedLaw {
  const [entry, ...others] = Object.entries(isMap(law) ? law : { deterministic: { value: law } });
  if (entry === undefined || others.length > 0) throw new Error(`no law: ${JSON.stringify(law)}`);
  const [name, values]: [string, LawText] = entry;
  const distribution = distributions.get(name);
  if (distribution === undefined || !isMap(values)) throw new Error(`no law: ${JSON.stringify(law)}`);
  const count = Object.keys(values).length;
  const form = distribution.forms.findIndex(
    (specs) => specs.length === count && specs.every((spec) => spec.name in values),
  );
  const specs = distribution.forms[form];
  if (specs === undefined) throw new Error(`no form of ${name} takes ${Object.keys(values)}`);
  return { distribution, form, parameters: specs.map((spec) => ({ spec, value: values[spec.name] ?? '' })) };
}

/** What is out of range in a law that the schema accepts. */
export function lawProblems(law: LawText, path: Path): Problem[] {
  try {
    boundLaw(law, path);
    return [];
  } catch (error) {
    if (error instanceof OutOfRange) return [error.problem];
    throw error;
  }
}

/** The law with its numbers, in hours; `path` is where it stands, for the errors. */
export function boundLaw(law: LawText, path: Path): BoundLaw {
  const { distribution, form, parameters } = namedLaw(law);
  const at = isMap(law) ? [...path, distribution.name] : path;
  const values = parameters.map(({ spec, value }) => parameterValue(spec, value, [...at, spec.name]));
  try {
    return distribution.bind(values, form);
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    const inside = isMap(law) ? steps(error.parameter) : [];
    throw new OutOfRange({ path: [...at, ...inside], found: error.found, need: error.need });
  }
}

class OutOfRange extends Error {
  constructor(readonly problem: Problem) {
    super(problem.need);
    this.name = 'OutOfRange';
  }
}

/** `rates[2]` as the steps of a path. */
function steps(parameter: string): Path {
  const parts = parameter.split(/[[\].]+/).filter((part) => part !== '');
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function parameterValue(spec: ParameterSpec, value: LawText, path: Path): ParameterValue {
  const list = Array.isArray(value) ? value : [];
  switch (spec.type) {
    case 'time':
      return hoursOf(String(value));
    case 'rate':
      return knownRate(value);
    case 'number':
      return Number(value);
    case 'times':
      return list.map((entry) => hoursOf(String(entry)));
    case 'rates':
      return list.map(knownRate);
    case 'numbers':
      return list.map(Number);
    case 'law':
      return boundLaw(value, path);
    case 'laws':
      return list.map((entry, index) => boundLaw(entry, [...path, index]));
    case 'pieces':
      return list.map((piece) => {
        const [from, to, weight] = Array.isArray(piece) ? piece : [];
        return [hoursOf(String(from)), hoursOf(String(to)), Number(weight)] as const;
      });
  }
}

function knownRate(text: LawText): number {
  const rate = rateOf(String(text));
  if (rate === undefined) throw new Error(`no rate: ${String(text)}`);
  return rate;
}

const isMap = (law: LawText): law is { [key: string]: LawText } => typeof law === 'object' && !Array.isArray(law);
