import { InputError, type Problem } from '../../config/problem.js';
import { checkInput } from '../../config/schema-problems.js';
import { suggestion } from '../../config/suggestion.js';
import { sweepKey } from '../../config/without-sweep.js';
import type { Model } from '../../system/model.js';
import { nameNeed } from '../scope.js';
import { type SweepDocument, sweepSchema } from './schema.js';
import { readSweep } from './sweep.js';

/** The checked sweep of a config, whose model is known if it is sound. Throws an InputError with everything that is wrong in it. */
export function checkedSweep(sweep: unknown, data: unknown, model: Model | undefined): SweepDocument {
  const checked = checkInput(sweepSchema, sweep);
  if (!checked.ok) throw new InputError(checked.problems.map(inSweep));
  const problems = [...sweepProblems(checked.value, data), ...(model ? unknownMeasures(checked.value, model) : [])];
  if (problems.length > 0) throw new InputError(problems.map(inSweep));
  return checked.value;
}

function sweepProblems(document: SweepDocument, data: unknown): readonly Problem[] {
  try {
    readSweep(document, data);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems;
  }
}

/** A problem of the sweep as one of the config. */
export const inSweep = (problem: Problem): Problem => ({ ...problem, path: [sweepKey, ...problem.path] });

/** The models' schemas know nothing of sweeps: `sweeps:` is an unknown key that was meant to be this one. */
export function sweepMeant(problem: Problem): Problem {
  const [word] = problem.path;
  const isKey = problem.atKey === true && problem.path.length === 1 && typeof word === 'string';
  if (!isKey || suggestion(word, [sweepKey]) === undefined) return problem;
  return { ...problem, need: `${sweepKey} (did you mean that?)` };
}

/** The measures that a sweep asks for and a model does not have. */
function unknownMeasures({ measures = [] }: SweepDocument, { net }: Model): readonly Problem[] {
  const known = net.measures.map(({ name }) => name);
  return measures.flatMap((name, index) => {
    if (known.includes(name)) return [];
    return [{ path: ['measures', index], found: `the unknown measure ${name}`, need: nameNeed(name, known) }];
  });
}
