import type { Activity, Net } from '../../net/net.js';
import { placesTouched, type Relevant } from '../explore/relevant.js';

/**
 * Divides a net into parts that share no activity: an activity belongs with the places that it reads or writes and with those
 * whose clocks it restarts. What happens in one part is then independent of what happens in the others, at all times. A place that
 * nothing writes is a constant and joins nothing. Parts are numbered by their first activity.
 */
export function independentParts(net: Net): Relevant[] {
  const varying = placesThatVary(net);
  const activityCount = net.activities.length;
  const groups = new Groups(activityCount + net.places.length);
  for (const [index, activity] of net.activities.entries()) {
    if (neverHappens(activity)) continue;
    for (const place of placesTouched(activity, net)) {
      if (varying.has(place)) groups.join(index, activityCount + place);
    }
    for (const { restarts } of activity.cases) for (const other of restarts) groups.join(index, other);
  }
  const parts = new Map<number, { places: Set<number>; activities: Set<number> }>();
  for (const [index, activity] of net.activities.entries()) {
    if (neverHappens(activity)) continue;
    const root = groups.of(index);
    const part = parts.get(root) ?? { places: new Set(), activities: new Set() };
    parts.set(root, part);
    part.activities.add(index);
  }
  for (const place of varying) parts.get(groups.of(activityCount + place))?.places.add(place);
  return [...parts.values()];
}

function placesThatVary(net: Net): Set<number> {
  const written = new Set<number>();
  for (const activity of net.activities) {
    if (neverHappens(activity)) continue;
    for (const { effects } of activity.cases) for (const { place } of effects) written.add(place);
  }
  return new Set(net.places.flatMap(({ min, max }, place) => (min < max && written.has(place) ? [place] : [])));
}

function neverHappens({ guard }: Activity): boolean {
  return guard.kind === 'number' && guard.value === 0;
}

/** Disjoint sets that are joined step by step (Tarjan 1975, with path halving). */
class Groups {
  private readonly parent: Int32Array;

  constructor(count: number) {
    this.parent = Int32Array.from({ length: count }, (_, index) => index);
  }

  of(index: number): number {
    const { parent } = this;
    let at = index;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  }

  join(one: number, other: number): void {
    this.parent[this.of(other)] = this.of(one);
  }
}
