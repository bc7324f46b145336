import { InputError, type Problem } from '../config/problem.js';
import type { Net } from '../net/net.js';
import { parseNet } from '../net/parse.js';
import { printNet } from '../net/print.js';
import type { Imported, ImportOptions } from './guarded/to-net.js';
import type { Importer } from './importers.js';

export interface ImportedNet extends Imported {
  readonly net: Net;
  /** The text of a net file, with the notes at its head. */
  readonly text: string;
}

/**
 * Imports a model and checks the net that comes out of it. Throws an InputError; what is wrong with the net is told where
 * the model says so.
 */
export function importModel(importer: Importer, text: string, name: string, options: ImportOptions): ImportedNet {
  const imported = importer(text, name, options);
  const { document, notes } = imported;
  const head = [`made from the model ${name} by ninefold import`, ...notes].map((line) => `# ${line}\n`).join('');
  try {
    return { ...imported, net: parseNet(document), text: head + printNet(document) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((problem) => inModel(problem, imported)));
  }
}

function inModel(problem: Problem, { origins }: Imported): Problem {
  const [section, name] = problem.path;
  const origin = origins.get(`${section}.${name}`);
  return origin === undefined ? problem : { ...problem, ...origin };
}
