import { basename, dirname, join } from 'node:path';
import { formatOf } from '../config/format.js';
import { InputError, type Path, type Problem, pathText } from '../config/problem.js';
import { checkInput } from '../config/schema-problems.js';
import { suggestion } from '../config/suggestion.js';
import { isCurve } from '../net/curve.js';
import type { NetDocument } from '../net/document.js';
import type { Net } from '../net/net.js';
import { parseNet } from '../net/parse.js';
import type { Model } from '../system/model.js';
import { modelWith } from './config-file.js';
import { type PublishedRowDocument, publishedFormat, publishedSchema } from './published-schema.js';
import { type PublishedValue, publishedValueOf } from './published-value.js';
import { readConfig, readDocument } from './read-config.js';

/** One row of published values, with the net that they are values of. */
export interface PublishedCase {
  readonly source: string;
  readonly config: string;
  /** `k-out-of-n, two in series` or `replica-pool, n = 1, T = 5`. */
  readonly name: string;
  /** With the constants of the row, and no measures but those that have values. */
  readonly document: NetDocument;
  readonly net: Net;
  /** By measure. */
  readonly values: ReadonlyMap<string, PublishedValue>;
  /** Why the row cannot be right as it stands. */
  readonly disputed?: string;
}

/** Reads a file of published values and the configs that it names, which stand beside it. Throws a ConfigError. */
export async function readPublished(file: string): Promise<readonly PublishedCase[]> {
  return readDocument(file, (data) => casesOf(data, dirname(file)));
}

async function casesOf(data: unknown, folder: string): Promise<readonly PublishedCase[]> {
  formatOf(data, [publishedFormat]);
  const checked = checkInput(publishedSchema, data);
  if (!checked.ok) throw new InputError(checked.problems);
  const { source, config, rows } = checked.value;
  const cases: PublishedCase[] = [];
  const problems: Problem[] = [];
  for (const [index, row] of rows.entries()) {
    try {
      cases.push({ source, ...(await caseOf(row, row.config ?? config, folder, ['rows', index])) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return cases;
}

async function caseOf(
  row: PublishedRowDocument,
  config: string | undefined,
  folder: string,
  path: Path,
): Promise<Omit<PublishedCase, 'source'>> {
  if (config === undefined) {
    throw new InputError([{ path, found: 'a row without a config', need: 'config here, or once for all rows' }]);
  }
  const file = join(folder, config);
  const written = await readConfig(file);
  const model = row.with === undefined ? written.model : modelWith(written, row.with);
  const problems = rowProblems(row, model, path);
  if (problems.length > 0) throw new InputError(problems);
  const document = documentOf(row, model.document);
  return {
    config: file,
    name: [basename(config, '.yaml'), ...variantOf(row)].join(', '),
    document,
    net: parseVariant(document, row, path),
    values: new Map(Object.entries(row.values).map(([measure, value]) => [measure, publishedValueOf(value)])),
    ...(row.disputed === undefined ? {} : { disputed: row.disputed }),
  };
}

/** What tells a row from the others of its file. */
function variantOf({ name, constants, with: values }: PublishedRowDocument): readonly string[] {
  const changed = Object.entries({ ...constants, ...values });
  return name === undefined ? changed.map(([key, value]) => `${key} = ${value}`) : [name];
}

function documentOf({ constants, values }: PublishedRowDocument, document: NetDocument): NetDocument {
  const measures = Object.entries(document.measures ?? {}).filter(([name]) => Object.hasOwn(values, name));
  return {
    ...document,
    constants: { ...document.constants, ...constants },
    measures: Object.fromEntries(measures),
  };
}

/** What is wrong with a row's names. */
function rowProblems({ constants = {}, values }: PublishedRowDocument, model: Model, path: Path): readonly Problem[] {
  const known = model.net.constants.map(({ name }) => name);
  const measures = model.net.measures.map(({ name }) => name);
  const curves = model.net.measures.filter(isCurve).map(({ name }) => name);
  if (model.system !== undefined && Object.keys(constants).length > 0) {
    return [{ path: [...path, 'constants'], found: 'constants of a system', need: 'with, which puts values by path' }];
  }
  return [
    ...unknownNames(Object.keys(constants), known, [...path, 'constants'], 'constant'),
    ...unknownNames(Object.keys(values), measures, [...path, 'values'], 'measure'),
    ...Object.keys(values)
      .filter((name) => curves.includes(name))
      .map((name) => ({ path: [...path, 'values', name], found: 'the curve', need: 'a measure that is one number' })),
  ];
}

function unknownNames(names: readonly string[], known: readonly string[], path: Path, kind: string): Problem[] {
  const unknown = names.filter((name) => !known.includes(name));
  return unknown.map((name) => {
    const meant = suggestion(name, known);
    const need = meant === undefined ? `one of ${known.join(', ')}` : `${meant} (did you mean that?)`;
    return { path: [...path, name], found: `the unknown ${kind} '${name}'`, need, atKey: true };
  });
}

/** The config as it stands is sound, so that whatever is wrong comes from the row's constants. */
function parseVariant(document: NetDocument, { constants = {} }: PublishedRowDocument, path: Path): Net {
  try {
    return parseNet(document);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.problems.map(({ path: inNet, found, need }) => {
        const [section, name] = inNet;
        const isOwn = section === 'constants' && name !== undefined && Object.hasOwn(constants, name);
        if (isOwn) return { path: [...path, ...inNet], found, need };
        return { path: [...path, 'constants'], found: `values with which ${pathText(inNet)} is ${found}`, need };
      }),
    );
  }
}
