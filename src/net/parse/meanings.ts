import type { Family } from './family.js';

/** What a name in an expression stands for. */
export type Meaning =
  | { readonly kind: 'constant'; readonly index: number }
  | { readonly kind: 'state'; readonly value: number }
  /** An index of a family; it has a value only where it is bound. */
  | { readonly kind: 'index'; readonly size: number }
  /** Members are `net.places[first]` and following. */
  | { readonly kind: 'place'; readonly family: Family; readonly first: number }
  /** `index` gives the position of a member in `net.lets`, reading its expression first if nobody did. */
  | { readonly kind: 'let'; readonly family: Family; readonly index: (member: number) => number }
  /** Declared, but with no value yet where it is read. */
  | { readonly kind: 'pending'; readonly what: string }
  /** Its declaration is wrong, and that has been reported. */
  | { readonly kind: 'broken' };
