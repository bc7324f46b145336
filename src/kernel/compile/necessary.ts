import { conjuncts } from '../../net/expression/analyse.js';
import type { Place } from '../../net/net.js';
import { type Knowledge, truth } from './knowledge.js';
import type { Model } from './model.js';

/** A guard cannot hold unless the place has a value of which the bit is set. */
export interface Necessary {
  readonly place: number;
  readonly values: number;
}

/**
 * The two places that are most likely to say that an activity's guard does not hold: first those of which the initial value says
 * so, since most places have it most of the time, then those that leave the fewest values. Places with values beyond the bits of a number say
 * nothing.
 */
export function necessaryFor(activity: number, model: Model, knowledge: Knowledge): readonly [Necessary, Necessary] {
  const byPlace = new Map<number, number>();
  for (const conjunct of conjuncts(model.guard(activity), model.lets)) {
    const reads = knowledge.reads(conjunct);
    if (reads.size > placesMax) continue;
    for (const place of reads) {
      const values = valuesOf(model.net.places[place]);
      const bits = values.reduce((all, value) => {
        const holds = truth(knowledge.simplified(conjunct, new Map([[place, value]])));
        return holds === false ? all : all | (1 << value);
      }, 0);
      if (values.length > 0) byPlace.set(place, (byPlace.get(place) ?? anyValue) & bits);
    }
  }
  const rank = ([place, bits]: readonly [number, number]): number => {
    const { initial, min, max } = model.net.places[place] as Place;
    return ((bits >> initial) & 1) + bitCount(bits) / (1 + max - min) / 2;
  };
  const [first, second] = [...byPlace].sort((one, other) => rank(one) - rank(other));
  return [necessary(first), necessary(second)];
}

/** Longer conjuncts are seldom decided by one place. */
const placesMax = 4;

const anyValue = -1;

/** Nothing is asked of a place where there is none to ask. */
function necessary([place, values]: readonly [number, number] = [0, anyValue]): Necessary {
  return { place, values };
}

function valuesOf(place: Place | undefined): readonly number[] {
  if (place === undefined || place.min < 0 || place.max > 31) return [];
  return Array.from({ length: 1 + place.max - place.min }, (_, index) => place.min + index);
}

function bitCount(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}
