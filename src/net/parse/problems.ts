import type { Path, Problem } from '../../config/problem.js';

/** Something a user wrote is wrong; thrown to the nearest `Problems.attempt`, which knows where it stands. */
export class Rejection extends Error {
  constructor(
    readonly found: string,
    readonly need: string,
    /** From the place of the attempt. */
    readonly path: Path = [],
    readonly atKey = false,
    /** Offset in the expression's text, where it is known. */
    readonly offset?: number,
  ) {
    super(`found ${found}, need ${need}`);
    this.name = 'Rejection';
  }

  /** The same at an offset in the expression's text, unless it has one. */
  at(offset: number): Rejection {
    return this.offset === undefined ? new Rejection(this.found, this.need, this.path, this.atKey, offset) : this;
  }
}

/** What follows from a part that has been reported already: not worth a second report. */
export class Consequence extends Error {}

/** Gathers everything that is wrong, each thing once however many members of a family share it. */
export class Problems {
  private readonly noted = new Map<string, Problem>();

  get all(): readonly Problem[] {
    return [...this.noted.values()];
  }

  note(problem: Problem): void {
    const key = JSON.stringify([problem.path, problem.need]);
    if (!this.noted.has(key)) this.noted.set(key, problem);
  }

  reject(path: Path, found: string, need: string): void {
    this.note({ path, found, need });
  }

  rejectKey(path: Path, found: string, need: string): void {
    this.note({ path, found, need, atKey: true });
  }

  /** Runs `task`; when what it reads is wrong, notes that at `path` and returns undefined. */
  attempt<T>(path: Path, task: () => T): T | undefined {
    try {
      return task();
    } catch (error) {
      if (error instanceof Consequence) return undefined;
      if (!(error instanceof Rejection)) throw error;
      const full = [...path, ...error.path];
      this.note({ path: full, found: error.found, need: error.need, ...(error.atKey ? { atKey: true } : {}) });
      return undefined;
    }
  }
}
