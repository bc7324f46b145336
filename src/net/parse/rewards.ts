import type { RewardDocument } from '../document.js';
import type { Expression } from '../expression/expression.js';
import type { NamedReward, Reward } from '../net.js';
import type { ReadActivities } from './activities.js';
import type { Declaration } from './declarations.js';
import { Rejection } from './problems.js';
import type { Reader } from './reader.js';
import { below, outside, type Site } from './site.js';

/** `rewards:`, what is gained over time and at firings. */
export function readRewards(
  declarations: readonly Declaration<RewardDocument>[],
  among: ReadActivities,
  reader: Reader,
): readonly NamedReward[] {
  return declarations.map(({ name, document, path }) => {
    const { rate, impulse } = document;
    if (rate === undefined && impulse === undefined) {
      reader.problems.reject(path, 'an empty reward', 'rate, impulse or both');
    }
    const read = rate === undefined ? undefined : reader.read(rate, outside(...path, 'rate'));
    const impulses = readImpulses(impulse ?? {}, outside(...path, 'impulse'), among, reader);
    return { name, impulses, ...(read === undefined ? {} : { rate: read }) };
  });
}

type Impulses = Reward['impulses'];

/** `{failVm(*): 1}`; a star in the value means the member that fires. */
function readImpulses(
  entries: NonNullable<RewardDocument['impulse']>,
  site: Site,
  { names, numbers }: ReadActivities,
  reader: Reader,
): Impulses {
  const values = new Map<number, Expression>();
  for (const [key, text] of Object.entries(entries)) {
    const at = below(site, key);
    reader.problems.attempt(at.path, () => {
      for (const { member, stars } of names.all(key, at)) {
        const value = reader.expression(text, { ...at, stars });
        const activity = numbers.get(member);
        if (activity === undefined) continue;
        if (values.has(activity)) {
          throw new Rejection(`a second impulse of ${names.member(member).name}`, 'each activity once', [], true);
        }
        values.set(activity, value);
      }
    });
  }
  return [...values].map(([activity, value]) => ({ activity, value }));
}
