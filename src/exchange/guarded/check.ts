import type { Command, Gained, GuardedModel, Module, Query } from './model.js';
import type { ModelProblems } from './problems.js';
import type { Scope } from './scope.js';
import type { Term } from './term.js';
import type { Types } from './types.js';

/** Reports whatever names nothing or has the wrong type; properties are looked at one by one. */
export function checkModel(model: GuardedModel, scope: Scope, types: Types, problems: ModelProblems): void {
  for (const { type, value } of model.constants) if (value !== undefined) types.expect(type, value);
  for (const { body } of model.formulas) types.of(body);
  for (const { name, origin } of model.labels) types.of({ kind: 'label', name, origin });
  for (const { type, min, max, initial } of model.variables) {
    for (const bound of [min, max]) if (bound !== undefined) types.expect('int', bound);
    if (initial !== undefined) types.expect(type, initial);
  }
  for (const module of model.modules) {
    for (const command of module.commands) checkCommand(module, command, scope, types, problems);
  }
  for (const { rates, impulses } of model.rewards) {
    for (const { condition, value } of [...rates, ...impulses]) {
      types.expect('bool', condition);
      types.expect('double', value);
    }
  }
  if (model.initial !== undefined) types.expect('bool', model.initial);
}

function checkCommand(module: Module, command: Command, scope: Scope, types: Types, problems: ModelProblems): void {
  types.expect('bool', command.guard);
  for (const { rate, writes, gains } of command.alternatives) {
    types.expect('double', rate);
    for (const { value } of gains) types.expect('double', value);
    for (const { variable, value, origin } of writes) {
      const meaning = scope.meaning(variable);
      if (meaning?.kind !== 'variable') {
        if (meaning === undefined) scope.unknown(variable, origin);
        else problems.note(origin, `a write to the ${meaning.kind} ${variable}`, 'a variable');
        types.of(value);
        continue;
      }
      const { owner, type } = meaning.declaration;
      if (owner !== undefined && owner !== module.name) {
        problems.note(
          origin,
          `a write to ${variable} of module ${owner}`,
          `a variable of ${module.name} or a global one`,
        );
      }
      types.expect(type, value);
    }
  }
}

/** Reports what is wrong with the terms of a property. */
export function checkQuery(query: Query, types: Types): void {
  const times = (time: Term | undefined): void => {
    if (time !== undefined) types.expect('double', time);
  };
  switch (query.kind) {
    case 'until':
      types.expect('bool', query.condition);
      types.expect('bool', query.target);
      times(query.within);
      return;
    case 'always':
      types.expect('bool', query.condition);
      times(query.within);
      return;
    case 'probability-at':
      types.expect('bool', query.condition);
      times(query.time);
      return;
    case 'steady':
      types.expect('bool', query.condition);
      return;
    case 'reward':
      checkGained(query.gained, types);
      return;
    case 'quotient':
      checkQuery(query.of, types);
      if (query.by.kind === 'term') times(query.by.term);
      else checkQuery(query.by, types);
      return;
    case 'complement':
    case 'nines':
      checkQuery(query.of, types);
  }
}

function checkGained(gained: Gained, types: Types): void {
  if (gained.kind === 'until') types.expect('bool', gained.target);
  else if (gained.kind !== 'steady') types.expect('double', gained.time);
}
