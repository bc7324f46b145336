import type { Path, Problem } from '../../config/problem.js';

/** Collects what is wrong with a document, at paths below `at`. */
export class Problems {
  constructor(
    readonly all: Problem[] = [],
    readonly at: Path = [],
  ) {}

  /** The same collection, for the part of the document at `path`. */
  below(...path: Path): Problems {
    return new Problems(this.all, [...this.at, ...path]);
  }

  report(path: Path, found: string, need: string): void {
    this.all.push({ path: [...this.at, ...path], found, need });
  }

  /** Reports a key that should not be there. */
  reportKey(path: Path, found: string, need: string): void {
    this.all.push({ path: [...this.at, ...path], found, need, atKey: true });
  }
}
