import { statSync } from 'node:fs';
import { parseDuration } from '../config/duration.js';
import type { Condition } from '../experiment/past-runs/condition.js';
import type { PastRun } from '../experiment/past-runs/read-run.js';
import { type Command, CommandError, exitCodes, jsonOption } from './command.js';
import { listed, listOption, OptionReader, textOption } from './options.js';

interface Arguments {
  readonly folder?: string;
  readonly name?: string;
  readonly config?: string;
  readonly seed?: string;
  readonly complete?: boolean;
  readonly incomplete?: boolean;
  readonly since?: string;
  readonly where?: readonly string[];
  readonly measures?: readonly string[];
  readonly json: boolean;
}

type Filter = (run: PastRun) => boolean;

/** `ninefold results`: what has been run, and what came of it. */
export const resultsCommand: Command<Arguments> = {
  positionals: { folder: { describe: 'where the runs are; results by default' } },
  options: {
    name: textOption('only runs of systems and nets whose name has this in it'),
    config: textOption('only runs of configs whose path has this in it'),
    seed: textOption('only runs with this seed'),
    complete: { type: 'boolean', describe: 'only runs that are done' },
    incomplete: { type: 'boolean', describe: 'only runs that can be resumed' },
    since: textOption('only runs of the last 12 h, or from 2026-01-31 on (UTC)'),
    where: { ...textOption('only runs with such an estimate: "availability < 0.999", "mttf >= 30 d"'), array: true },
    measures: listOption('measures to show, like outages,nines'),
    json: jsonOption,
  },
  async run(given, terminal) {
    const { readCondition, meets } = await import('../experiment/past-runs/condition.js');
    const options = new OptionReader();
    const conditions = (given.where ?? []).flatMap((text): Condition[] => {
      const condition = readCondition(text);
      if (condition === undefined) options.reject('where', text, 'a measure, <, <=, > or >=, and a number or duration');
      return condition === undefined ? [] : [condition];
    });
    const since = given.since === undefined ? undefined : sinceOf(given.since, options);
    const folder = given.folder ?? 'results';
    if (given.complete === true && given.incomplete === true)
      options.reject('complete', '--incomplete beside it', 'one of the two');
    options.check();
    if (!isFolder(folder)) throw new CommandError(`${folder}: found no folder, need one of runs`, exitCodes.badInput);
    const { listRuns } = await import('../experiment/past-runs/list-runs.js');
    const { listedRun, resultsText } = await import('../report/results-list.js');
    const { runs, damaged } = listRuns(folder);
    const filters: Filter[] = [...filtersOf(given, since), (run) => conditions.every((each) => meets(run, each))];
    const found = runs.filter((run) => filters.every((filter) => filter(run))).map(listedRun);
    for (const problem of damaged) terminal.err(`${problem}\n`);
    if (given.json) {
      const { jsonText } = await import('../report/json-text.js');
      for (const run of found) terminal.out(`${jsonText(run)}\n`);
    } else if (found.length > 0) terminal.out(resultsText(found, listed(given.measures)));
    else if (runs.length > 0) terminal.err(`no run in ${folder} of ${runs.length} that is like that\n`);
    else if (damaged.length === 0) terminal.err(`no run in ${folder}\n`);
    return exitCodes.done;
  },
};

function filtersOf({ name, config, seed, complete, incomplete }: Arguments, since: Date | undefined): Filter[] {
  const has = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());
  const filters: Filter[] = [];
  if (name !== undefined) filters.push((run) => has(run.name, name));
  if (config !== undefined) filters.push(({ manifest }) => manifest.configs.some(({ file }) => has(file, config)));
  if (seed !== undefined) filters.push((run) => run.seed === seed);
  if (complete === true) filters.push((run) => run.complete);
  if (incomplete === true) filters.push((run) => !run.complete);
  if (since !== undefined) filters.push((run) => run.when >= since);
  return filters;
}

const hourMilliseconds = 3_600_000;

function sinceOf(text: string, options: OptionReader): Date | undefined {
  const duration = parseDuration(text);
  if (duration.ok) return new Date(Date.now() - duration.hours * hourMilliseconds);
  const date = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(date.getTime())) return date;
  options.reject('since', text === '' ? 'nothing' : text, 'a duration such as 12 h, or a date such as 2026-01-31');
  return undefined;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
