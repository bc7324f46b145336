import type { Net } from '../net.js';

/** Places that belong together, one of several alike; the k-th place of one unit corresponds to the k-th of another. */
export interface Unit {
  /** The number that its places have in common. */
  readonly value: string;
  readonly places: readonly number[];
}

/** Units that may turn out to be interchangeable. */
export interface Group {
  /** Names of the units' places with the units' number left open: `vm(#)`, or `vm(3,#)` of one host among several. */
  readonly templates: readonly string[];
  readonly units: readonly Unit[];
}

/** Not those that say which state is counted, or which of several things of one name it is. */
const NUMBER = /(?<![=#\-\d])\d+/g;

/**
 * Groups proposed by names: places that are named alike but for one number. A place is in one group at most, by the last number in
 * its name that will do: members of a member come first. What `refused` names is not proposed again.
 */
export function candidates(net: Net, refused: ReadonlySet<string>): Group[] {
  const families = familiesOf(net);
  for (const [template, members] of families) if (members.size < 2 || refused.has(template)) families.delete(template);
  const chosen = new Map<string, Map<string, number>>();
  for (const [index, place] of net.places.entries()) {
    if (place.min === place.max) continue;
    const [template, value] = openNames(place.name).find(([open]) => families.has(open)) ?? [];
    if (template === undefined || value === undefined) continue;
    const members = chosen.get(template) ?? new Map<string, number>();
    chosen.set(template, members.set(value, index));
  }
  return [...chosen]
    .filter(([, members]) => members.size > 1)
    .map(([template, members]) => ({
      templates: [template],
      units: [...members].map(([value, index]) => ({ value, places: [index] })),
    }));
}

function familiesOf(net: Net): Map<string, Set<string>> {
  const families = new Map<string, Set<string>>();
  for (const { name, min, max } of net.places) {
    if (min === max) continue;
    for (const [template, value] of openNames(name)) {
      families.set(template, (families.get(template) ?? new Set()).add(value));
    }
  }
  return families;
}

/** A name with each of its numbers left open, the last one first. */
function openNames(name: string): [template: string, value: string][] {
  return [...name.matchAll(NUMBER)]
    .map((match): [string, string] => {
      const [value] = match;
      return [`${name.slice(0, match.index)}#${name.slice(match.index + value.length)}`, value];
    })
    .reverse();
}

/** Two groups whose units of one number belong together. */
export function merged(one: Group, other: Group): Group {
  const partners = new Map(other.units.map((unit) => [unit.value, unit]));
  return {
    templates: [...one.templates, ...other.templates],
    units: one.units.map(({ value, places }) => ({
      value,
      places: [...places, ...(partners.get(value)?.places ?? [])],
    })),
  };
}

export function haveSameNumbers(one: Group, other: Group): boolean {
  const numbers = new Set(one.units.map(({ value }) => value));
  return numbers.size === other.units.length && other.units.every(({ value }) => numbers.has(value));
}
