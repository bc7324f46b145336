import { quoted } from '../../config/found.js';
import { conjuncts, placesRead } from '../expression/analyse.js';
import type { Expression } from '../expression/expression.js';
import { simplify } from '../expression/simplify.js';
import type { Syntax } from '../expression/syntax.js';
import { expressionsIn } from '../expressions.js';
import type { Activity, Case, Net } from '../net.js';
import { type IdleFold, idleFolds } from './stars.js';

type Facts = ReadonlyMap<number, number>;

/** What is legal in a net, and in the texts of its expressions, and probably not meant. */
export function warningsOf(net: Net, texts: ReadonlyMap<string, Syntax>): readonly string[] {
  const constants = net.constants.map((constant) => constant.value);
  const immediates = net.activities.filter(({ timing }) => timing.kind === 'immediate');
  const repeating = immediates.filter((activity) =>
    activity.cases.some((one) => leavesTrue(activity, one, net, constants)),
  );
  const read = new Set(expressionsIn(net).flatMap((expression) => [...placesRead(expression, net.lets)]));
  const unread = net.places.filter((_, place) => !read.has(place));
  return [
    ...byFamily(repeating).map(
      (name) => `activity ${name}: an immediate with a case that leaves its guard true may fire for ever`,
    ),
    ...byFamily(unread).map((name) => `place ${name} is never read`),
    ...[...texts].flatMap(([text, syntax]) => idleFolds(syntax).map((fold) => idle(text, fold))),
  ];
}

function idle(text: string, { outer, inner }: IdleFold): string {
  const where = `at character ${outer.at + 1} of ${quoted(text)}`;
  return `${outer.function} ${where} is of one value: the members of (*) go to the ${inner.function} inside it`;
}

/** Whether the guard is true again for sure in the state that a case leads to: nothing changes it, or it is known there. */
function leavesTrue({ guard }: Activity, { weight, effects }: Case, net: Net, constants: readonly number[]): boolean {
  const known = (e: Expression, facts: Facts): number | undefined => {
    const rest = simplify(e, facts, net.lets, constants);
    return rest.kind === 'number' ? rest.value : undefined;
  };
  if (known(weight, new Map()) === 0) return false;
  const read = placesRead(guard, net.lets);
  if (!effects.some(({ place }) => read.has(place))) return true;
  const before = factsOf(guard, net, constants);
  const after = new Map(before);
  for (const { place, value } of effects) {
    const written = known(value, before);
    if (written === undefined) after.delete(place);
    else after.set(place, written);
  }
  return (known(guard, after) ?? 0) !== 0;
}

/** The places whose values follow from the guard being true: those it compares with a number. */
function factsOf(guard: Expression, net: Net, constants: readonly number[]): Facts {
  const facts = new Map<number, number>();
  for (const conjunct of conjuncts(guard, net.lets)) {
    const e = simplify(conjunct, new Map(), net.lets, constants);
    if (e.kind !== 'binary' || e.operator !== '==') continue;
    if (e.left.kind === 'place' && e.right.kind === 'number') facts.set(e.left.index, e.right.value);
    if (e.right.kind === 'place' && e.left.kind === 'number') facts.set(e.right.index, e.left.value);
  }
  return facts;
}

/** One text a family: `vm(1) and 3 more`. */
function byFamily(things: readonly { readonly name: string }[]): string[] {
  const families = new Map<string, string[]>();
  for (const { name } of things) {
    const family = name.split('(')[0] ?? name;
    families.set(family, [...(families.get(family) ?? []), name]);
  }
  return [...families.values()].map((names) => `${names[0]}${names.length > 1 ? ` and ${names.length - 1} more` : ''}`);
}
