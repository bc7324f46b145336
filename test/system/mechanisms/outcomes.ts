import type { Explored } from '../explore.js';

/** The last words of what places are in after a firing, each outcome once, from the states in which `before` holds. */
export function outcomes(
  explored: Explored,
  activity: string,
  before: Readonly<Record<string, string>>,
  places: readonly string[],
): readonly string[] {
  const read = (place: string, state: number): string =>
    String(explored.read(place, explored.states[state] ?? [])).replace(/^.*\./, '');
  const found = explored.transitions.filter(
    (step) =>
      step.activity === activity && Object.entries(before).every(([place, value]) => read(place, step.from) === value),
  );
  return [...new Set(found.map(({ to }) => places.map((place) => read(place, to)).join(' ')))];
}
