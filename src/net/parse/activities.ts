import type { ActivityDocument } from '../document.js';
import { type Expression, number } from '../expression/expression.js';
import type { Activity } from '../net.js';
import { ActivityNames } from './activity-names.js';
import { CaseReader } from './cases.js';
import type { Declaration } from './declarations.js';
import type { Reader } from './reader.js';
import { below } from './site.js';
import { readTiming } from './timing.js';

export interface ReadActivities {
  readonly activities: readonly Activity[];
  readonly names: ActivityNames;
  /** Number in the net of each member of `names`; those that can never be enabled have none. */
  readonly numbers: ReadonlyMap<number, number>;
}

/** `activities:`, families expanded in place. One whose guard is false in every state is left out. */
export function readActivities(
  declarations: readonly Declaration<ActivityDocument>[],
  broken: readonly string[],
  reader: Reader,
): ReadActivities {
  const names = new ActivityNames(declarations, broken, reader);
  const guards = new Map<number, Expression>();
  const numbers = new Map<number, number>();
  for (const [member, { document, site }] of names.members.entries()) {
    const guard = document.when === undefined ? number(1) : reader.read(document.when, below(site, 'when'));
    if (guard !== undefined && isNeverTrue(guard, below(site, 'when').path, reader)) continue;
    guards.set(member, guard ?? number(1));
    numbers.set(member, numbers.size);
  }
  const cases = new CaseReader(reader, names, numbers);
  const activities = [...guards].flatMap(([member, guard]): Activity[] => {
    const { name, document, site } = names.member(member);
    const timed = readTiming(document, site, reader);
    const read = cases.read(member);
    return timed === undefined ? [] : [{ name, guard, ...timed, cases: read }];
  });
  return { activities, names, numbers };
}

function isNeverTrue(guard: Expression, path: readonly (string | number)[], reader: Reader): boolean {
  return reader.problems.attempt(path, () => reader.constantValue(guard) === 0) ?? false;
}
