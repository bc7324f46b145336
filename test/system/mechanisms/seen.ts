import { partsOf } from '../../../src/system/lower.js';
import { levelOf } from '../../../src/system/pieces/cause-levels.js';
import { member, membersOf } from '../../../src/system/pieces/part.js';
import { isBeside, isFrozenIn, runsIn, type State } from '../../../src/system/pieces/state.js';
import type { Component, System } from '../../../src/system/system.js';
import type { Explored } from '../explore.js';

/** One component of several, or the only one: the places of its slots, the first one first. */
export interface Subject {
  readonly component: Component;
  readonly slots: readonly string[];
  readonly isServer: boolean;
  /** `(2)` of `vm(2)` */
  readonly subscript: string;
}

/** What the laws read of a system and its states; `expect` would take most of the time. */
export class SeenSystem {
  readonly subjects: readonly Subject[];
  readonly servers: readonly Subject[];
  private readonly numbers: ReadonlyMap<string, number>;

  constructor(
    readonly system: System,
    readonly explored: Explored,
  ) {
    this.numbers = new Map(explored.net.places.map(({ name }, index) => [name, index]));
    const { layers, onTop, servers } = partsOf(system);
    const parts = [...layers, ...onTop, ...servers];
    this.subjects = parts
      .filter((part) => part.id === part.component.id)
      .flatMap((part) =>
        membersOf(part).map((one) => ({
          component: part.component,
          slots: parts
            .filter(({ component }) => component === part.component)
            .map((slot) => member({ ...one, id: slot.id })),
          isServer: servers.includes(part),
          subscript: member(one).slice(part.id.length),
        })),
      );
    this.servers = this.subjects.filter(({ isServer }) => isServer);
  }

  numberOf(place: string): number | undefined {
    return this.numbers.get(place);
  }

  states(): readonly Seen[] {
    return this.explored.states.map((state) => new Seen(this, state));
  }
}

export class Seen {
  constructor(
    readonly of: SeenSystem,
    readonly state: readonly number[],
  ) {}

  has(place: string): boolean {
    return this.of.numberOf(place) !== undefined;
  }

  /** The last word of the state that a place is in, or its value; undefined when there is no such place. */
  read(place: string): string | undefined {
    const number = this.of.numberOf(place);
    if (number === undefined) return undefined;
    const value = this.state[number] ?? Number.NaN;
    return (this.of.explored.net.places[number]?.states?.[value] ?? String(value)).replace(/^.*\./, '');
  }

  is(place: string, ...states: readonly string[]): boolean {
    return states.includes(this.read(place) ?? '');
  }

  runs(place: string): boolean {
    return runsIn(this.read(place) as State);
  }

  /** It has stopped with all that it holds. */
  isFrozen(place: string): boolean {
    return isFrozenIn(this.read(place) as State);
  }

  /** It is no VM, but what a slot may hold beside one. */
  isBeside(place: string): boolean {
    return isBeside(this.read(place) as State);
  }

  /** The place of the layer that something stands on, with several hosts that of its own host; undefined for hardware. */
  below({ component, isServer, subscript }: Subject, slot: string): string | undefined {
    const { system } = this.of;
    const below = system.layers[levelOf(system, component.id) - 1];
    if (below === undefined || system.hosts === undefined) return below?.id;
    return `${below.id}${isServer ? `(${this.hostOf(slot)})` : subscript}`;
  }

  /** The number of the host that a slot is on; undefined on a single machine. */
  hostOf(slot: string): string | undefined {
    return this.read(slot.replace(/(\(\d+\))?$/, (index) => `.at${index}`));
  }

  label(name: string): number {
    return this.of.explored.label(name, this.state);
  }

  holds(condition: boolean, what: string): void {
    if (condition) return;
    const { places } = this.of.explored.net;
    throw new Error(`${what} in ${places.map(({ name }) => `${name} ${this.read(name)}`).join(', ')}`);
  }
}
