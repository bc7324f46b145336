import type { BoundLaw, Distribution } from './distributions/distribution.js';
import type { Expression } from './expression/expression.js';

/**
 * The net: a generalised semi-Markov process with names resolved and families expanded. The one form that every evaluator
 * reads. All times are in the net's time unit.
 */
export interface Net {
  readonly name: string;
  readonly timeUnit: TimeUnit;
  /** In order of declaration; a constant's expression reads earlier constants only. */
  readonly constants: readonly Constant[];
  readonly places: readonly Place[];
  /** In order of declaration; a let reads earlier lets only. */
  readonly lets: readonly Let[];
  readonly activities: readonly Activity[];
  readonly rewards: readonly NamedReward[];
  readonly spans: readonly Span[];
  readonly measures: readonly Measure[];
  readonly run: RunSettings;
  /** What the parser noticed that is legal and probably not meant. */
  readonly warnings: readonly string[];
  /** Members that places of the net count, where alike members are lumped: so many may take their turn at one instant. */
  readonly counted?: number;
}

export type TimeUnit = 's' | 'min' | 'h' | 'd' | 'y';

export interface Constant {
  readonly name: string;
  readonly expression: Expression;
  readonly value: number;
}

export interface Place {
  readonly name: string;
  readonly initial: number;
  /** Lowest and highest legal value, both included. */
  readonly min: number;
  readonly max: number;
  /** Names of the values 0, 1, ... when the place has named states. */
  readonly states?: readonly string[];
}

export interface Let {
  readonly name: string;
  readonly expression: Expression;
}

export interface Activity {
  readonly name: string;
  readonly guard: Expression;
  readonly timing: Timing;
  /** At equal times (or among enabled immediates) the larger goes first, then the earlier declared. */
  readonly priority: number;
  /** At least one. */
  readonly cases: readonly Case[];
}

export type Timing =
  | { readonly kind: 'immediate' }
  /** A unit exponential worked off at `rate`; drawn once, rescaled when the rate changes. */
  | { readonly kind: 'rate'; readonly rate: Expression }
  /** Parameters are read when the clock is set; worked off at `speed` (1 when absent); `age` is the clock's age at time 0. */
  | { readonly kind: 'delay'; readonly law: Law; readonly speed?: Expression; readonly age?: Expression }
  /** The next success strictly after now on the grid offset + k period; without `probability` every grid point is one. */
  | {
      readonly kind: 'every';
      readonly period: Expression;
      readonly offset: Expression;
      readonly probability?: Expression;
    }
  /** The next listed time strictly after now, at time 0 also 0 itself; none left: the clock never rings. */
  | { readonly kind: 'at'; readonly times: readonly Expression[] };

export interface Law {
  readonly distribution: Distribution;
  /** Index into `distribution.forms`. */
  readonly form: number;
  readonly parameters: readonly LawParameter[];
  /** The law with its numbers when no parameter reads a place. */
  readonly bound?: BoundLaw;
}

export type LawParameter =
  | Expression
  | readonly Expression[]
  | Law
  | readonly Law[]
  | readonly (readonly [Expression, Expression, Expression])[];

export interface Case {
  readonly weight: Expression;
  /** No place is written twice. */
  readonly effects: readonly Effect[];
  /** Activities whose clocks are drawn anew. */
  readonly restarts: readonly number[];
}

export interface Effect {
  readonly place: number;
  readonly value: Expression;
}

/** Gained at `rate` per unit of time, and `value` (read in the old state) at each firing of `activity`. */
export interface Reward {
  readonly rate?: Expression;
  readonly impulses: readonly { readonly activity: number; readonly value: Expression }[];
}

export interface NamedReward extends Reward {
  readonly name: string;
}

/** A passage, each one an observation: its duration, or the integral of `of` over it. */
export type Span = {
  readonly name: string;
  readonly of?: Expression;
} & (
  | { readonly kind: 'while'; readonly condition: Expression }
  | { readonly kind: 'from-to'; readonly from: readonly number[]; readonly to: readonly number[] }
);

/** Where a measure ends: at times (several make a curve), or when an expression is first seen true. */
export type Bound =
  | { readonly kind: 'times'; readonly times: readonly number[]; readonly curve: boolean }
  | { readonly kind: 'event'; readonly event: Expression };

export type Measure = {
  readonly name: string;
  /** Unit of the estimate: `''` for a probability or a plain number, else `h`, `h/y`, ... */
  readonly unit: string;
} & (
  | { readonly kind: 'steady-state'; readonly of: Reward }
  /** Time average up to the bound. */
  | { readonly kind: 'average'; readonly of: Reward; readonly until: Bound }
  | { readonly kind: 'accumulated'; readonly of: Reward; readonly until: Bound }
  /** Expected value of an expression at given times. */
  | { readonly kind: 'instant'; readonly of: Expression; readonly at: Bound & { kind: 'times' } }
  /** P(`target` is seen by the bound); with `complement`, P(it is not). No bound: ever. */
  | { readonly kind: 'reach'; readonly target: Expression; readonly complement: boolean; readonly within?: Bound }
  | { readonly kind: 'mean-time-to'; readonly target: Expression }
  /**
   * Over the passages of a span, and of `others` with them, that begin (count) or end (mean, total, quantile) by the bound; no
   * bound: in the long run. A quantile is of one span, and a total up to a time.
   */
  | {
      readonly kind: 'span';
      readonly span: number;
      readonly others?: readonly number[];
      readonly statistic:
        | { readonly kind: 'count' | 'mean' }
        | Total
        | { readonly kind: 'quantile'; readonly probability: number };
      readonly until?: number;
    }
  /** Expected `of` divided by expected `by`, up to a time or in the long run. */
  | { readonly kind: 'ratio'; readonly of: Reward; readonly by: Reward; readonly until?: number }
  /** -log10(1 - A), A the time average of `of` up to the bound or in the long run. */
  | { readonly kind: 'nines'; readonly of: Expression; readonly until?: number }
);

/** The sum of passages; `and` is gained besides, and with `per` all of it is told for so long. */
export interface Total {
  readonly kind: 'total';
  readonly and?: Reward;
  readonly per?: number;
}

/** How to run; every field may be overridden from the command line. */
export interface RunSettings {
  readonly trials?: number;
  readonly seed?: string;
  readonly confidence?: number;
  /** Relative half-width at which to stop. */
  readonly precision?: number;
  /** Warm-up and observed length of one long-run replication. */
  readonly warmUp?: number;
  readonly length?: number;
  /** Whether members that nothing tells apart are counted, where trials are not paired, traced or injected. */
  readonly lump?: boolean;
}
