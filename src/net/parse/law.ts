import { foundText, quoted } from '../../config/found.js';
import { suggestion } from '../../config/suggestion.js';
import { type BoundLaw, type Distribution, ParameterError, type ParameterSpec } from '../distributions/distribution.js';
import { distributions } from '../distributions/registry.js';
import { type ExpressionText, isLawMap, type LawText } from '../document.js';
import type { Expression } from '../expression/expression.js';
import { bindLaw } from '../law.js';
import type { Law, LawParameter } from '../net.js';
import { Rejection } from './problems.js';
import type { Reader } from './reader.js';
import { below, type Site } from './site.js';

/** Reads `{weibull: {shape: 1.5, mean: 30 d}}`, or a duration, which is deterministic. Reports what is wrong. */
export function readLaw(text: LawText, site: Site, reader: Reader): Law | undefined {
  if (!isLawMap(text)) {
    if (typeof text !== 'object') return readDuration(text, site, reader);
    reader.problems.reject(site.path, foundText(text), LAW_NEEDED);
    return undefined;
  }
  const [name, second] = Object.keys(text);
  if (name === undefined || second !== undefined) {
    reader.problems.reject(site.path, foundText(text), LAW_NEEDED);
    return undefined;
  }
  const distribution = distributions.get(name);
  if (distribution === undefined) {
    const known = [...distributions.keys()];
    const meant = suggestion(name, known);
    const need = meant === undefined ? `one of ${known.join(', ')}` : `${meant} (did you mean that?)`;
    reader.problems.rejectKey([...site.path, name], `the unknown distribution ${quoted(name)}`, need);
    return undefined;
  }
  return readForm(distribution, text[name], below(site, name), reader);
}

const LAW_NEEDED = 'a duration or one distribution, like {exponential: {mean: 30 d}}';

function readDuration(text: ExpressionText, site: Site, reader: Reader): Law | undefined {
  const value = reader.read(text, site);
  const distribution = distributions.get('deterministic');
  if (distribution === undefined) throw new Error('readDuration: the registry has no deterministic distribution');
  return value && bound({ distribution, form: 0, parameters: [value] }, site, reader);
}

function readForm(distribution: Distribution, body: LawText | undefined, site: Site, reader: Reader): Law | undefined {
  const keys = body !== undefined && isLawMap(body) ? Object.keys(body) : [];
  const form = distribution.forms.findIndex(
    (specs) => specs.length === keys.length && specs.every((spec) => keys.includes(spec.name)),
  );
  const specs = distribution.forms[form];
  if (specs === undefined || body === undefined || !isLawMap(body)) {
    rejectForm(distribution, keys, body, site, reader);
    return undefined;
  }
  const parameters: LawParameter[] = [];
  for (const spec of specs) {
    const parameter = readParameter(spec, body[spec.name] ?? '', below(site, spec.name), reader);
    if (parameter !== undefined) parameters.push(parameter);
  }
  return parameters.length < specs.length ? undefined : bound({ distribution, form, parameters }, site, reader);
}

/** Says which keys are unknown, or else which ways there are to write the law. */
function rejectForm(
  { name, forms }: Distribution,
  keys: readonly string[],
  body: LawText | undefined,
  site: Site,
  reader: Reader,
): void {
  const known = [...new Set(forms.flatMap((specs) => specs.map((spec) => spec.name)))];
  const unknown = keys.filter((key) => !known.includes(key));
  const need = `${name} with ${forms.map((specs) => specs.map((spec) => spec.name).join(', ')).join(' or ')}`;
  for (const key of unknown) {
    const meant = suggestion(key, known);
    const path = [...site.path, key];
    reader.problems.rejectKey(path, `unknown key ${quoted(key)}`, meant ? `${meant} (did you mean that?)` : need);
  }
  if (unknown.length === 0) reader.problems.reject(site.path, keys.join(', ') || foundText(body), need);
}

function readParameter(spec: ParameterSpec, text: LawText, site: Site, reader: Reader): LawParameter | undefined {
  switch (spec.type) {
    case 'law':
      return readLaw(text, site, reader);
    case 'laws':
      return readList(text, 'a list of distributions', site, reader, (entry, at) => readLaw(entry, at, reader));
    case 'times':
    case 'rates':
    case 'numbers':
      return readList(text, 'a list of expressions', site, reader, (entry, at) => readScalar(entry, at, reader));
    case 'pieces':
      return readList(text, 'a list of [from, to, weight]', site, reader, (entry, at) => readPiece(entry, at, reader));
    default:
      return readScalar(text, site, reader);
  }
}

function readScalar(text: LawText, site: Site, reader: Reader): Expression | undefined {
  if (typeof text !== 'object') return reader.read(text, site);
  reader.problems.reject(site.path, foundText(text), 'an expression');
  return undefined;
}

function readList<T>(
  text: LawText,
  need: string,
  site: Site,
  reader: Reader,
  read: (entry: LawText, at: Site) => T | undefined,
): readonly T[] | undefined {
  if (!Array.isArray(text)) {
    reader.problems.reject(site.path, foundText(text), need);
    return undefined;
  }
  const entries = text.map((entry, position) => read(entry, below(site, position)));
  const known = entries.filter((entry) => entry !== undefined);
  return known.length === entries.length ? known : undefined;
}

type Piece = readonly [Expression, Expression, Expression];

function readPiece(text: LawText, site: Site, reader: Reader): Piece | undefined {
  const [from, to, weight, ...others] =
    readList(text, '[from, to, weight]', site, reader, (entry, at) => readScalar(entry, at, reader)) ?? [];
  if (from !== undefined && to !== undefined && weight !== undefined && others.length === 0) return [from, to, weight];
  reader.problems.reject(site.path, foundText(text), '[from, to, weight]');
  return undefined;
}

/** Binds the law when its parameters are known without the state, so that what is out of range is said now. */
function bound(law: Law, site: Site, reader: Reader): Law | undefined {
  return reader.problems.attempt(site.path, () => {
    const values = bindLawIfKnown(law, reader);
    return values === undefined ? law : { ...law, bound: values };
  });
}

class ReadsState extends Error {}

function bindLawIfKnown(law: Law, reader: Reader): BoundLaw | undefined {
  try {
    return bindLaw(law, (expression) => {
      const value = reader.constantValue(expression);
      if (value === undefined) throw new ReadsState();
      return value;
    });
  } catch (error) {
    if (error instanceof ReadsState) return undefined;
    if (error instanceof ParameterError) throw misfit(error, law);
    throw error;
  }
}

/** The error at the parameter it names, as `values[2]`, or at the law when it names none of its own. */
function misfit(error: ParameterError, law: Law): Rejection {
  const [, name, position] = /^([^.[]+)(?:\[(\d+)\])?/.exec(error.parameter) ?? [];
  const own = (law.distribution.forms[law.form] ?? []).some((spec) => spec.name === name);
  const isScalar = law.distribution.name === 'deterministic';
  if (!own || name === undefined) return new Rejection(`${error.parameter} ${error.found}`, error.need);
  const path = isScalar ? [] : position === undefined ? [name] : [name, Number(position)];
  return new Rejection(error.found, error.need, path);
}
