import type { Net } from '../net/net.js';
import { idOf } from '../system/id.js';
import { partsOf } from '../system/lower.js';
import { mechanismsOf } from '../system/mechanisms/mechanism.js';
import type { Deed, Meaning, MechanismWords, Named, Told } from '../system/mechanisms/words.js';
import { failed } from '../system/mechanisms/words.js';
import { causeLevels } from '../system/pieces/cause-levels.js';
import { causeState } from '../system/pieces/causes.js';
import { capitalised } from '../system/pieces/part.js';
import type { State } from '../system/pieces/state.js';
import type { CommonCause, System } from '../system/system.js';
import { componentDeeds, componentPlaces } from './component-words.js';
import type { Firing } from './listener.js';
import { changesText } from './net-words.js';
import { meaningOf } from './state-meaning.js';
import { type Member, systemMembers } from './system-members.js';
import { valueReader } from './value-text.js';
import type { Words } from './words.js';

type Phrase = (firing: Firing) => string;

/** Places of whole systems that only keep the books. */
const bookkeeping = /^(last|agreement|commonCause\..*)$/;

/**
 * The words for a system: components, failures and restorations instead of places and activities. Mechanisms bring their own
 * (`MechanismWords`).
 */
export class SystemWords implements Words {
  /** Names of places; null for those that only keep the books. */
  private readonly names = new Map<string, string | null>();
  private readonly phrases = new Map<string, Phrase>();
  private readonly readers;
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly members: readonly Member[];
  private readonly mechanisms: readonly MechanismWords[];
  private readonly charged: number;
  /** Names of the causes by the value of the place that holds the charge. */
  private readonly causes: readonly string[];

  constructor(
    private readonly net: Net,
    system: System,
  ) {
    this.readers = net.places.map(valueReader);
    this.numbers = new Map(net.places.map(({ name }, place) => [name, place]));
    this.charged = this.placeOf('last');
    const causes = new Map([...causeLevels(system).keys()].map((name) => [causeState(name), name]));
    this.causes = (net.places[this.charged]?.states ?? []).map((state) => causes.get(state) ?? state);
    this.mechanisms = mechanismsOf(system).flatMap(({ words }) => words ?? []);
    this.members = systemMembers(system, partsOf(system));
    for (const member of this.members) this.learnMember(member, system);
    for (const cause of system.commonCauses) this.learnStrikes(cause);
    this.phrases.set('dissolveAgreement', () => 'the wrong answers agree no longer');
  }

  place(place: number): string | undefined {
    const name = this.net.places[place]?.name ?? '';
    const known = this.names.has(name) ? this.names.get(name) : this.mechanismPlace(name);
    return known === null || bookkeeping.test(name) ? undefined : (known ?? name);
  }

  firing(firing: Firing): string {
    const name = this.net.activities[firing.activity]?.name ?? '';
    const phrase = this.phrases.get(name);
    if (phrase !== undefined) return phrase(firing);
    return this.mechanismSentence(name, firing) ?? changesText(firing.changes, this, this.readers, name);
  }

  meaning(state: string): Meaning {
    for (const { meanings } of this.mechanisms) if (meanings?.[state] !== undefined) return meanings[state];
    return meaningOf(state);
  }

  cause(state: ArrayLike<number>): string | undefined {
    return this.causes[state[this.charged] ?? 0];
  }

  private learnMember(member: Member, system: System): void {
    const { part, subscript, place, called, component, label } = member;
    this.names.set(place, label);
    const ours: MechanismWords = { deeds: componentDeeds, places: componentPlaces };
    for (const { deeds = {}, places = {} } of [ours, ...this.mechanisms]) {
      for (const [name, text] of Object.entries(places)) {
        this.names.set(`${part.id}.${name}${subscript}`, text === null ? null : `${text} of ${label}`);
      }
      for (const [verb, deed] of Object.entries(deeds)) {
        this.learn(`${verb}${capitalised(part.id)}${subscript}`, this.deedPhrase(member, place, deed));
      }
    }
    if (system.function?.in !== 'vms') return;
    const among = part.id === 'vm' ? '' : `.${part.id}`;
    this.learn(
      `failFunction${among}${subscript}`,
      this.deedPhrase(member, place, (_, to) => `the function in ${called} ${failed(component, to)}`),
    );
  }

  private deedPhrase(subject: Named, place: string, deed: Deed): Phrase {
    return (firing) => `${deed(subject, this.led(firing, place) as State | undefined)}${this.agreed(firing)}`;
  }

  private learnStrikes({ name, prefix }: CommonCause): void {
    const strike = `strike${capitalised(idOf(name))}`;
    const called = name.replace('.', ' of image ');
    this.learn(strike, (firing) => {
      const struck = this.members.filter(({ place }) => this.led(firing, place) !== undefined);
      if (struck.length > 0) return `${called} struck ${listed(struck.map((member) => member.name))}`;
      // Whom it hits is settled one by one.
      return firing.changes.some((change) => this.net.places[change.place]?.name.startsWith(prefix))
        ? `${called} struck`
        : `${called} struck nothing that was up`;
    });
    for (const { part, subscript, label, place } of this.members) {
      this.learn(`${strike}.${part.id}${subscript}`, (firing) => {
        if (firing.chosenCase !== 0) return `${label} was spared`;
        return this.led(firing, place) === undefined ? `${label} was not up to be hit` : `${label} was hit`;
      });
    }
  }

  /** Names of components are the user's: the first to claim an activity has it. */
  private learn(activity: string, phrase: Phrase): void {
    if (!this.phrases.has(activity)) this.phrases.set(activity, phrase);
  }

  private mechanismSentence(name: string, firing: Firing): string | undefined {
    const told: Told = {
      chosenCase: firing.chosenCase,
      changed: firing.changes.length > 0,
      led: (place) => this.led(firing, place),
      subject: (place) => this.members.find((member) => member.place === place),
    };
    for (const words of this.mechanisms) {
      const sentence = words.sentence?.(name, told);
      if (sentence !== undefined) return sentence;
    }
    return undefined;
  }

  private mechanismPlace(name: string): string | null | undefined {
    for (const words of this.mechanisms) {
      const known = words.placeName?.(name);
      if (known !== undefined) return known;
    }
    return undefined;
  }

  /** What a firing led a place to. */
  private led({ changes }: Firing, name: string): string | number | undefined {
    const place = this.numbers.get(name);
    const change = changes.find((candidate) => candidate.place === place);
    return change === undefined ? undefined : this.readers[change.place]?.(change.to);
  }

  /** A wrong answer that carries the vote together with another. */
  private agreed(firing: Firing): string {
    return this.led(firing, 'agreement') === 1 ? ', the same as another' : '';
  }

  private placeOf(name: string): number {
    const place = this.numbers.get(name);
    if (place === undefined) throw new Error(`the net of a system has no place ${name}`);
    return place;
  }
}

/** `vm 1, vm 2 and vm 3` */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
