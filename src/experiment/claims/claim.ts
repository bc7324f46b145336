import type { Side } from '../side.js';
import type { CaseValue } from './schema.js';
import type { Relation, Verdict } from './verdict.js';

/** A claim made ready: every check of every case with its designs and numbers. */
export interface Claim {
  readonly file: string;
  readonly number?: number;
  readonly claim: string;
  readonly note?: string;
  readonly expected: Verdict;
  readonly trials?: number;
  readonly parts: readonly ClaimPart[];
}

export interface ClaimPart {
  readonly says: string;
  readonly expected?: Verdict;
  readonly checks: readonly Check[];
}

/** One relation in one case. */
export interface Check {
  /** As written: `reliability(virtual) > reliability(plain)`. */
  readonly text: string;
  readonly case: Case;
  readonly left: Side;
  readonly relation: Relation;
  readonly right: Side;
  /** How far apart the sides of `=` may be. */
  readonly within: number;
}

/** The values by name that make a case. */
export type Case = Readonly<Record<string, CaseValue>>;
