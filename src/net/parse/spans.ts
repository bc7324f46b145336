import type { SpanDocument } from '../document.js';
import { number } from '../expression/expression.js';
import type { Span } from '../net.js';
import type { ReadActivities } from './activities.js';
import type { Declaration } from './declarations.js';
import type { Reader } from './reader.js';
import { below, outside, type Site } from './site.js';

/** `spans:`, passages that last while something is seen true, or from a firing to a firing. */
export function readSpans(
  declarations: readonly Declaration<SpanDocument>[],
  among: ReadActivities,
  reader: Reader,
): readonly Span[] {
  return declarations.map(({ name, document, path }) => {
    const site = outside(...path);
    const { while: condition, from, to, of } = document;
    const isWhile = condition !== undefined && from === undefined && to === undefined;
    const isFromTo = condition === undefined && from !== undefined && to !== undefined;
    if (!isWhile && !isFromTo) {
      const given = (['while', 'from', 'to'] as const).filter((key) => document[key] !== undefined);
      reader.problems.reject(path, given.join(' and ') || 'an empty span', 'either while, or from and to');
    }
    const rate = of === undefined ? undefined : reader.read(of, below(site, 'of'));
    const base = { name, ...(rate === undefined ? {} : { of: rate }) };
    if (condition !== undefined) {
      return { ...base, kind: 'while', condition: reader.read(condition, below(site, 'while')) ?? number(0) };
    }
    return {
      ...base,
      kind: 'from-to',
      from: numbersOf(from ?? [], below(site, 'from'), among, reader),
      to: numbersOf(to ?? [], below(site, 'to'), among, reader),
    };
  });
}

/** The activities a list names, `failVm(*)` all of them; those that can never be enabled are left out. */
function numbersOf(texts: readonly string[], site: Site, among: ReadActivities, reader: Reader): readonly number[] {
  const all = texts.flatMap((text, position) => {
    const at = below(site, position);
    return reader.problems.attempt(at.path, () => among.names.all(text, at)) ?? [];
  });
  const numbers = all.map(({ member }) => among.numbers.get(member)).filter((activity) => activity !== undefined);
  return [...new Set(numbers)];
}
