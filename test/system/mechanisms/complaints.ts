import { InputError } from '../../../src/config/problem.js';
import { systemOf } from '../read-system.js';

/** What is wrong with a node, `path: found; need` each. */
export function complaints(node: string): readonly string[] {
  try {
    systemOf(node);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ path, found, need }) => `${path.join('.')}: ${found}; ${need}`);
  }
}
