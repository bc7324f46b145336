import { evaluate } from '../../net/expression/evaluate.js';
import type { Net } from '../../net/net.js';
import { partsOf } from '../../system/lower.js';
import { stateName } from '../../system/mechanisms/inject/states.js';
import { mechanismsOf } from '../../system/mechanisms/mechanism.js';
import { levelOf } from '../../system/pieces/cause-levels.js';
import { member, membersOf } from '../../system/pieces/part.js';
import type { Component, System } from '../../system/system.js';

/** One component, or one of a family. */
export interface Subject {
  readonly component: Component;
  readonly number: number | undefined;
  readonly isServer: boolean;
  /** 0 for the hardware; what stands on all layers has one more than the last. */
  readonly level: number;
}

/** What a subject is in. */
export interface SubjectState {
  /** Of the VM; of its front slot, when it has two. */
  readonly self: string;
  /** What the other slot holds; undefined when there is none. */
  readonly copy?: string;
  /** Which slot holds the VM. */
  readonly front: number;
  /** States that mechanisms keep beside it, by what they are called. */
  readonly further: Readonly<Record<string, string>>;
  /** The number of the host that it is on, where there are several. */
  readonly host?: number;
}

interface Places {
  readonly subject: Subject;
  readonly slots: readonly number[];
  readonly front: number | undefined;
  readonly hosts: readonly number[];
  readonly further: readonly { readonly name: string; readonly places: readonly number[] }[];
}

/** Reads a system's states as a reader thinks of them: components instead of places. */
export class NodeView {
  readonly subjects: readonly Subject[];
  private readonly places: readonly Places[];
  private readonly constants: readonly number[];
  private readonly numbers: ReadonlyMap<string, number>;

  constructor(
    private readonly net: Net,
    private readonly system: System,
  ) {
    this.constants = net.constants.map(({ value }) => value);
    this.numbers = new Map(net.places.map(({ name }, index) => [name, index]));
    this.places = this.placesOf();
    this.subjects = this.places.map(({ subject }) => subject);
  }

  of(state: Int32Array): readonly SubjectState[] {
    return this.places.map(({ subject, slots, front, hosts, further }) => {
      const inFront = front === undefined ? 0 : (state[front] ?? 0);
      const at = (places: readonly number[]): number => places[Math.min(inFront, places.length - 1)] ?? Number.NaN;
      const other = slots[1 - inFront];
      const host = hosts.length === 0 ? this.ownHost(subject) : state[at(hosts)];
      return {
        self: this.name(at(slots), state),
        front: inFront,
        ...(other === undefined ? {} : { copy: this.name(other, state) }),
        ...(host === undefined ? {} : { host }),
        further: Object.fromEntries(further.map(({ name, places }) => [name, this.name(at(places), state)])),
      };
    });
  }

  isServing(state: Int32Array): boolean {
    const service = this.net.lets.find(({ name }) => name === 'service');
    if (service === undefined) throw new Error('a system without the label service');
    return evaluate(service.expression, { state, constants: this.constants, lets: this.net.lets }) !== 0;
  }

  /** What an outage is charged to. */
  charged(state: Int32Array): string {
    return this.name(this.numbers.get('last') ?? Number.NaN, state);
  }

  private name(place: number, state: Int32Array): string {
    const value = state[place] ?? Number.NaN;
    return stateName(this.net.places[place]?.states?.[value] ?? String(value));
  }

  private ownHost({ isServer, level, number }: Subject): number | undefined {
    return this.system.hosts === undefined || isServer || level === this.system.layers.length ? undefined : number;
  }

  private placesOf(): readonly Places[] {
    const { layers, onTop, servers } = partsOf(this.system);
    const parts = [...layers, ...onTop, ...servers];
    const kept = Object.assign({}, ...mechanismsOf(this.system).map(({ words }) => words?.places ?? {})) as Readonly<
      Record<string, string | null>
    >;
    const told = Object.entries(kept).flatMap(([name, text]) => (text === null ? [] : [[name, text] as const]));
    return parts
      .filter(({ id, component }) => id === component.id)
      .flatMap((part) =>
        membersOf(part).map((one): Places => {
          const slots = parts.filter(({ component }) => component === part.component);
          const find = (id: string): readonly number[] => {
            const found = this.numbers.get(member({ ...one, id }));
            return found === undefined ? [] : [found];
          };
          const each = (name: string): readonly number[] => slots.flatMap(({ id }) => find(`${id}${name}`));
          const [front] = find(`${part.id}.front`);
          const { component, index } = one;
          return {
            subject: {
              component,
              number: index === undefined ? undefined : Number(index),
              isServer: servers.includes(part),
              level: levelOf(this.system, component.id),
            },
            slots: each(''),
            front,
            hosts: each('.at'),
            further: told.flatMap(([name, text]) => {
              const places = each(`.${name}`);
              return places.length === 0 ? [] : [{ name: text, places }];
            }),
          };
        }),
      );
  }
}
