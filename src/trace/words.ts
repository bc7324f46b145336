import type { Meaning } from '../system/mechanisms/words.js';
import type { Firing } from './listener.js';

/** How a story speaks of a model. */
export interface Words {
  /** What a reader calls a place; undefined for one that only keeps the books. */
  place(place: number): string | undefined;
  /** What a firing did, in the past tense. */
  firing(firing: Firing): string;
  /** What a state is to a reader. */
  meaning(state: string): Meaning;
  /** What an outage is charged to in this state; undefined when the model does not say. */
  cause(state: ArrayLike<number>): string | undefined;
}
