import type { Net } from '../net.js';
import { candidates, type Group } from './candidates.js';
import { countable, countedNet } from './counted-net.js';
import { NotCounted } from './local-states.js';
import { undecidedOrder } from './order.js';
import { type Refined, refined } from './refine.js';

/** A net in which members that nothing tells apart are counted, and which they are. */
export interface Lumped {
  readonly net: Net;
  readonly counted: readonly CountedMembers[];
  /** Members that are alike by name only, and what tells them apart. */
  readonly refused: readonly RefusedMembers[];
}

export interface CountedMembers {
  /** `vm(*)`, and whatever belongs to each. */
  readonly members: string;
  readonly count: number;
  /** Places that take the place of theirs, one a state that a member may be in. */
  readonly counters: number;
}

export interface RefusedMembers {
  readonly members: string;
  readonly reason: string;
}

export interface LumpOptions {
  /** Counts members also where that takes more activities than they have: a few members with many states; default false. */
  readonly evenIfMore?: boolean;
}

/**
 * Counts members that nothing tells apart, such as the VMs of a host: of each state that a member can be in, how many are in it, with
 * rates that many times as large. Every measure has the same law; the trials are others, since a member has no stream of its own any more.
 *
 * Members are interchangeable when each has the same activities on places of its own and on what is shared, all of them immediate or
 * exponential; when everything else reads or writes all of them alike, in sums, counts, `all`, `any`, `min`, `max`; and when the
 * order of their declaration decides nothing. Members of members are counted first, then what they are members of.
 */
export function lumped(net: Net, { evenIfMore = false }: LumpOptions = {}): Lumped {
  const counted: CountedMembers[] = [];
  let current = net;
  for (;;) {
    const level = oneLevel(current, evenIfMore);
    if (level.groups.length === 0) return { net: current, counted, refused: level.refused };
    counted.push(...level.groups);
    current = level.net;
  }
}

interface Level {
  readonly net: Net;
  readonly groups: readonly CountedMembers[];
  readonly refused: readonly RefusedMembers[];
}

function oneLevel(net: Net, evenIfMore: boolean): Level {
  const refused = new Map<string, string>();
  for (;;) {
    const found = refined(net, candidates(net, new Set(refused.keys())));
    for (const template of found.dead) refused.set(template, found.refused.get(template) ?? 'nothing is left of them');
    if (found.dead.length > 0) continue;
    const counting = attempt(net, found, evenIfMore);
    if (!(counting instanceof NotCounted)) return { ...counting, refused: listed(refused) };
    for (const template of counting.group.templates) refused.set(template, counting.message);
  }
}

function attempt(net: Net, found: Refined, evenIfMore: boolean): Pick<Level, 'net' | 'groups'> | NotCounted {
  if (found.groups.length === 0) return { net, groups: [] };
  try {
    const locals = countable(net, found, evenIfMore);
    const undecided = undecidedOrder(net, found, locals);
    if (undecided !== undefined) return undecided;
    const groups = locals.map(({ group, states }) => ({
      members: titleOf(group),
      count: group.units.length,
      counters: states.length,
    }));
    return { net: countedNet(net, found, locals), groups };
  } catch (problem) {
    if (problem instanceof NotCounted) return problem;
    throw problem;
  }
}

const titleOf = ({ templates }: Group): string => templates.map((template) => template.replace('#', '*')).join(', ');

/** What is refused for one reason is told as one. */
function listed(refused: ReadonlyMap<string, string>): RefusedMembers[] {
  const byReason = new Map<string, string[]>();
  for (const [template, reason] of refused) {
    byReason.set(reason, [...(byReason.get(reason) ?? []), template.replace('#', '*')]);
  }
  return [...byReason].map(([reason, members]) => ({ members: members.join(', '), reason }));
}
