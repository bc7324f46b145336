import { NoSuchPlace, pathOf, withValueAt } from '../../config/at-path.js';
import { InputError, type Path, type Problem } from '../../config/problem.js';
import type { Problems } from '../../net/parse/problems.js';
import { type Model, modelOf } from '../../system/model.js';
import { systemFormat } from '../../system/schema.js';
import { nameNeed, type Scope } from '../scope.js';
import { filled } from './filled.js';
import type { ClaimDocument } from './schema.js';

type Documents = Pick<ClaimDocument, 'system' | 'designs'>;

/** The model of a design in one case; reports what is wrong with it, where it was written. */
export function designModel(
  name: string,
  { system, designs }: Documents,
  scope: Scope,
  problems: Problems,
): Model | undefined {
  const changes = designs[name] ?? {};
  const missing = (at: Path) => (path: Path, placeholder: string) =>
    problems.reject([...at, ...path], `$${placeholder}`, nameNeed(placeholder, scope.names));
  const before = problems.all.length;
  const valueNamed = (placeholder: string) => scope.value(placeholder);
  let data = filled({ format: systemFormat, name, ...system }, valueNamed, missing(['system']));
  for (const [key, value] of Object.entries(changes)) {
    const at = ['designs', name, key];
    try {
      data = withValueAt(data, pathOf(key), filled(value, valueNamed, missing(at)));
    } catch (error) {
      if (!(error instanceof NoSuchPlace)) throw error;
      problems.rejectKey(at, error.found, error.need);
    }
  }
  if (problems.all.length > before) return undefined;
  try {
    return modelOf(data);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    for (const problem of error.problems) problems.note(inClaim(problem, name, Object.keys(changes)));
    return undefined;
  }
}

/** Where a claim says what is wrong in the system that a design became. */
function inClaim(problem: Problem, design: string, keys: readonly string[]): Problem {
  const { path } = problem;
  const starts = (key: string): boolean => pathOf(key).every((step, depth) => path[depth] === step);
  const [key] = keys.filter(starts).sort((a, b) => b.length - a.length);
  if (key !== undefined) return { ...problem, path: ['designs', design, key, ...path.slice(pathOf(key).length)] };
  // What a design leaves out of the system is missing in the design.
  const found = `${problem.found} in the design ${design}`;
  return { ...problem, found, path: ['system', ...path] };
}
