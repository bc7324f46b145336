import type { BatchFailure } from '../experiment/batch.js';
import type { RunFolder } from '../experiment/run-folder.js';
import { csvLine } from './csv.js';
import { displayUnit, inUnit } from './display-unit.js';
import { jsonText } from './json-text.js';
import type { ModelReport } from './model-report.js';
import { intervalText } from './number-text.js';
import { textTable } from './text-table.js';

/** One config of a batch, as the index shows it. */
export interface BatchEntry {
  readonly config: string;
  readonly name: string;
  readonly folder?: string;
  readonly complete: boolean;
  readonly trials?: number;
  readonly events?: number;
  readonly measures?: ModelReport['measures'];
  readonly failed?: string;
}

export interface BatchIndex {
  readonly name: string;
  readonly complete: boolean;
  readonly configs: readonly BatchEntry[];
}

/** What the table shows of a config, if it has it. */
const shown = ['availability', 'reliability', 'mttf', 'downtime-year'];

export function entryOf(folder: string, report: ModelReport): BatchEntry {
  const { config, name, complete, trials, events, measures } = report;
  return { config, name, folder, complete, trials, events, measures };
}

export function failedEntry({ config, message }: BatchFailure): BatchEntry {
  return { config: config.file, name: config.model.net.name, complete: false, failed: message };
}

/** summary.json, the index of the results, and points.csv, a line a measure. */
export function writeBatch(folder: RunFolder, index: BatchIndex): void {
  folder.write('summary.json', `${jsonText(index, 2)}\n`);
  const lines = [csvLine(['config', 'measure', 'estimate', 'low', 'high', 'confidence', 'unit', 'trials', 'exact'])];
  for (const { config, measures = {} } of index.configs) {
    for (const [name, { estimate, low, high, confidence, unit, trials, exact }] of Object.entries(measures)) {
      lines.push(csvLine([config, name, estimate, low, high, confidence, unit, trials, exact?.value]));
    }
  }
  folder.write('points.csv', lines.join(''));
}

/** The index as a table for a terminal. */
export function batchText({ name, configs }: BatchIndex): string {
  const present = shown.filter((measure) => configs.some(({ measures }) => measures?.[measure] !== undefined));
  const columns = [
    { title: 'config' },
    ...present.map((title) => ({ title, align: 'right' as const })),
    { title: 'trials', align: 'right' as const },
    { title: '' },
  ];
  const rows = configs.map((entry) => [
    entry.config,
    ...present.map((measure) => cell(entry, measure)),
    entry.trials?.toLocaleString('en') ?? '',
    entry.failed ?? (entry.complete ? '' : 'not finished'),
  ]);
  return `${name}  (${configs.length} configs)\n\n${textTable(columns, rows)}`;
}

/** `0.99983 (0.99979 .. 0.99987)` in the unit that suits it. */
function cell({ measures }: BatchEntry, name: string): string {
  const measure = measures?.[name];
  if (measure === undefined) return '';
  const unit = displayUnit(measure.estimate, measure.unit);
  const { estimate, low, high } = intervalText(inUnit(measure, unit));
  return `${estimate} (${low} .. ${high})${unit.unit === '' ? '' : ` ${unit.unit}`}`;
}
