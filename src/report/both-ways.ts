import type { ExactValue } from '../experiment/findings/exact-source.js';

/** Relative difference between a closed form and a chain that rounding and quadrature explain. */
export const bothWaysTolerance = 1e-9;

/** A quantity by closed form and from the Markov chain of its net, which share nothing but the config. */
export interface BothWays {
  readonly closedForm?: number;
  readonly chain?: number;
  /** Relative difference of the two, or of their distances from 1 if that is larger; of a curve, the largest at any of its points. */
  readonly difference?: number;
}

/** What both say of a value, or of a point of a curve. */
export interface ExactPair {
  readonly closedForm: ExactValue | undefined;
  readonly chain: ExactValue | undefined;
  /** Whether its values are kept; of a curve, one point's are. */
  readonly shown: boolean;
}

export function bothWays(points: readonly ExactPair[]): BothWays {
  const shown = points.find((point) => point.shown);
  const differences = points.flatMap(({ closedForm, chain }) =>
    closedForm === undefined || chain === undefined ? [] : [differenceOf(closedForm, chain)],
  );
  return {
    ...(shown?.closedForm === undefined ? {} : { closedForm: shown.closedForm.value }),
    ...(shown?.chain === undefined ? {} : { chain: shown.chain.value }),
    ...(differences.length === 0 ? {} : { difference: Math.max(...differences) }),
  };
}

/** Whether nothing speaks against the two. */
export function bothAgree({ difference }: BothWays): boolean {
  return difference === undefined || difference <= bothWaysTolerance;
}

function differenceOf(one: ExactValue, other: ExactValue): number {
  const values = relative(one.value, other.value);
  if (one.complement === undefined || other.complement === undefined) return values;
  return Math.max(values, relative(one.complement, other.complement));
}

function relative(one: number, other: number): number {
  return one === other ? 0 : Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other));
}
