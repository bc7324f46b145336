import type { Origin, Term, ValueType } from './term.js';

/**
 * A continuous-time Markov chain in guarded commands: what both PRISM's language and JANI describe. Modules run side by
 * side and take the steps of a vector together; the rates of such a step multiply.
 */
export interface GuardedModel {
  readonly name: string;
  readonly constants: readonly ConstantDeclaration[];
  readonly variables: readonly VariableDeclaration[];
  /** Named expressions, readable in any expression. */
  readonly formulas: readonly Named[];
  /** Named conditions, in a namespace of their own. */
  readonly labels: readonly Named[];
  readonly modules: readonly Module[];
  readonly vectors: readonly Vector[];
  /** A condition that holds in the initial state alone, where the variables do not say theirs. */
  readonly initial?: Term;
  readonly rewards: readonly RewardStructure[];
  readonly properties: readonly Property[];
}

export interface ConstantDeclaration {
  readonly name: string;
  readonly type: ValueType;
  /** Absent when the user has to give it. */
  readonly value?: Term;
  readonly origin: Origin;
}

export interface VariableDeclaration {
  readonly name: string;
  readonly type: 'int' | 'bool';
  /** Range of an integer; without it, any integer. */
  readonly min?: Term;
  readonly max?: Term;
  readonly initial?: Term;
  /** The module that alone may write it; absent when all may. */
  readonly owner?: string;
  readonly origin: Origin;
}

export interface Named {
  readonly name: string;
  readonly body: Term;
  readonly origin: Origin;
}

export interface Module {
  readonly name: string;
  readonly commands: readonly Command[];
}

export interface Command {
  readonly action?: string;
  readonly guard: Term;
  readonly alternatives: readonly Alternative[];
  readonly origin: Origin;
}

export interface Alternative {
  readonly rate: Term;
  readonly writes: readonly Write[];
  /** What the step itself gains, read in the state that is left. */
  readonly gains: readonly Gain[];
}

export interface Write {
  readonly variable: string;
  readonly value: Term;
  readonly origin: Origin;
}

export interface Gain {
  /** Which rewards count it. */
  readonly reward: string;
  readonly value: Term;
}

/** Modules that step together: each takes a command of its action. */
export interface Vector {
  /** What the joint step is called. */
  readonly result?: string;
  readonly parts: readonly { readonly module: string; readonly action: string }[];
}

export interface RewardStructure {
  readonly name?: string;
  /** Gained per unit of time while the condition holds. */
  readonly rates: readonly { readonly condition: Term; readonly value: Term }[];
  /** Gained at each step of an action (of none, when it is absent) that leaves a state in which the condition holds. */
  readonly impulses: readonly { readonly action?: string; readonly condition: Term; readonly value: Term }[];
  /** The gains of steps that are counted here. */
  readonly gains?: string;
  readonly origin: Origin;
}

export interface Property {
  readonly name?: string;
  readonly query: Query;
  readonly origin: Origin;
}

/** What a property asks for, as far as a measure can answer it. */
export type Query =
  /** The condition holds until the target does, and it does by `within`. */
  | { readonly kind: 'until'; readonly condition: Term; readonly target: Term; readonly within?: Term }
  /** The condition holds all the time up to `within`. */
  | { readonly kind: 'always'; readonly condition: Term; readonly within?: Term }
  | { readonly kind: 'probability-at'; readonly condition: Term; readonly time: Term }
  | { readonly kind: 'steady'; readonly condition: Term }
  | { readonly kind: 'reward'; readonly reward: RewardReference; readonly gained: Gained }
  | {
      readonly kind: 'quotient';
      readonly of: Query;
      readonly by: Query | { readonly kind: 'term'; readonly term: Term };
    }
  /** 1 - of */
  | { readonly kind: 'complement'; readonly of: Query }
  /** -log10(1 - of) */
  | { readonly kind: 'nines'; readonly of: Query };

/** A structure by its name or its position, counted from 1. */
export interface RewardReference {
  readonly reward: string | number;
  readonly origin: Origin;
}

export type Gained =
  | { readonly kind: 'by'; readonly time: Term }
  | { readonly kind: 'at'; readonly time: Term }
  | { readonly kind: 'until'; readonly target: Term }
  | { readonly kind: 'steady' };
