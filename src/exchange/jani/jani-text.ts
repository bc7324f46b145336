import type { Path } from '../../config/problem.js';
import { type LocatedDocument, loadYaml } from '../../config/yaml.js';
import type { Origin } from '../guarded/term.js';

/** The reader that knows lines goes no deeper than this; a longer run of one operator does. */
const LOCATED_DEPTH_MAX = 90;

/** The data of a JANI text, and where each part of it stands. Throws an InputError for what is no JSON. */
export class JaniText {
  readonly data: unknown;
  private located: LocatedDocument | undefined;

  constructor(private readonly text: string) {
    this.data = this.parsed();
  }

  /**
   * Lines are looked up when something is wrong, not before: that takes longer than reading the model. A key that stands twice
   * is found then, and told instead.
   */
  origin(path: Path): Origin {
    if (this.located === undefined && isDeep(this.data)) return { path, at: { line: 1, column: 1 } };
    this.located ??= loadYaml(this.text);
    return { path, at: this.located.locate(path) };
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
}

function isDeep(data: unknown): boolean {
  let level: unknown[] = [data];
  for (let depth = 0; depth < LOCATED_DEPTH_MAX && level.length > 0; depth++) {
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return level.length > 0;
}
