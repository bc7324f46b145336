import { quoted } from '../../config/found.js';
import { InputError } from '../../config/problem.js';
import { checkInput } from '../../config/schema-problems.js';
import type { GuardedModel, VariableDeclaration, Vector } from '../guarded/model.js';
import { ModelProblems } from '../guarded/problems.js';
import { conjunction, isTrue, type Term } from '../guarded/term.js';
import { type Imported, type ImportOptions, netOfModel } from '../guarded/to-net.js';
import { readAutomaton, readLocation } from './automata.js';
import { readConstants, readVariable } from './declarations.js';
import { JaniPath } from './jani-path.js';
import { JaniText } from './jani-text.js';
import { ModelNames } from './names.js';
import { PropertyReader } from './read-property.js';
import { readTerm } from './read-term.js';
import { type JaniModel, janiSchema } from './schema.js';
import { readLabels, readRewards } from './transients.js';

/**
 * The net of a model in JANI (jani-spec.org, version 1) of type ctmc. Throws an InputError with everything that is wrong or
 * has no counterpart in a net, each at its path, line and column.
 */
export function importJani(text: string, _name: string, options: ImportOptions): Imported {
  const source = new JaniText(text);
  const problems = new ModelProblems(options.skipProperties === true);
  const checked = checkInput(janiSchema, source.data);
  if (!checked.ok) {
    throw new InputError(checked.problems.map((problem) => ({ ...problem, ...source.origin(problem.path) })));
  }
  const at = new JaniPath([], source, problems);
  return netOfModel(modelOf(checked.value, at, problems), options, problems);
}

function modelOf(model: JaniModel, at: JaniPath, problems: ModelProblems): GuardedModel {
  if (model.type !== 'ctmc')
    at.below('type').note(quoted(model.type), 'ctmc: only a chain in continuous time becomes a net');
  const names = new ModelNames(model, at);
  const automata = model.automata.map((automaton, position) => ({ automaton, here: at.below('automata', position) }));
  const variables = [
    ...(model.variables ?? []).flatMap((variable, position) => {
      if (variable.transient === true) return [];
      const read = readVariable(variable, variable.name, at.below('variables', position), names.inside());
      return read === undefined ? [] : [read];
    }),
    ...automata.flatMap(({ automaton, here }) => {
      const location = readLocation(automaton, here);
      const own = (automaton.variables ?? []).flatMap((variable, position) => {
        const name = names.local(automaton, variable.name);
        const read = readVariable(variable, name, here.below('variables', position), names.inside(automaton));
        return read === undefined ? [] : [{ ...read, owner: automaton.name }];
      });
      return location === undefined ? own : [location, ...own];
    }),
  ];
  const modules = automata.map(({ automaton, here }) => readAutomaton(automaton, here, names));
  const properties = new PropertyReader(names, readRewards(model, at, names));
  const read = (model.properties ?? []).flatMap(({ name, expression }, position) => {
    const here = at.below('properties', position, 'expression');
    return problems.onProperty(() => properties.read(name, expression, here)).value;
  });
  return {
    name: model.name,
    constants: readConstants(model, at, names.inside()),
    ...beginning(model, variables, at, names),
    formulas: [],
    labels: readLabels(model, at, names),
    modules,
    vectors: vectorsOf(model, at),
    rewards: properties.rewards,
    properties: read,
  };
}

/** Initial values as they stand, or one condition where a restriction has to find them. */
function beginning(
  model: JaniModel,
  variables: readonly VariableDeclaration[],
  at: JaniPath,
  names: ModelNames,
): Pick<GuardedModel, 'variables' | 'initial'> {
  const restrictions = [
    { holder: model['restrict-initial'], here: at.below('restrict-initial', 'exp'), inside: names.inside() },
    ...model.automata.map((automaton, position) => ({
      holder: automaton['restrict-initial'],
      here: at.below('automata', position, 'restrict-initial', 'exp'),
      inside: names.inside(automaton),
    })),
  ];
  const terms = restrictions.flatMap(({ holder, here, inside }) => {
    const term = holder === undefined ? undefined : readTerm(holder.exp, here, inside);
    return term === undefined || isTrue(term) ? [] : [term];
  });
  const isOpen = variables.some(({ initial }) => initial === undefined);
  if (terms.length === 0 && !isOpen) return { variables };
  const { origin } = model['restrict-initial'] === undefined ? at.below('variables') : at.below('restrict-initial');
  const given = variables.flatMap(({ name, type, initial }): Term[] => {
    if (initial === undefined) return [];
    const left: Term = { kind: 'name', name, origin: initial.origin };
    return [{ kind: 'binary', operator: type === 'bool' ? '<=>' : '=', left, right: initial, origin: initial.origin }];
  });
  const open = variables.map(({ initial: _, ...variable }) => variable);
  return { variables: open, initial: conjunction([...terms, ...given], origin) };
}

function vectorsOf(model: JaniModel, at: JaniPath): Vector[] {
  const { elements, syncs } = model.system;
  const system = at.below('system');
  const composed = elements.map(({ automaton }) => automaton);
  for (const [position, element] of elements.entries()) {
    const here = system.below('elements', position);
    const { automaton } = element;
    if (!model.automata.some(({ name }) => name === automaton))
      here.note(quoted(automaton), 'an automaton of this model');
    if (composed.indexOf(automaton) < position) here.note(`${automaton} again`, 'each automaton once');
    if ((element['input-enable'] ?? []).length > 0) here.below('input-enable').note('input-enable', 'none');
  }
  for (const [position, { name }] of model.automata.entries()) {
    if (!composed.includes(name))
      at.below('automata', position).note(`${name}, which the system leaves out`, 'every automaton composed');
  }
  if (syncs === undefined) return freeActions(model, at);
  return syncs.flatMap(({ synchronise, result }, position): Vector[] => {
    const here = system.below('syncs', position, 'synchronise');
    if (synchronise.length !== elements.length) {
      here.note(`a vector of ${synchronise.length}`, `one entry for each of ${elements.length} elements`);
      return [];
    }
    const parts = synchronise.flatMap((action, element) => {
      const module = composed[element];
      return action === null || module === undefined ? [] : [{ module, action }];
    });
    return parts.length === 0 ? [] : [{ parts: byModule(parts, model), ...(result === undefined ? {} : { result }) }];
  });
}

/** In the order of the automata, whose first leads the step. */
function byModule(parts: Vector['parts'], model: JaniModel): Vector['parts'] {
  const position = (module: string): number => model.automata.findIndex(({ name }) => name === module);
  return [...parts].sort((a, b) => position(a.module) - position(b.module));
}

/** Without vectors the actions of an automaton that is alone are its own; several could mean to step together. */
function freeActions(model: JaniModel, at: JaniPath): Vector[] {
  const [only, second] = model.automata;
  if (only === undefined) return [];
  const actions = new Set(only.edges.flatMap(({ action }) => (action === undefined ? [] : [action])));
  if (second === undefined) {
    return [...actions].map((action) => ({ result: action, parts: [{ module: only.name, action }] }));
  }
  const isLabelled = model.automata.some(({ edges }) => edges.some(({ action }) => action !== undefined));
  if (isLabelled) at.below('system').note('actions, but no syncs', 'syncs: who takes an action together with whom');
  return [];
}
