import type { Interval } from '../../estimate/intervals/interval.js';

/** What can come out of a claim. One that holds in some cases only is refuted in part. */
export const verdicts = ['confirmed', 'refuted', 'refuted in part', 'undecided'] as const;
export type Verdict = (typeof verdicts)[number];

export const relations = ['<', '<=', '=', '>=', '>'] as const;
export type Relation = (typeof relations)[number];

/** What can come out of one check in one case. */
export type Decision = 'confirmed' | 'refuted' | 'undecided';

/**
 * Whether `left RELATION right` holds, `difference` being where left - right lies; `=` holds when they are at most `within` apart.
 *
 * An interval that excludes the contrary confirms, one that excludes the claim refutes, any other decides nothing. A
 * difference that is known exactly has no width and always decides.
 */
export function decide(relation: Relation, difference: Interval, within: number): Decision {
  const { low, high } = difference;
  switch (relation) {
    case '<':
      return either(high < 0, low >= 0);
    case '<=':
      return either(high <= 0, low > 0);
    case '=':
      return either(low >= -within && high <= within, high < -within || low > within);
    case '>=':
      return either(low >= 0, high < 0);
    case '>':
      return either(low > 0, high <= 0);
  }
}

function either(confirmed: boolean, refuted: boolean): Decision {
  if (confirmed) return 'confirmed';
  return refuted ? 'refuted' : 'undecided';
}

/** The verdict on what must hold in all its checks: one that fails refutes it, in part if others hold. */
export function verdictOf(checks: readonly Decision[]): Verdict {
  const holds = checks.includes('confirmed');
  if (checks.includes('refuted')) return holds ? 'refuted in part' : 'refuted';
  return checks.includes('undecided') ? 'undecided' : 'confirmed';
}

/** How far a difference is from where the decision would change; 0 when it is undecided. */
export function marginOf(relation: Relation, { low, high }: Interval, within: number): number {
  if (relation !== '=') return low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high));
  if (high < -within || low > within) return Math.min(Math.abs(low), Math.abs(high)) - within;
  return Math.max(0, within - Math.max(Math.abs(low), Math.abs(high)));
}
