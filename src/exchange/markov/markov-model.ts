import type { Expression } from '../../net/expression/expression.js';
import type { Constant, Effect, Let, Place } from '../../net/net.js';

/** A net as a Markov chain in continuous time, ready to be written in another tool's language. */
export interface MarkovModel {
  readonly name: string;
  /** What a reader of the exported file should know. */
  readonly remarks: readonly string[];
  readonly constants: readonly Constant[];
  readonly places: readonly Place[];
  readonly lets: readonly Let[];
  readonly commands: readonly MarkovCommand[];
  readonly rewards: readonly MarkovReward[];
  readonly queries: readonly NamedQuery[];
}

export interface MarkovCommand {
  readonly name: string;
  readonly guard: Expression;
  readonly alternatives: readonly { readonly rate: Expression; readonly effects: readonly Effect[] }[];
}

export interface MarkovReward {
  readonly name: string;
  /** Gained per unit of time while the condition holds. */
  readonly rates: readonly { readonly condition: Expression; readonly value: Expression }[];
  /** Gained at every firing of a command. */
  readonly impulses: readonly { readonly command: number; readonly value: Expression }[];
}

export interface NamedQuery {
  readonly name: string;
  readonly query: MarkovQuery;
}

/** What a measure asks of the chain. Rewards are positions in the model's. */
export type MarkovQuery =
  | { readonly kind: 'until'; readonly condition?: Expression; readonly target: Expression; readonly within?: number }
  | { readonly kind: 'always'; readonly condition: Expression; readonly within?: number }
  | { readonly kind: 'probability-at'; readonly condition: Expression; readonly time: number }
  | { readonly kind: 'steady'; readonly condition: Expression }
  | { readonly kind: 'reward'; readonly reward: number; readonly gained: MarkovGained }
  | { readonly kind: 'quotient'; readonly of: MarkovQuery; readonly by: MarkovQuery | number }
  /** 1 - of */
  | { readonly kind: 'complement'; readonly of: MarkovQuery }
  /** -log10(1 - of) */
  | { readonly kind: 'nines'; readonly of: MarkovQuery };

export type MarkovGained =
  | { readonly kind: 'by' | 'at'; readonly time: number }
  | { readonly kind: 'until'; readonly target: Expression }
  | { readonly kind: 'steady' };

/** A net that cannot be written as a chain; says why and what to do instead. */
export class ExportRefusal extends Error {
  constructor(
    readonly reason: string,
    readonly suggestion: string,
  ) {
    super(`${reason}; ${suggestion}`);
    this.name = 'ExportRefusal';
  }
}
