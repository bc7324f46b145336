import type { Model } from '../system/model.js';

/** A model with the measures named and, of families, their fellows: what others need costs nothing then, and none changes the rest. */
export function withMeasures(model: Model, names: readonly string[]): Model {
  const bases = new Set(names.map(baseOf));
  const isMeant = (name: string): boolean => bases.has(baseOf(name));
  const { net, document } = model;
  const written = Object.entries(document.measures ?? {}).filter(([name]) => isMeant(name));
  return {
    ...model,
    net: { ...net, measures: net.measures.filter(({ name }) => isMeant(name)) },
    document: { ...document, measures: Object.fromEntries(written) },
  };
}

/** `outages` of `outages(2)` and `outages(i)`. */
const baseOf = (name: string): string => name.replace(/\(.*/, '');
