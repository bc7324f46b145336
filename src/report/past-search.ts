import type { PastRun } from '../experiment/past-runs/read-run.js';
import { type BoundaryReport, deciding } from './boundary/boundary-report.js';
import { answerSentence } from './boundary/boundary-words.js';
import type { OptimiseReport } from './optimise/optimise-report.js';
import { optimumSentence } from './optimise/optimise-text.js';

/** What a search took and found. */
export interface PastSearch {
  /** Trials, or pairs of trials, of all places together; none where all is known exactly. */
  readonly trials: number;
  /** Places at which it looked. */
  readonly places: number;
  /** The answer in a sentence. */
  readonly found: string;
}

const searchCommands: readonly string[] = ['boundary', 'optimise'];

/** Whether a run of this command is a search. */
export const isSearch = (command: string): boolean => searchCommands.includes(command);

/** Undefined of a run that is no search, and of one that is not complete. */
export function pastSearch({ manifest, complete, summary }: PastRun): PastSearch | undefined {
  if (!isSearch(manifest.command) || !complete || summary === undefined) return undefined;
  return manifest.command === 'boundary'
    ? pastBoundary(summary as unknown as BoundaryReport)
    : pastOptimum(summary as unknown as OptimiseReport);
}

function pastBoundary(report: BoundaryReport): PastSearch | undefined {
  const division = deciding(report);
  if (division === undefined) return undefined;
  const simulated = report.simulated?.places ?? [];
  const answer = answerSentence(division, report);
  return {
    trials: trialsOf(simulated),
    places: new Set([...(report.exact?.places ?? []), ...simulated].map(({ at }) => at)).size,
    found: answer.startsWith(report.measure) ? answer : `${report.measure}: ${answer}`,
  };
}

function pastOptimum(report: OptimiseReport): PastSearch | undefined {
  const found = optimumSentence(report);
  if (found === undefined) return undefined;
  const { exact, simulated } = report;
  const rounds = simulated?.rounds.flatMap(({ places }) => places) ?? [];
  const compared = [...(simulated?.places ?? []), ...rounds];
  return {
    trials: trialsOf(compared) + (simulated?.value?.trials ?? 0),
    places: new Set([...(exact?.places ?? []), ...compared].map(({ at }) => at.join())).size,
    found,
  };
}

const trialsOf = (places: readonly { readonly trials: number }[]): number =>
  places.reduce((sum, { trials }) => sum + trials, 0);
