import { InputError, type Problem } from '../../config/problem.js';
import type { Origin } from './term.js';

/** Gathers what is wrong with a model, so that all of it is said at once. */
export class ModelProblems {
  private readonly ofModel: Problem[] = [];
  private readonly ofProperties: Problem[] = [];
  private isProperty = false;

  constructor(
    /** Whether properties that are wrong, or that no measure answers, may be left out. */
    private readonly skipsProperties: boolean,
  ) {}

  note(origin: Origin, found: string, need: string): void {
    (this.isProperty ? this.ofProperties : this.ofModel).push({ ...origin, found, need });
  }

  /** Does some work on one property; `isSound` says that nothing was found wrong with it. */
  onProperty<T>(work: () => T): { readonly value: T; readonly isSound: boolean } {
    const count = this.ofProperties.length;
    this.isProperty = true;
    try {
      return { value: work(), isSound: this.ofProperties.length === count };
    } finally {
      this.isProperty = false;
    }
  }

  /** What was wrong with properties that are left out. */
  get skipped(): readonly Problem[] {
    return this.skipsProperties ? this.ofProperties : [];
  }

  /** Throws an InputError when anything was wrong. */
  check(): void {
    const wrong = this.skipsProperties ? this.ofModel : [...this.ofModel, ...this.ofProperties];
    if (wrong.length > 0) throw new InputError(wrong);
  }
}
