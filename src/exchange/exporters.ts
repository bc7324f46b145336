import type { Net } from '../net/net.js';
import { exportCsv } from './chain/export-csv.js';
import { exportDot } from './dot/export-dot.js';
import { exportStates } from './dot/export-states.js';
import type { ExportedFile } from './exported-file.js';
import { exportJani } from './jani/export-jani.js';
import { markovOf } from './markov/markov-of.js';
import { exportPrism } from './prism/export-prism.js';

export interface ExportOptions {
  /** Write the explored states, even where activities would do. */
  readonly states: boolean;
}

/** Writes a net in another tool's format; the first file is the main one. Throws an ExportRefusal. */
export type Exporter = (net: Net, options: ExportOptions) => readonly ExportedFile[];

/** Adding a format is a file and a line here. */
export const exporters: ReadonlyMap<string, Exporter> = new Map<string, Exporter>([
  ['csv-chain', exportCsv],
  ['dot', (net, { states }) => (states ? exportStates(net) : exportDot(net))],
  ['jani', (net, { states }) => exportJani(markovOf(net, states), net.timeUnit)],
  ['prism', (net, { states }) => exportPrism(markovOf(net, states), net.timeUnit)],
]);
