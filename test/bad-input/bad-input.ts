import { formatProblems } from '../../src/config/format-problems.js';
import { InputError } from '../../src/config/problem.js';
import { type LocatedDocument, loadYaml } from '../../src/config/yaml.js';
import { modelOf } from '../../src/system/model.js';

/** A file that cannot be used, and every line that its author is told, in order. The text begins after a line break. */
export interface BadInput {
  readonly what: string;
  readonly text: string;
  readonly says: readonly string[];
}

/** What the author of a file is told; nothing if it can be used. */
export function complaints(text: string, read: (data: unknown) => unknown = modelOf): readonly string[] {
  let located: LocatedDocument | undefined;
  try {
    located = loadYaml(text.replace(/^\n/, ''));
    read(located.data);
    return [];
  } catch (error) {
    if (error instanceof InputError) return formatProblems('bad.yaml', error.problems, located);
    throw error;
  }
}
