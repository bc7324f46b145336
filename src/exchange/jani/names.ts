import { quoted } from '../../config/found.js';
import type { JaniPath } from './jani-path.js';
import type { JaniNames } from './read-term.js';
import type { JaniAutomaton, JaniFunction, JaniModel, JaniVariable } from './schema.js';

/** A variable that holds a value only while a state or step is looked at: a label, or a reward. */
export interface Transient {
  readonly name: string;
  readonly type: 'bool' | 'number';
  readonly document: JaniVariable;
  readonly at: JaniPath;
}

/** What names mean in the whole model and in each automaton, whose own variables two automata may call the same. */
export class ModelNames {
  readonly transients = new Map<string, Transient>();
  private readonly globals = new Set<string>();
  private readonly locals = new Map<string, number>();
  private readonly functions: readonly JaniFunction[];
  private readonly assigned = new Set<unknown>();

  constructor(model: JaniModel, at: JaniPath) {
    this.functions = model.functions ?? [];
    for (const { name } of model.constants ?? []) this.globals.add(name);
    for (const [position, variable] of (model.variables ?? []).entries()) {
      this.globals.add(variable.name);
      if (variable.transient === true) this.transient(variable, at.below('variables', position));
    }
    for (const [position, automaton] of model.automata.entries()) {
      for (const { destinations } of automaton.edges) {
        for (const { ref } of destinations.flatMap(({ assignments = [] }) => assignments)) this.assigned.add(ref);
      }
      for (const [number, { name, transient }] of (automaton.variables ?? []).entries()) {
        this.locals.set(name, (this.locals.get(name) ?? 0) + 1);
        if (transient !== true) continue;
        at.below('automata', position, 'variables', number).note(
          `the transient variable ${quoted(name)}`,
          'a global one',
        );
      }
    }
  }

  /** The names that expressions of an automaton read; without one, those of the whole model. */
  inside(automaton?: JaniAutomaton): JaniNames {
    return {
      functions: [...(automaton?.functions ?? []), ...this.functions],
      nameOf: (name) => {
        if (this.transients.get(name)?.type === 'bool') return { kind: 'label', name };
        return { kind: 'name', name: automaton === undefined ? name : this.local(automaton, name) };
      },
    };
  }

  /** Whether an edge assigns to a variable. */
  isAssigned(name: string): boolean {
    return this.assigned.has(name);
  }

  /** What a variable of an automaton is called in the model. */
  local(automaton: JaniAutomaton, name: string): string {
    const isLocal = (automaton.variables ?? []).some((variable) => variable.name === name);
    const isShared = this.globals.has(name) || (this.locals.get(name) ?? 0) > 1;
    return isLocal && isShared ? `${automaton.name}_${name}` : name;
  }

  private transient(document: JaniVariable, at: JaniPath): void {
    const { name, type } = document;
    if (type === 'bool' || type === 'int' || type === 'real') {
      this.transients.set(name, { name, type: type === 'bool' ? 'bool' : 'number', document, at });
    } else at.below('type').note('the type of a transient variable', 'bool, int or real');
  }
}

/** The place of an automaton: which of its locations it is in. */
export const locationVariable = (automaton: JaniAutomaton): string => `${automaton.name}_location`;
