import { InputError, type Path } from '../../config/problem.js';
import { type LocatedDocument, loadYaml } from '../../config/yaml.js';
import type { Origin } from '../guarded/term.js';

/** The data of a JANI text, and where each part of it stands. Throws an InputError for what is no JSON. */
export class JaniText {
  readonly data: unknown;
  private located: LocatedDocument | undefined;
  private isLocatable = true;

  constructor(private readonly text: string) {
    this.data = this.parsed();
  }

  /** Lines are looked up when something is wrong, not before: that takes longer than reading the model. */
  origin(path: Path): Origin {
    const located = this.locatedOnce();
    return located === undefined ? { path } : { path, at: located.locate(path) };
  }

  private parsed(): unknown {
    try {
      return JSON.parse(this.text.replace(/^\uFEFF/, ''));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.located = loadYaml(this.text);
      return this.located.data;
    }
  }

  private locatedOnce(): LocatedDocument | undefined {
    if (this.located !== undefined || !this.isLocatable) return this.located;
    try {
      this.located = loadYaml(this.text);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.isLocatable = false;
    }
    return this.located;
  }
}
