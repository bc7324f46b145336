import { InputError, type Problem } from '../../config/problem.js';
import type { Origin } from './term.js';

/** Gathers what is wrong with a model, so that all of it is said at once. */
export class ModelProblems {
  private readonly found: Problem[] = [];

  note(origin: Origin, found: string, need: string): void {
    this.found.push({ ...origin, found, need });
  }

  /** Throws an InputError when anything was wrong. */
  check(): void {
    if (this.found.length > 0) throw new InputError(this.found);
  }
}
