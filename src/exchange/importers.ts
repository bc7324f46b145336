import type { Imported, ImportOptions } from './guarded/to-net.js';
import { importJani } from './jani/import-jani.js';
import { importPrism } from './prism/import-prism.js';

/** Reads the text of a model; `name` becomes the net's when the text has none. */
export type Importer = (text: string, name: string, options: ImportOptions) => Imported;

/** By the ending of the file's name. Adding a format is a file and a line here. */
export const importers: ReadonlyMap<string, Importer> = new Map([
  ['prism', importPrism],
  ['sm', importPrism],
  ['pm', importPrism],
  ['jani', importJani],
]);
