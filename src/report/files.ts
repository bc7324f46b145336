import type { RunReport } from '../experiment/findings/run-report.js';
import type { RunFolder } from '../experiment/run-folder.js';
import { csvLine } from './csv.js';
import { jsonText } from './json-text.js';
import type { ModelReport } from './model-report.js';
import { reportPage } from './page/page.js';

/** Writes what a run found into its folder. */
export async function writeReport(folder: RunFolder, report: ModelReport): Promise<void> {
  folder.write('summary.json', `${jsonText(report, 2)}\n`);
  folder.write('points.csv', pointsCsv(report));
  folder.write('report.html', await reportPage(report));
  const { baseline } = report;
  const counts = { design: countsOf(report), ...(baseline === undefined ? {} : { baseline: countsOf(baseline) }) };
  if (report.complete) folder.complete({ counts });
}

/** Trials of each measure, and events in all. */
function countsOf({ measures, curves, events }: RunReport): object {
  const trials = Object.entries({ ...measures, ...curves }).map(([name, result]) => [name, result.trials]);
  return { events, trials: Object.fromEntries(trials) };
}

/** One row a value: a measure, or a curve at a time; full precision, for other programs. */
function pointsCsv(report: ModelReport): string {
  const lines = [
    csvLine(['design', 'measure', 'at', 'estimate', 'low', 'high', 'confidence', 'unit', 'trials', 'exact', 'method']),
    ...linesOf('design', report),
    ...(report.baseline === undefined ? [] : linesOf('baseline', report.baseline)),
  ];
  return lines.join('');
}

function linesOf(design: string, { measures, curves }: RunReport): string[] {
  const lines: string[] = [];
  for (const [name, { estimate, low, high, confidence, unit, trials, exact, method }] of Object.entries(measures)) {
    lines.push(csvLine([design, name, '', estimate, low, high, confidence, unit, trials, exact?.value, method]));
  }
  for (const [name, { points, confidence, unit, trials, method }] of Object.entries(curves)) {
    for (const { at, estimate, low, high, exact } of points) {
      lines.push(csvLine([design, name, at, estimate, low, high, confidence, unit, trials, exact, method]));
    }
  }
  return lines;
}
