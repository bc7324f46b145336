import { InputError } from '../../src/config/problem.js';
import { type ImportedNet, importModel } from '../../src/exchange/import-model.js';
import { importers } from '../../src/exchange/importers.js';

/** A model imported from a text in a format. */
export function imported(format: string, text: string, constants: Readonly<Record<string, string>> = {}): ImportedNet {
  const importer = importers.get(format);
  if (importer === undefined) throw new Error(`no format ${format}`);
  return importModel(importer, text, 'model', { constants: new Map(Object.entries(constants)), timeUnit: 'h' });
}

/** What is wrong with a model, in the order of its text: `line:column found, need`. */
export function complaints(format: string, text: string, constants: Readonly<Record<string, string>> = {}): string[] {
  try {
    imported(format, text, constants);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const lines = error.problems.map(({ at, found, need }) => ({ at, text: `${found}, need ${need}` }));
    lines.sort((a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0));
    return lines.map((line) => `${line.at?.line}:${line.at?.column} ${line.text}`);
  }
  return [];
}
