import { suggestion } from '../../config/suggestion.js';
import type { Expression } from '../expression/expression.js';
import type { TimeUnit } from '../net.js';
import type { Bindings, Family } from './family.js';
import { Consequence, Rejection } from './problems.js';

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

/** What an expression is read against. */
export interface Surroundings {
  readonly timeUnit: TimeUnit;
  /** Whether a name without a meaning is one that nobody declared. */
  readonly knowsEveryName: boolean;
  readonly meanings: ReadonlyMap<string, Meaning>;
  /** The value of an expression that reads no place; undefined when it reads one. */
  constantValue(expression: Expression): number | undefined;
}

/** The indices bound around an expression, and the running values of `*` in it, the first star first. */
export interface Bound {
  readonly bindings: Bindings;
  readonly stars?: readonly number[];
}

/** What a name stands for once its section has been read. */
type Settled = Exclude<Meaning, { kind: 'pending' | 'broken' }>;

/** What a name stands for; refused when it stands for nothing, or nothing yet. */
export function meaningOf(name: string, around: Surroundings, bound: Bound): Settled {
  const meaning = around.meanings.get(name);
  if (meaning?.kind === 'broken') throw new Consequence();
  if (meaning?.kind === 'pending') throw new Rejection(`the ${meaning.what} ${name}`, pendingNeed(meaning.what));
  if (meaning !== undefined) return meaning;
  if (!around.knowsEveryName) throw new Consequence();
  const meant = suggestion(name, [...around.meanings.keys(), ...bound.bindings.keys()]);
  throw new Rejection(
    `the unknown name ${name}`,
    meant === undefined ? 'a constant, place, state or let of this net' : `${meant} (did you mean that?)`,
  );
}

/** Sections are read in order: constants, indices, places, let. */
function pendingNeed(what: string): string {
  if (what === 'constant') return 'constants that are declared above';
  return what === 'place' ? 'what is known without the state' : 'what is declared before the places';
}
