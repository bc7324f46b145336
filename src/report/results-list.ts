import type { MeasureReport } from '../experiment/findings/run-report.js';
import { designsOf, type PastRun, type PastSummary } from '../experiment/past-runs/read-run.js';
import { searchTrialsSoFar, trialsSoFar } from '../experiment/past-runs/trials-so-far.js';
import { shardText } from '../experiment/shard.js';
import { displayUnit, inUnit } from './display-unit.js';
import { intervalText } from './number-text.js';
import { isSearch, pastSearch } from './past-search.js';
import { textTable } from './text-table.js';

/** A run as `results --json` lists it. */
export interface ListedRun {
  readonly folder: string;
  readonly name: string;
  readonly command: string;
  readonly configs: readonly string[];
  readonly seed: string;
  readonly shard?: { readonly number: number; readonly count: number };
  readonly complete: boolean;
  /** Most trials that any measure has so far; of a search, those of all its places together. */
  readonly trials: number;
  /** Points of a sweep or configs of a batch, as far as they are done. */
  readonly designs?: number;
  /** At which a complete search looked. */
  readonly places?: number;
  /** What a complete search found, in a sentence. */
  readonly found?: string;
  /** When the folder's manifest was last written, in UTC. */
  readonly when: string;
  readonly measures: Readonly<Record<string, MeasureReport>>;
}

export function listedRun(run: PastRun): ListedRun {
  const { folder, manifest, name, seed, shard, complete, when, summary } = run;
  return {
    folder,
    name,
    command: manifest.command,
    configs: manifest.configs.map(({ file }) => file),
    seed,
    ...(shard === undefined ? {} : { shard: { number: shard.number, count: shard.count } }),
    complete,
    ...(isSearch(manifest.command)
      ? (pastSearch(run) ?? { trials: searchTrialsSoFar(folder) })
      : { trials: trialsOf(summary) ?? trialsSoFar(folder) }),
    ...(isOfMany(manifest.command) ? { designs: designsOf(summary).size } : {}),
    when: when.toISOString(),
    measures: summary?.measures ?? {},
  };
}

const isOfMany = (command: string): boolean => command === 'sweep' || command === 'batch';

/** The most that any of its designs has. */
function trialsOf(summary: PastSummary | undefined): number | undefined {
  if (summary?.trials !== undefined) return summary.trials;
  const trials = [...designsOf(summary).values()].flatMap((report) => report.trials ?? []);
  return trials.length === 0 ? undefined : trials.reduce((a, b) => Math.max(a, b));
}

/** What most readers look for first; what a list shows when nobody says. */
const keyMeasures = ['availability', 'reliability', 'mttf'];

/** A table with a row a run. */
export function resultsText(runs: readonly ListedRun[], asked: readonly string[] = keyMeasures): string {
  const measures = asked.filter((name) => runs.some((run) => run.measures[name] !== undefined));
  const columns = [
    { title: 'run' },
    { title: 'command' },
    { title: 'config' },
    { title: 'seed' },
    { title: 'trials', align: 'right' },
    { title: 'state' },
    { title: 'when (UTC)' },
    ...measures.map((title) => ({ title })),
    { title: 'found' },
  ] as const;
  const rows = runs.map((run) => [
    run.folder,
    run.command,
    run.configs.join(', '),
    run.seed,
    trialsText(run),
    stateText(run),
    run.when.slice(0, 16).replace('T', ' '),
    ...measures.map((name) => measureText(run.measures[name])),
    run.found ?? '',
  ]);
  return textTable(columns, rows);
}

function trialsText({ command, trials, designs, places }: ListedRun): string {
  const count = trials.toLocaleString('en');
  if (places !== undefined) return `${trials === 0 ? 'exact' : `${count} in all`} at ${countText(places, 'place')}`;
  return designs === undefined ? count : `${count} at ${countText(designs, command === 'sweep' ? 'point' : 'config')}`;
}

const countText = (count: number, what: string): string =>
  `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;

function stateText({ shard, complete }: ListedRun): string {
  const state = complete ? 'complete' : 'unfinished';
  return shard === undefined ? state : `${shardText(shard)}, ${state}`;
}

function measureText(measure: MeasureReport | undefined): string {
  if (measure === undefined) return '';
  const unit = displayUnit(measure.estimate, measure.unit);
  const { estimate, low, high } = intervalText(inUnit(measure, unit));
  return `${estimate} (${low} .. ${high})${unit.unit === '' ? '' : ` ${unit.unit}`}`;
}
