import { placesRead } from '../../net/expression/analyse.js';
import { type Expression, number } from '../../net/expression/expression.js';
import { lawExpressions } from '../../net/law.js';
import type { Activity, Case, Net } from '../../net/net.js';

/** What is looked at: expressions in settled states, and firings with values read before them. */
export interface Observed {
  readonly expressions: readonly Expression[];
  readonly impulses: readonly { readonly activity: number; readonly value: Expression }[];
}

/** The part of a net that what is looked at depends on. */
export interface Relevant {
  readonly places: ReadonlySet<number>;
  readonly activities: ReadonlySet<number>;
}

/**
 * Follows what is looked at back to what it depends on: a place, to the activities that write it; an activity, to the places that
 * its guard, its timing, its weights and those of its values read that matter, and to the activities that restart its clock.
 * Everything else may happen or not: no observer can tell.
 */
export function relevantTo(net: Net, observed: Observed): Relevant {
  const places = new Set<number>();
  const activities = new Set<number>();
  const pending: (() => void)[] = [];
  const read = (expression: Expression | undefined): void => {
    if (expression === undefined) return;
    for (const place of placesRead(expression, net.lets)) {
      if (places.has(place)) continue;
      places.add(place);
      pending.push(() => follow(place));
    }
  };
  const take = (index: number): void => {
    if (activities.has(index)) return;
    activities.add(index);
    pending.push(() => readActivity(index));
  };
  const follow = (place: number): void => {
    for (const [index, { cases }] of net.activities.entries()) {
      const written = cases.flatMap(({ effects }) => effects.filter((effect) => effect.place === place));
      if (written.length === 0) continue;
      take(index);
      for (const { value } of written) read(value);
    }
  };
  const readActivity = (index: number): void => {
    const activity = net.activities[index];
    if (activity === undefined) throw new RangeError(`activity ${index} of ${net.activities.length}`);
    for (const expression of decisive(activity)) read(expression);
    for (const [other, { cases }] of net.activities.entries()) {
      if (cases.some(({ restarts }) => restarts.includes(index))) take(other);
    }
  };
  for (const expression of observed.expressions) read(expression);
  for (const { activity, value } of observed.impulses) {
    take(activity);
    read(value);
  }
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) step();
  return { places, activities };
}

/** What decides when an activity fires and which case it takes. */
export function decisive({ guard, timing, cases }: Activity): (Expression | undefined)[] {
  const weights = cases.length > 1 ? cases.map(({ weight }) => weight) : [];
  switch (timing.kind) {
    case 'immediate':
      return [guard, ...weights];
    case 'rate':
      return [guard, timing.rate, ...weights];
    case 'delay':
      return [guard, ...lawExpressions(timing.law), timing.speed, timing.age, ...weights];
    case 'every':
      return [guard, timing.period, timing.offset, timing.probability, ...weights];
    case 'at':
      return [guard, ...timing.times, ...weights];
  }
}

/** The places that an activity reads or writes. */
export function placesTouched(activity: Activity, net: Net): Set<number> {
  const places = new Set<number>();
  const expressions = [
    ...decisive(activity),
    ...activity.cases.flatMap(({ effects }) => effects.map(({ value }) => value)),
  ];
  for (const e of expressions) if (e !== undefined) for (const place of placesRead(e, net.lets)) places.add(place);
  for (const { effects } of activity.cases) for (const { place } of effects) places.add(place);
  return places;
}

/** The net with only what is relevant in it: other activities never happen, other places keep their first value. */
export function restrictedTo(net: Net, { places, activities }: Relevant): Net {
  const kept = ({ weight, effects, restarts }: Case): Case => ({
    weight,
    effects: effects.filter(({ place }) => places.has(place)),
    restarts: restarts.filter((index) => activities.has(index)),
  });
  const never = (activity: Activity): Activity => ({
    ...activity,
    guard: number(0),
    timing: { kind: 'immediate' },
    cases: [{ weight: number(1), effects: [], restarts: [] }],
  });
  return {
    ...net,
    places: net.places.map((place, index) =>
      places.has(index) ? place : { ...place, min: place.initial, max: place.initial },
    ),
    activities: net.activities.map((activity, index) =>
      activities.has(index) ? { ...activity, cases: activity.cases.map(kept) } : never(activity),
    ),
  };
}
