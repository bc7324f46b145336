import type { TopLevelSpec } from 'vega-lite';
import type { Progress } from '../experiment/conduct.js';
import type { Executor } from '../experiment/executor.js';
import type { RecordedConfig, RunIdentity } from '../experiment/open-run-folder.js';
import { type ExitCode, exitCodes, jsonOption, type Terminal } from './command.js';
import { clusterOption, sharedOptions, textOption } from './options.js';
import type { Computing } from './simulation-options.js';

/** What all searches are given, beside what they look for. */
export interface SearchTexts {
  readonly confidence?: string;
  readonly trials?: string;
  readonly seed?: string;
  readonly workers?: string;
  readonly cluster?: string;
  readonly out?: string;
  readonly json: boolean;
  /** The configs as they were, when a search is resumed. */
  readonly recorded?: readonly RecordedConfig[];
}

/** The options for it; what `trials` and `confidence` are of is for each search to say. */
export const searchOptions = {
  ...sharedOptions,
  cluster: clusterOption,
  out: textOption('folder of the results; results/<name>-<seed>-<hash> by default'),
  json: jsonOption,
};

export const searchEpilogue = (judged: string): string =>
  `Exit code 0: there is an answer; 1: ${judged} disagree; 2: bad input; 3: interrupted, ninefold resume goes on.`;

interface SearchReport {
  /** False when it was interrupted. */
  readonly complete: boolean;
  /** Of simulation and exact solution, where both ways were taken. */
  readonly agrees?: boolean;
}

/** How a search is carried out; nothing of it has a say in the results. */
export interface Searching {
  readonly executor: Executor;
  /** Places that may be simulated at the same time. */
  readonly placesAtOnce: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export interface Search<Report extends SearchReport> {
  readonly identity: RunIdentity;
  find(how: Searching): Promise<Report>;
  text(report: Report): Promise<string>;
  /** Where to draw what. */
  readonly picture?: { readonly file: string; readonly spec: (report: Report) => Promise<TopLevelSpec> };
}

/** Carries a search out in a run folder, in which it goes on where it was, and prints what it found. */
export async function runSearch<Report extends SearchReport>(
  { identity, find, text, picture }: Search<Report>,
  { json }: SearchTexts,
  computing: Computing,
  terminal: Terminal,
): Promise<ExitCode> {
  const { inResumableFolder } = await import('./in-resumable-folder.js');
  const { keepingExecutor } = await import('../experiment/search/keeping-executor.js');
  const { heeding } = await import('../experiment/heeding.js');
  const { withExecutor } = await import('./with-executor.js');
  const { withProgress } = await import('../report/progress-bar.js');
  const { jsonText } = await import('../report/json-text.js');
  const { signal } = terminal;
  return inResumableFolder(identity, terminal, async (folder) => {
    const report = await withExecutor(computing, terminal, (executor) =>
      withProgress(terminal, (onProgress) => {
        const how = {
          executor: keepingExecutor(executor, folder),
          placesAtOnce: computing.workers,
          signal,
          onProgress,
        };
        return heeding(signal, () => find(how));
      }),
    );
    folder.write('summary.json', `${jsonText(report, 2)}\n`);
    terminal.out(json ? `${jsonText(report)}\n` : await text(report));
    if (picture !== undefined) {
      const { writeSvg } = await import('./write-svg.js');
      await writeSvg(picture.file, await picture.spec(report));
    }
    if (!report.complete) {
      terminal.err(`interrupted: go on with ninefold resume ${folder.path}\n`);
      return exitCodes.unfinished;
    }
    return report.agrees === false ? exitCodes.checkFailed : exitCodes.done;
  });
}
