import { Formulas } from '../guarded/formulas.js';
import type { GuardedModel, RewardStructure, Vector } from '../guarded/model.js';
import { ModelProblems } from '../guarded/problems.js';
import type { Origin } from '../guarded/term.js';
import { type Imported, type ImportOptions, netOfModel } from '../guarded/to-net.js';
import { writtenModules } from './rename.js';
import { readSections } from './sections.js';
import { emptySource, type Source, type SourceRewards, type WrittenModule } from './source.js';
import { TokenReader } from './token-reader.js';
import { StrayCharacter, type Token, tokensOf } from './tokens.js';

/**
 * The net of a model in PRISM's language (PRISM manual, "The PRISM Language") of type ctmc, properties at its end included.
 * Throws an InputError with everything that is wrong or has no counterpart in a net, each at its line and column.
 */
export function importPrism(text: string, name: string, options: ImportOptions): Imported {
  const problems = new ModelProblems(options.skipProperties === true);
  return netOfModel(modelOf(text, name, problems), options, problems);
}

function modelOf(text: string, name: string, problems: ModelProblems): GuardedModel {
  const source = emptySource();
  const reader = new TokenReader(tokens(text, problems), problems);
  readSections(reader, source);
  checkType(source, problems);
  if (reader.lostNames) problems.check();
  const modules = writtenModules(source, new Formulas(source.formulas), problems);
  checkSystems(source, modules, problems);
  const [initial, again] = source.initials;
  if (again !== undefined) problems.note(again.origin, 'a second init ... endinit', 'one');
  return {
    name,
    constants: source.constants,
    variables: [...source.globals, ...modules.flatMap(({ variables }) => variables)],
    formulas: source.formulas,
    labels: source.labels,
    modules,
    vectors: vectorsOf(modules),
    ...(initial === undefined ? {} : { initial }),
    rewards: source.rewards.map(structureOf),
    properties: source.properties,
  };
}

function tokens(text: string, problems: ModelProblems): readonly Token[] {
  try {
    return tokensOf(text);
  } catch (error) {
    if (!(error instanceof StrayCharacter)) throw error;
    const { character, line, column } = error;
    const need = character === '#' ? 'a model that is already preprocessed' : "a token of PRISM's language";
    problems.note({ path: [], at: { line, column } }, `'${character}'`, need);
    problems.check();
    throw error;
  }
}

/** A model that does not say its type is an mdp. */
function checkType({ types }: Source, problems: ModelProblems): void {
  const [first, second] = types;
  const need = 'ctmc: only a chain in continuous time becomes a net';
  const start: Origin = { path: [], at: { line: 1, column: 1 } };
  if (first === undefined) problems.note(start, 'a model that does not say its type', need);
  else if (first.name !== 'ctmc' && first.name !== 'stochastic') problems.note(first.origin, first.name, need);
  if (second !== undefined) problems.note(second.origin, 'a second type of model', 'one');
}

/** Every action is taken by all modules that know it, together. */
function vectorsOf(modules: readonly WrittenModule[]): Vector[] {
  const knowing = new Map<string, Set<string>>();
  for (const { name, commands } of modules) {
    for (const { action } of commands) {
      if (action === undefined) continue;
      const names = knowing.get(action) ?? new Set();
      knowing.set(action, names.add(name));
    }
  }
  return [...knowing].map(([action, names]) => ({
    result: action,
    parts: [...names].map((module) => ({ module, action })),
  }));
}

/** A composition must name every module once, else it means something else than side by side. */
function checkSystems({ systems }: Source, modules: readonly WrittenModule[], problems: ModelProblems): void {
  for (const system of systems) {
    const named = system.modules.map(({ name }) => name);
    for (const [position, { name, origin }] of system.modules.entries()) {
      if (!modules.some((module) => module.name === name))
        problems.note(origin, `the unknown module ${name}`, 'a module');
      else if (named.indexOf(name) < position) problems.note(origin, `${name} again`, 'each module once');
    }
    const missing = modules.filter(({ name }) => !named.includes(name)).map(({ name }) => name);
    if (missing.length > 0) problems.note(system.origin, `a system without ${missing.join(', ')}`, 'every module once');
  }
}

function structureOf({ name, items, origin }: SourceRewards): RewardStructure {
  return {
    ...(name === undefined ? {} : { name }),
    rates: items.filter(({ step }) => step === undefined),
    impulses: items.flatMap(({ step, condition, value }) => {
      if (step === undefined) return [];
      return [{ condition, value, ...(step.action === undefined ? {} : { action: step.action }) }];
    }),
    origin,
  };
}
