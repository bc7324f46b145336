import { InputError, type Path, type Problem } from '../../config/problem.js';
import { checkInput } from '../../config/schema-problems.js';
import { type NetDocument, netDocumentSchema } from '../document.js';
import type { Problems } from './problems.js';

/** Names whose declarations do not have the right structure, by section. */
export type BrokenNames = ReadonlyMap<string, readonly string[]>;

/**
 * Checks the structure of a document. Declarations that fail are reported and cut out, so that whatever else is wrong can be
 * reported too; throws an InputError when what is left makes no sense.
 */
export function checkStructure(input: unknown, problems: Problems): { document: NetDocument; broken: BrokenNames } {
  const checked = checkInput(netDocumentSchema, input);
  if (checked.ok) return { document: checked.value, broken: new Map() };
  for (const problem of checked.problems) problems.note(problem);
  const rest = checked.problems.every(isLocal) ? netDocumentSchema.safeParse(cut(input, checked.problems)) : undefined;
  if (rest?.success !== true) throw new InputError(problems.all);
  return { document: rest.data, broken: brokenNames(checked.problems.map((problem) => problem.path)) };
}

/** Whether a problem lies within one declaration, or in a setting that has a default. */
const isLocal = ({ path }: Problem): boolean => path.length >= 2 || path[0] === 'name' || path[0] === 'time-unit';

function cut(input: unknown, problems: readonly Problem[]): unknown {
  const copy: Record<string, unknown> = { ...(input as object) };
  for (const { path } of problems) {
    const [section, key] = path;
    if (section === 'name') copy.name = 'unnamed';
    else if (key === undefined) delete copy[String(section)];
    else copy[String(section)] = without(copy[String(section)], String(key));
  }
  return copy;
}

function without(section: unknown, key: string): unknown {
  return Object.fromEntries(Object.entries(section as object).filter(([candidate]) => candidate !== key));
}

function brokenNames(paths: readonly Path[]): BrokenNames {
  const names = new Map<string, string[]>();
  for (const [section, key] of paths) {
    if (key === undefined) continue;
    const name = String(key).split('(')[0]?.trim() ?? '';
    names.set(String(section), [...(names.get(String(section)) ?? []), name]);
  }
  return names;
}
