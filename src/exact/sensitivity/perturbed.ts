import type { NetDocument } from '../../net/document.js';
import type { Measure, Net } from '../../net/net.js';

/** The document with a constant set to another number (in the net's time unit, if it is a time). */
export function withConstant(document: NetDocument, name: string, value: number): NetDocument {
  return { ...document, constants: { ...document.constants, [name]: value } };
}

/** The document with one of its measures only. */
export function withMeasure(document: NetDocument, name: string): NetDocument {
  const measure = document.measures?.[name];
  if (measure === undefined) throw new Error(`no measure ${name}`);
  return { ...document, measures: { [name]: measure } };
}

/** The times at which a measure looks, in the net's unit. */
export function timesOf(measure: Measure): readonly number[] {
  switch (measure.kind) {
    case 'average':
    case 'accumulated':
      return measure.until.kind === 'times' ? measure.until.times : [];
    case 'instant':
      return measure.at.times;
    case 'reach':
      return measure.within?.kind === 'times' ? measure.within.times : [];
    case 'span':
    case 'ratio':
    case 'nines':
      return measure.until === undefined ? [] : [measure.until];
    default:
      return [];
  }
}

/** Everything in a net but the values of its constants and what follows from them without changing what may happen. */
export function structureOf({ places, lets, activities, measures, spans }: Net): string {
  const kinds = measures.map(({ kind }) => kind);
  return JSON.stringify({ places, lets, activities, spans, kinds }, (key, value) =>
    key === 'bound' ? undefined : value,
  );
}
