import { foundText } from '../../config/found.js';
import { suggestion } from '../../config/suggestion.js';
import type { ExpressionText } from '../document.js';
import type { Effect, Place } from '../net.js';
import { type Family, subscriptsOf } from './family.js';
import { checkArity, checkedMember } from './members.js';
import { rangeText } from './places.js';
import { Consequence, Rejection } from './problems.js';
import type { Reader } from './reader.js';
import { knownSubscripts } from './resolve.js';
import { below, type Site } from './site.js';

/**
 * Reads `{hypervisor: hvDown, vm(*): off}`. A star in the value means the member that is written. What is known without the
 * state must be a legal value, unless the case is never taken.
 */
export function readEffects(
  writes: Readonly<Record<string, ExpressionText>>,
  isTaken: boolean,
  site: Site,
  reader: Reader,
): readonly Effect[] {
  const effects = new Map<number, Effect>();
  for (const [key, text] of Object.entries(writes)) {
    const at = below(site, key);
    for (const { place, stars } of targetsOf(key, at, reader)) {
      const value = reader.problems.attempt(at.path, () => {
        const expression = reader.expression(text, { ...at, stars });
        const known = reader.constantValue(expression);
        const target = reader.places[place] as Place;
        if (known !== undefined && isTaken) checkValue(target, known, text, reader);
        if (effects.has(place))
          throw new Rejection(`a second write to ${target.name}`, 'each place written once', [], true);
        return expression;
      });
      if (value !== undefined) effects.set(place, { place, value });
    }
  }
  return [...effects.values()];
}

interface Target {
  readonly place: number;
  readonly stars: readonly number[];
}

function targetsOf(key: string, site: Site, reader: Reader): readonly Target[] {
  return (
    reader.problems.attempt(site.path, () => {
      const syntax = reader.syntax(key);
      if (syntax.kind !== 'name' && syntax.kind !== 'member') {
        throw new Rejection(foundText(key), 'a place, like crew, vm(2), vm(i) or vm(*)', [], true);
      }
      const { family, first } = placeFamily(syntax.name, reader);
      checkArity(family, syntax.kind === 'name' ? 0 : syntax.subscripts.length);
      if (syntax.kind === 'name') return [{ place: first, stars: [] }];
      const sizes = family.sizes.filter((_, position) => syntax.subscripts[position] === '*');
      return subscriptsOf(sizes).map((stars) => {
        const subscripts = knownSubscripts(syntax, reader, { ...site, stars });
        return { place: first + checkedMember(family, subscripts), stars };
      });
    }) ?? []
  );
}

function placeFamily(name: string, reader: Reader): { family: Family; first: number } {
  const meaning = reader.meanings.get(name);
  if (meaning?.kind === 'place') return meaning;
  if (meaning?.kind === 'broken') throw new Consequence();
  const places = [...reader.meanings].filter(([, candidate]) => candidate.kind === 'place').map(([place]) => place);
  const meant = suggestion(name, places);
  const found = meaning === undefined ? `the unknown place ${name}` : `a write to the ${meaning.kind} ${name}`;
  throw new Rejection(found, meant === undefined ? 'a place of this net' : `${meant} (did you mean that?)`, [], true);
}

function checkValue(place: Place, value: number, text: ExpressionText, reader: Reader): void {
  const isState = typeof text === 'string' && reader.meanings.get(text.trim())?.kind === 'state';
  const isForeign = isState && place.states !== undefined && !place.states.includes(text.trim());
  if (!isForeign && Number.isInteger(value) && value >= place.min && value <= place.max) return;
  throw new Rejection(isState ? text : `${foundText(text)} for ${place.name}`, rangeText(place));
}
