import { pathOf, withValueAt } from '../../config/at-path.js';
import { quoted } from '../../config/found.js';
import { InputError, type Path } from '../../config/problem.js';
import { isName, nameNeeded } from '../../net/parse/declarations.js';
import { reserved } from '../../net/parse/names.js';
import { Problems } from '../../net/parse/problems.js';
import { modelOf } from '../../system/model.js';
import { nameNeed } from '../scope.js';
import { type Axis, listedAxis, readAxis, valueAlong } from './axis.js';
import { Constraint } from './constraint.js';
import type { SweepDocument } from './schema.js';
import { sobolDimensionsMax } from './sobol.js';

/** Which designs are run: checked, and ready to be made into points. */
export interface Sweep {
  readonly axes: readonly Axis[];
  /** Positions of the axes that go together; an axis that goes alone is a group by itself. */
  readonly groups: readonly (readonly number[])[];
  readonly sample?: { readonly kind: 'latin-hypercube' | 'sobol'; readonly points: number };
  readonly constraints: readonly Constraint[];
  /** The measures to report; all when absent. */
  readonly measures?: readonly string[];
}

/** More points than these are a mistake. */
export const pointsMost = 100_000;

/** The sweep over a config's data (without `sweep`). Throws an InputError with everything wrong, by paths into the sweep. */
export function readSweep(document: SweepDocument, data: unknown): Sweep {
  const problems = new Problems();
  const axes = readAxes(document, data, problems);
  const groups = groupsOf(document, axes, problems);
  const sample = sampleOf(document, groups, problems);
  if (sample === undefined) refuseTooMany(axes, groups, problems);
  const whole = axes.length === Object.keys(document.vary).length;
  const constraints = whole ? constraintsOf(document, axes, data, problems) : [];
  if (problems.all.length > 0) throw new InputError(problems.all);
  const { measures } = document;
  return {
    axes,
    groups,
    ...(sample === undefined ? {} : { sample }),
    constraints,
    ...(measures === undefined ? {} : { measures }),
  };
}

function readAxes(document: SweepDocument, data: unknown, problems: Problems): readonly Axis[] {
  const axes: Axis[] = [];
  for (const [name, written] of Object.entries(document.vary)) {
    const at = ['vary', name];
    const read = readAxis(name, written, data, at, problems);
    if (read === undefined) continue;
    const axis = document.sample === undefined ? listedAxis(read) : read;
    const twin = axes.find(({ path }) => path === read.path);
    if (name !== read.path && (!isName(name) || reserved(name) !== undefined)) {
      const need = reserved(name) === undefined ? nameNeeded : `another name: ${name} is a ${reserved(name)}`;
      problems.rejectKey(at, quoted(name), need);
    } else if (twin !== undefined)
      problems.rejectKey(at, `${read.path}, which ${twin.name} varies too`, 'another path');
    else if (axis === undefined) problems.reject(at, 'a range without points', 'points or step, such as points: 10');
    else {
      refuseUnknownKey(axis, data, at, problems);
      axes.push(axis);
    }
  }
  return axes;
}

/** A misspelt path would be wrong in every point: it is said once, and what was meant. */
function refuseUnknownKey(axis: Axis, data: unknown, at: Path, problems: Problems): void {
  const path = pathOf(axis.path);
  try {
    modelOf(withValueAt(data, path, valueAlong(axis, 0).value));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    for (const { path: wrong, atKey, found, need } of error.problems) {
      const isAxis = wrong.length <= path.length && wrong.every((step, depth) => step === path[depth]);
      if (atKey === true && isAxis) problems.rejectKey(at, found, need);
    }
  }
}

function groupsOf(document: SweepDocument, axes: readonly Axis[], problems: Problems): Sweep['groups'] {
  const { zip = [], vary } = document;
  const isFlat = zip.every((item) => typeof item === 'string');
  const zipped: number[][] = [];
  for (const [index, names] of (isFlat ? [zip as string[]] : (zip as string[][])).entries()) {
    const path = isFlat ? ['zip'] : ['zip', index];
    const group: number[] = [];
    for (const [place, name] of names.entries()) {
      const axis = axes.findIndex((candidate) => candidate.name === name);
      const taken = [...zipped, group].some((other) => other.includes(axis));
      if (!Object.hasOwn(vary, name))
        problems.reject([...path, place], quoted(name), nameNeed(name, Object.keys(vary)));
      else if (axis >= 0 && taken) problems.reject([...path, place], `${name} a second time`, 'each axis once');
      else if (axis >= 0) group.push(axis);
    }
    refuseUnlike(group, axes, path, problems);
    if (group.length > 0) zipped.push(group);
  }
  const alone = axes.flatMap((_, axis) => (zipped.some((group) => group.includes(axis)) ? [] : [[axis]]));
  return [...alone, ...zipped].sort((a, b) => Math.min(...a) - Math.min(...b));
}

/** What goes together has equally many values, or all that lies between two ends. */
function refuseUnlike(group: readonly number[], axes: readonly Axis[], path: Path, problems: Problems): void {
  const counts = group.flatMap((index) => {
    const axis = axes[index];
    if (axis === undefined) return [];
    return [{ name: axis.name, count: 'values' in axis ? `${axis.values.length} values` : 'a range' }];
  });
  if (new Set(counts.map(({ count }) => count)).size < 2) return;
  const found = counts.map(({ name, count }) => `${count} of ${name}`).join(', ');
  problems.reject(path, found, 'equally many values of all that go together');
}

function sampleOf({ sample }: SweepDocument, groups: Sweep['groups'], problems: Problems): Sweep['sample'] {
  if (sample === undefined) return undefined;
  const kind = sample.sobol === undefined ? ('latin-hypercube' as const) : ('sobol' as const);
  const points = sample[kind] ?? 0;
  if (points > pointsMost) problems.reject(['sample', kind], `${points} points`, `at most ${pointsMost}`);
  if (kind === 'sobol' && groups.length > sobolDimensionsMax) {
    const need = `at most ${sobolDimensionsMax}, or a latin-hypercube`;
    problems.reject(['sample', kind], `${groups.length} axes`, need);
  }
  return { kind, points };
}

function refuseTooMany(axes: readonly Axis[], groups: Sweep['groups'], problems: Problems): void {
  const size = groups.reduce((product, group) => product * groupSize(axes, group), 1);
  if (size > pointsMost) problems.reject(['vary'], `${size} points`, `at most ${pointsMost}, or a sample of them`);
}

/** How many values the axes of a group have. */
export function groupSize(axes: readonly Axis[], [first = 0]: readonly number[]): number {
  const axis = axes[first];
  return axis !== undefined && 'values' in axis ? axis.values.length : 1;
}

function constraintsOf(
  { where = [] }: SweepDocument,
  axes: readonly Axis[],
  data: unknown,
  problems: Problems,
): readonly Constraint[] {
  const texts = typeof where === 'string' ? [where] : where;
  return texts.map((text, index) => {
    const path = typeof where === 'string' ? ['where'] : ['where', index];
    const constraint = new Constraint(text, path, axes, data);
    const { problem } = constraint;
    if (problem !== undefined) problems.note(problem);
    return constraint;
  });
}
