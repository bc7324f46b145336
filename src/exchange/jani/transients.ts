import { foundText } from '../../config/found.js';
import type { Named, RewardStructure } from '../guarded/model.js';
import { isTrue, type Term } from '../guarded/term.js';
import { inLocation } from './automata.js';
import type { JaniPath } from './jani-path.js';
import type { ModelNames, Transient } from './names.js';
import { readTerm } from './read-term.js';
import type { JaniModel } from './schema.js';

/** A value that a transient variable has while a condition holds. */
interface Held {
  readonly condition: Term;
  readonly value: Term;
}

/** Conditions that transient variables stand for. */
export function readLabels(model: JaniModel, at: JaniPath, names: ModelNames): Named[] {
  return transientsOf(names, 'bool').flatMap((transient): Named[] => {
    const { origin } = transient.at;
    const otherwise = initialTerm(transient, names) ?? { kind: 'truth', value: false, origin };
    const held = heldValues(transient, model, at, names);
    const body = held.reduceRight<Term>((rest, { condition, value }) => {
      return isTrue(condition) ? value : { kind: 'choice', condition, yes: value, no: rest, origin };
    }, otherwise);
    return [{ name: transient.name, body, origin }];
  });
}

/** Rewards that transient variables stand for: what they are in a state is gained over time, what an edge assigns at its step. */
export function readRewards(model: JaniModel, at: JaniPath, names: ModelNames): RewardStructure[] {
  return transientsOf(names, 'number').map((transient): RewardStructure => {
    const initial = initialTerm(transient, names);
    if (initial !== undefined && (initial.kind !== 'number' || initial.value !== 0)) {
      transient.at.below('initial-value').note('a reward that does not begin at 0', '0');
    }
    const rates = heldValues(transient, model, at, names);
    return { name: transient.name, gains: transient.name, rates, impulses: [], origin: transient.at.origin };
  });
}

const transientsOf = (names: ModelNames, type: Transient['type']): Transient[] =>
  [...names.transients.values()].filter((transient) => transient.type === type);

function initialTerm({ document, at }: Transient, names: ModelNames): Term | undefined {
  const value = document['initial-value'];
  return value === undefined ? undefined : readTerm(value, at.below('initial-value'), names.inside());
}

/** The values that locations give a transient variable; two automata that do are at odds. */
function heldValues({ name }: Transient, model: JaniModel, at: JaniPath, names: ModelNames): Held[] {
  const held: Held[] = [];
  let giver: string | undefined;
  for (const [position, automaton] of model.automata.entries()) {
    for (const [number, location] of automaton.locations.entries()) {
      for (const [index, entry] of (location['transient-values'] ?? []).entries()) {
        const here = at.below('automata', position, 'locations', number, 'transient-values', index);
        if (typeof entry.ref !== 'string')
          here.below('ref').note(foundText(entry.ref), 'the name of a transient variable');
        if (entry.ref !== name) continue;
        if (giver !== undefined && giver !== automaton.name)
          here.note(`${name} again, after ${giver}`, 'one automaton that gives it');
        giver = automaton.name;
        const value = readTerm(entry.value, here.below('value'), names.inside(automaton));
        if (value !== undefined) held.push({ condition: inLocation(automaton, number, here), value });
      }
    }
  }
  return held;
}
