import { Document, isSeq, visit } from 'yaml';
import type { NetDocument } from './document.js';
import type { Net } from './net.js';

/** In the order in which a reader needs them. */
const SECTIONS: readonly (keyof NetDocument)[] = [
  'format',
  'name',
  'time-unit',
  'constants',
  'indices',
  'places',
  'let',
  'activities',
  'rewards',
  'spans',
  'measures',
  'run',
];

/** The text of a net file; parsed, it gives the same net. In block style, where no expression needs quotes for its commas. */
export function printNet(document: NetDocument): string {
  const entries = SECTIONS.filter((section) => document[section] !== undefined).map(
    (key) => [key, document[key]] as const,
  );
  const yaml = new Document(Object.fromEntries(entries), { aliasDuplicateObjects: false });
  visit(yaml, {
    Pair(_, { key, value }) {
      if (String(key) === 'states' && isSeq(value)) value.flow = true;
    },
  });
  return yaml.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** A state as `name=value`, by the value's name where it has one. */
export function describeState(net: Net, state: ArrayLike<number>): string[] {
  return net.places.map(({ name, states }, place) => {
    const value = state[place];
    if (value === undefined) throw new Error(`describeState: no value for ${name}; the state has ${state.length}`);
    return `${name}=${states?.[value] ?? value}`;
  });
}
