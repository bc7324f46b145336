import type { Path } from '../../config/problem.js';
import type { ModelProblems } from '../guarded/problems.js';
import type { Origin } from '../guarded/term.js';
import type { JaniText } from './jani-text.js';

/** A place in a JANI document, from which its parts are reached. */
export class JaniPath {
  constructor(
    readonly path: Path,
    private readonly text: JaniText,
    private readonly problems: ModelProblems,
  ) {}

  below(...steps: Path): JaniPath {
    return new JaniPath([...this.path, ...steps], this.text, this.problems);
  }

  /** The place as an origin that finds its line only when it is asked for. */
  get origin(): Origin {
    const { path, text } = this;
    return {
      path,
      get at() {
        return text.origin(path).at;
      },
    } as Origin;
  }

  note(found: string, need: string): void {
    this.problems.note(this.origin, found, need);
  }
}
