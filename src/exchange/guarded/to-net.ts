import type { Problem } from '../../config/problem.js';
import type { ExpressionText, MeasureDocument, NetDocument } from '../../net/document.js';
import { netFormat } from '../../net/document.js';
import type { TimeUnit } from '../../net/net.js';
import { checkModel, checkQuery } from './check.js';
import { constantsOf, type GivenConstants, type ValuedConstant } from './constants.js';
import { Formulas } from './formulas.js';
import { Lowering } from './lowering.js';
import { MeasureWriter } from './measures.js';
import type { GuardedModel, Property } from './model.js';
import { Naming } from './naming.js';
import { NetNames } from './net-names.js';
import { type Bounded, boundedVariables, placeOf } from './places.js';
import type { ModelProblems } from './problems.js';
import { readRewards } from './rewards.js';
import { Scope } from './scope.js';
import { activityOf, namedSteps } from './steps.js';
import type { Origin } from './term.js';
import { transitionsOf } from './transitions.js';
import { Types } from './types.js';

export interface ImportOptions {
  /** Values of constants, as text. */
  readonly constants: GivenConstants;
  /** What one unit of the model's time is. */
  readonly timeUnit: TimeUnit;
  /** Leave out properties that no measure answers; without it they are refused with everything else that is wrong. */
  readonly skipProperties?: boolean;
}

/** A net made of a model. */
export interface Imported {
  readonly document: NetDocument;
  /** What a reader of the net should know: names that had to change, steps left out. */
  readonly notes: readonly string[];
  /** Where in the model an entry of the net comes from, by `section.name`. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** Why each property that was left out has no measure. */
  readonly skipped: readonly Problem[];
}

/** The net of a model in guarded commands: a place a variable, an activity a step. Throws an InputError with all that is wrong. */
export function netOfModel(model: GuardedModel, options: ImportOptions, problems: ModelProblems): Imported {
  const scope = new Scope(model, problems);
  const types = new Types(scope, problems);
  checkModel(model, scope, types, problems);
  const properties = model.properties.filter(
    ({ query }) => problems.onProperty(() => checkQuery(query, types)).isSound,
  );
  const formulas = new Formulas(model.formulas);
  const constants = constantsOf(model, options.constants, formulas, problems);
  const variables = boundedVariables(model, constants, formulas, problems);
  const transitions = transitionsOf(model, problems);
  problems.check();

  const naming = new Naming(model);
  const notes = [...naming.notes];
  const origins = new Map<string, Origin>();
  const lowering = loweringOf(naming, constants, variables);
  const places = new Map(
    variables.map((variable) => {
      const name = naming.of(variable.declaration.name);
      origins.set(`places.${name}`, variable.declaration.origin);
      return [name, placeOf(variable, formulas, lowering)];
    }),
  );
  const steps = namedSteps(transitions);
  const rewards = readRewards(model, steps, lowering, naming.taken);
  const counted = new Set(rewards.flatMap(({ document }) => Object.keys(document.impulse ?? {})));
  const idle = [...steps].filter(([name, { writes }]) => writes.length === 0 && !counted.has(name));
  for (const [name] of idle) {
    steps.delete(name);
    notes.push(`${name} is left out: it changes nothing and no reward counts it`);
  }
  const activities = new Map(
    [...steps].map(([name, step]) => {
      origins.set(`activities.${name}`, step.origin);
      return [name, activityOf(step, naming, lowering)];
    }),
  );
  const writer = new MeasureWriter({ model, scope, lowering, naming, rewards, places, activities }, problems);
  const measures = measuresOf(properties, writer, origins, problems);
  problems.check();
  const document: NetDocument = {
    format: netFormat,
    name: model.name,
    'time-unit': options.timeUnit,
    ...section(
      'constants',
      constants.map(({ declaration, term }) => [naming.of(declaration.name), lowering.text(term)]),
    ),
    ...section('places', places),
    ...section('let', letsOf(model, naming, lowering)),
    ...section('activities', activities),
    ...section(
      'rewards',
      rewards.map(({ name, document: reward }) => [name, reward]),
    ),
    ...section('measures', measures),
  };
  return { document, notes, origins, skipped: problems.skipped };
}

function loweringOf(naming: Naming, constants: readonly ValuedConstant[], variables: readonly Bounded[]): Lowering {
  const notNegative = new Set<string>();
  for (const { declaration, min } of variables) if (min >= 0) notNegative.add(declaration.name);
  for (const { declaration, value } of constants) if (Number(value) >= 0) notNegative.add(declaration.name);
  return new Lowering(naming, (name) => notNegative.has(name));
}

function letsOf(model: GuardedModel, naming: Naming, lowering: Lowering): [string, ExpressionText][] {
  const own = model.labels.filter(({ name }) => !naming.isFormula(name));
  return [
    ...model.formulas.map(({ name, body }): [string, ExpressionText] => [naming.of(name), lowering.text(body)]),
    ...own.map(({ name, body }): [string, ExpressionText] => [naming.ofLabel(name), lowering.text(body)]),
  ];
}

function measuresOf(
  properties: readonly Property[],
  writer: MeasureWriter,
  origins: Map<string, Origin>,
  problems: ModelProblems,
): Map<string, MeasureDocument> {
  const names = new NetNames(false);
  const measures = new Map<string, MeasureDocument>();
  for (const [position, property] of properties.entries()) {
    const measure = problems.onProperty(() => writer.measure(property)).value;
    if (measure === undefined) continue;
    const name = names.claim(property.name ?? `property_${position + 1}`);
    origins.set(`measures.${name}`, property.origin);
    measures.set(name, measure);
  }
  return measures;
}

/** A section of the document, left out when there is nothing in it. */
function section<K extends keyof NetDocument, V>(
  key: K,
  entries: Iterable<readonly [string, V]>,
): { readonly [key in K]?: Record<string, V> } {
  const all = [...entries];
  return all.length === 0 ? {} : ({ [key]: Object.fromEntries(all) } as { [key in K]: Record<string, V> });
}
