import type { Place } from '../net/net.js';

/** A value of a place as a reader says it. */
export type Valued = string | number;

/** Reads the values of a place: `up` for the state `vm.up` when all its states begin with `vm.`, else the number itself. */
export function valueReader({ states }: Place): (value: number) => Valued {
  if (states === undefined) return (value) => value;
  const length = sharedPrefix(states).length;
  return (value) => states[value]?.slice(length) ?? value;
}

/** What all names begin with, up to the last dot. */
function sharedPrefix([first = '', ...others]: readonly string[]): string {
  let prefix = first.slice(0, first.lastIndexOf('.') + 1);
  while (!others.every((name) => name.startsWith(prefix))) {
    prefix = prefix.slice(0, prefix.lastIndexOf('.', prefix.length - 2) + 1);
  }
  return prefix;
}
