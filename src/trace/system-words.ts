import type { Net } from '../net/net.js';
import { idOf } from '../system/id.js';
import { causeLevels, levelOf } from '../system/pieces/cause-levels.js';
import { causeState } from '../system/pieces/causes.js';
import { capitalised } from '../system/pieces/part.js';
import type { State } from '../system/pieces/state.js';
import type { CommonCause, Component, ServerGroup, System } from '../system/system.js';
import type { Firing } from './listener.js';
import { changesText } from './net-words.js';
import { valueReader } from './value-text.js';
import type { Words } from './words.js';

/** One component of the system, or one VM of several. */
interface Member {
  readonly name: string;
  /** The name within a sentence: `the hypervisor`, `vm 2`. */
  readonly called: string;
  readonly place: number;
  readonly component: Component;
  /** The layer it stands on. */
  readonly below: string;
  /** `(2)` of `vm(2)`. */
  readonly subscript: string;
}

type Phrase = (firing: Firing) => string;

/** What a component may do, by the verb of the activity; `follows` is where it led. */
const deeds: Readonly<Record<string, (member: Member, to: State | undefined) => string>> = {
  fail: ({ name, component }, to) => `${name} ${failed(component, to)}`,
  detect: ({ called }, to) => `the failure of ${called} was detected${follows(to)}`,
  detectWrong: ({ called }, to) => `the wrong answers of ${called} were detected${follows(to)}`,
  recover: ({ name }) => `${name} recovered at once`,
  repair: ({ name }, to) => `${name} was repaired${follows(to)}`,
  boot: ({ name }) => `${name} booted`,
  fall: ({ name, below }) => `${name} fell with the ${below}`,
  start: ({ name }, to) => (to === 'up' ? `${name} started` : `${name} began to boot`),
};

const consequences: Readonly<Partial<Record<State, string>>> = {
  repairing: ', its repair began',
  booting: ', it began to boot',
  off: ', it waits for its turn to boot',
};

const follows = (to: State | undefined): string => (to && consequences[to]) ?? '';

function failed({ repaired }: Component, to: State | undefined): string {
  if (to === 'wrong') return 'began to give wrong answers';
  return repaired ? `failed${follows(to)}` : 'failed for good';
}

/** The words for a system: components, failures and restorations instead of places and activities. */
export class SystemWords implements Words {
  private readonly names = new Map<number, string>();
  private readonly phrases = new Map<string, Phrase>();
  private readonly readers;
  private readonly members: readonly Member[];
  private readonly charged: number;
  /** Names of the causes by the value of the place that holds the charge. */
  private readonly causes: readonly string[];

  constructor(
    private readonly net: Net,
    system: System,
  ) {
    this.readers = net.places.map(valueReader);
    this.charged = this.placeOf('last');
    const causes = new Map([...causeLevels(system).keys()].map((name) => [causeState(name), name]));
    this.causes = (net.places[this.charged]?.states ?? []).map((state) => causes.get(state) ?? state);
    this.members = [
      ...system.layers.flatMap((layer) => this.membersOf(system, layer)),
      ...(system.function?.in === 'hypervisor' ? this.membersOf(system, system.function.component) : []),
      ...system.servers.flatMap((server) => this.membersOf(system, server)),
    ];
    for (const member of this.members) this.names.set(member.place, member.name);
    for (const member of this.members) this.learnDeeds(member, system);
    for (const cause of system.commonCauses) this.learnStrikes(cause);
    this.phrases.set('dissolveAgreement', () => 'the wrong answers agree no longer');
  }

  place(place: number): string | undefined {
    const known = this.names.get(place);
    if (known !== undefined) return known;
    const name = this.net.places[place]?.name ?? '';
    return place === this.charged || name === 'agreement' || name.startsWith('commonCause.') ? undefined : name;
  }

  firing(firing: Firing): string {
    const name = this.net.activities[firing.activity]?.name ?? '';
    const phrase = this.phrases.get(name);
    return phrase === undefined ? changesText(firing.changes, this, this.readers, name) : phrase(firing);
  }

  cause(state: ArrayLike<number>): string | undefined {
    return this.causes[state[this.charged] ?? 0];
  }

  private membersOf(system: System, component: Component | ServerGroup): Member[] {
    const isFamily = 'family' in component && component.family;
    const below = system.layers[levelOf(system, component.id) - 1]?.name ?? '';
    const subscripts = isFamily ? Array.from({ length: component.count }, (_, index) => `(${index + 1})`) : [''];
    return subscripts.map((subscript, index) => ({
      name: isFamily ? `${component.name} ${index + 1}` : component.name,
      called: isFamily ? `${component.name} ${index + 1}` : `the ${component.name}`,
      place: this.placeOf(component.id + subscript),
      component,
      below,
      subscript,
    }));
  }

  private learnDeeds(member: Member, system: System): void {
    const { component, subscript, place, called } = member;
    for (const [verb, deed] of Object.entries(deeds)) {
      this.learn(`${verb}${capitalised(component.id)}${subscript}`, (firing) => {
        return `${deed(member, this.led(firing, place))}${this.agreed(firing)}`;
      });
    }
    if (system.function?.in !== 'vms') return;
    const among = component.id === 'vm' ? '' : `.${component.id}`;
    this.learn(`failFunction${among}${subscript}`, (firing) => {
      return `the function in ${called} ${failed(component, this.led(firing, place))}${this.agreed(firing)}`;
    });
  }

  private learnStrikes({ name, prefix }: CommonCause): void {
    const strike = `strike${capitalised(idOf(name))}`;
    this.learn(strike, ({ changes }) => {
      const struck = this.members.filter(({ place }) => changes.some((change) => change.place === place));
      if (struck.length > 0) return `${name} struck ${listed(struck.map((member) => member.name))}`;
      // Whom it hits is settled one by one.
      return changes.some((change) => this.net.places[change.place]?.name.startsWith(prefix))
        ? `${name} struck`
        : `${name} struck nothing that was up`;
    });
    for (const { component, subscript, name: member, place } of this.members) {
      this.learn(`${strike}.${component.id}${subscript}`, (firing) => {
        const { chosenCase, changes } = firing;
        if (chosenCase !== 0) return `${member} was spared`;
        return changes.some((change) => change.place === place)
          ? `${member} was hit`
          : `${member} was not up to be hit`;
      });
    }
  }

  /** Names of components are the user's: the first to claim an activity has it. */
  private learn(activity: string, phrase: Phrase): void {
    if (!this.phrases.has(activity)) this.phrases.set(activity, phrase);
  }

  /** The state that a firing led a place to. */
  private led({ changes }: Firing, place: number): State | undefined {
    const change = changes.find((candidate) => candidate.place === place);
    const read = this.readers[place];
    return change === undefined || read === undefined ? undefined : (String(read(change.to)) as State);
  }

  /** A wrong answer that carries the vote together with another. */
  private agreed({ changes }: Firing): string {
    const isAgreed = changes.some(({ place, to }) => this.net.places[place]?.name === 'agreement' && to === 1);
    return isAgreed ? ', the same as another' : '';
  }

  private placeOf(name: string): number {
    const place = this.net.places.findIndex((candidate) => candidate.name === name);
    if (place === -1) throw new Error(`the net of a system has no place ${name}`);
    return place;
  }
}

/** `vm 1, vm 2 and vm 3` */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
