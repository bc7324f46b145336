import type { Case } from './claim.js';
import type { CaseValue, GridDocument, PartDocument } from './schema.js';

/** The cases of a part; one without values when it names none. */
export function casesOf(grids: PartDocument['for']): readonly Case[] {
  if (grids === undefined) return [{}];
  return (Array.isArray(grids) ? grids : [grids]).flatMap(combinations);
}

/** Every combination of the listed values, the last name changing fastest. */
function combinations(grid: GridDocument): readonly Case[] {
  let cases: readonly Case[] = [{}];
  for (const [name, values] of Object.entries(grid)) {
    const listed: readonly CaseValue[] = Array.isArray(values) ? values : [values];
    cases = cases.flatMap((before) => listed.map((value) => ({ ...before, [name]: value })));
  }
  return cases;
}
