import { formatProblems } from '../../config/format-problems.js';
import { InputError, type Problem } from '../../config/problem.js';
import { ConfigError, type ConfigFile } from '../config-file.js';
import { inSweep } from './config-sweep.js';
import { type DesignPoint, designPoints } from './design-points.js';
import type { SweepDocument } from './schema.js';
import { readSweep, type Sweep } from './sweep.js';

/** What the command line says of a sweep. */
export type SweepChanges = Partial<SweepDocument>;

/**
 * The sweep of a config and its points. Options that vary something take the place of the config's whole sweep but for its measures;
 * without such, each takes the place of its own part. Throws a ConfigError that says of every problem whether it is in
 * the file or in an option.
 */
export function plannedSweep(
  config: ConfigFile,
  changes: SweepChanges,
  seed: string,
): { readonly sweep: Sweep; readonly points: readonly DesignPoint[] } {
  const { measures, ...written } = config.sweep ?? {};
  const kept = { ...(changes.vary === undefined ? written : {}), ...(measures === undefined ? {} : { measures }) };
  const { vary, ...rest } = { ...kept, ...changes };
  if (vary === undefined) {
    throw new ConfigError(config.file, [`${config.file}: found no sweep, need sweep: in the config or --vary`]);
  }
  try {
    const sweep = readSweep({ vary, ...rest }, config.document.data);
    return { sweep, points: designPoints(sweep, seed) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const lines = error.problems.flatMap((problem) => linesOf(problem, changes, config));
    throw new ConfigError(config.file, lines);
  }
}

function linesOf(problem: Problem, changes: SweepChanges, { file, document }: ConfigFile): readonly string[] {
  const [part, name] = problem.path;
  if (part === undefined || !Object.hasOwn(changes, part)) return formatProblems(file, [inSweep(problem)], document);
  return [
    `--${part}${part === 'vary' && name !== undefined ? ` ${name}` : ''}: found ${problem.found}, need ${problem.need}`,
  ];
}
