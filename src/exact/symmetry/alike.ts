import type { Net } from '../../net/net.js';
import { type Observed, placesTouched } from '../explore/relevant.js';
import { type Automorphism, Automorphisms } from './automorphism.js';
import { type Label, labelOf, type Slot, slotsOf, swappedLabel } from './labels.js';

/** Members of a net that nothing tells apart: any exchange of them maps the net onto itself. */
export interface Alike {
  /** Of each member, its places and its activities with a clock; the k-th of one member corresponds to the k-th of another. */
  readonly members: readonly Member[];
  /** Activities that some exchange of members maps to others. */
  readonly moved: ReadonlySet<number>;
}

export interface Member {
  readonly places: readonly number[];
  readonly clocks: readonly number[];
}

/**
 * Finds members that are alike. Names propose them: places named alike but for a number, `vm(1)` and `vm(2)`, and with them all
 * places without which their exchange would not map the net onto itself. Every exchange is then verified on the net itself.
 */
export class AlikeMembers {
  private readonly automorphisms: Automorphisms;
  private readonly labels: readonly Label[];
  private readonly touched: readonly ReadonlySet<number>[];
  private readonly varying: ReadonlySet<number>;
  private readonly exchanges = new Map<string, Automorphism | undefined>();
  /** Groups of members that the net does not tell apart. */
  readonly groups: readonly Alike[];

  constructor(private readonly net: Net) {
    this.automorphisms = new Automorphisms(net);
    this.labels = net.places.map(({ name }) => labelOf(name));
    this.varying = new Set(net.places.flatMap(({ min, max }, index) => (min < max ? [index] : [])));
    this.touched = net.activities.map((activity) => placesTouched(activity, net));
    this.groups = this.found();
  }

  /** The groups of members that an observer cannot tell apart either. */
  seenBy(observed: Observed): readonly Alike[] {
    return this.within(this.groups, observed);
  }

  /** Those of some groups' members that an observer cannot tell apart. */
  within(groups: readonly Alike[], observed: Observed): readonly Alike[] {
    return groups.flatMap(({ members }) =>
      this.classes(members, (one, other) => {
        const exchange = this.exchange(one, other);
        return exchange !== undefined && this.automorphisms.keeps(exchange, observed);
      }).flatMap((alike) => this.asGroup(alike) ?? []),
    );
  }

  private found(): Alike[] {
    const groups: Alike[] = [];
    const used = new Set<string>();
    for (const seed of slotsOf(this.labels, this.varying)) {
      if (used.has(seed.key)) continue;
      const bundle = this.bundle(seed);
      const members = bundle && this.membersOf(bundle, seed);
      if (bundle === undefined || members === undefined) continue;
      const classes = this.classes(members, (one, other) => this.exchange(one, other) !== undefined);
      const alike = classes.flatMap((some) => this.asGroup(some) ?? []);
      if (alike.length > 0) for (const slot of bundle) used.add(slot);
      groups.push(...alike);
    }
    return groups;
  }

  /** The slots that have to be renumbered together for two neighbours to change places. */
  private bundle({ key, values }: Slot): Set<string> | undefined {
    for (let k = 0; k + 1 < values.length; k++) {
      const bundle = new Set([key]);
      const [one, other] = [values[k] as string, values[k + 1] as string];
      for (;;) {
        const places = this.swapped(bundle, one, other);
        if (places === undefined) break;
        const found = this.automorphisms.of(places);
        if ('places' in found) return bundle;
        const before = bundle.size;
        for (const place of this.touched[found.activity] ?? []) {
          for (const slot of this.labels[place]?.slots ?? []) {
            if (slot.value === one || slot.value === other) bundle.add(slot.key);
          }
        }
        if (bundle.size === before) break;
      }
    }
    return undefined;
  }

  private swapped(bundle: ReadonlySet<string>, one: string, other: string): number[] | undefined {
    const numbers = new Map(this.net.places.map(({ name }, index) => [name, index]));
    const places: number[] = [];
    for (const [index, label] of this.labels.entries()) {
      const image = this.varying.has(index) ? numbers.get(swappedLabel(label, bundle, one, other)) : index;
      if (image === undefined || !this.sameRange(index, image)) return undefined;
      places.push(image);
    }
    return places;
  }

  private sameRange(one: number, other: number): boolean {
    const [a, b] = [this.net.places[one], this.net.places[other]];
    return a?.min === b?.min && a?.max === b?.max;
  }

  /** The places of each number that the seed's slot takes; undefined when a place belongs to two of them. */
  private membersOf(bundle: ReadonlySet<string>, seed: Slot): Member[] | undefined {
    const members = new Map<string, Map<string, number>>(seed.values.map((value) => [value, new Map()]));
    for (const [index, label] of this.labels.entries()) {
      if (!this.varying.has(index)) continue;
      const values = new Set(label.slots.filter(({ key }) => bundle.has(key)).map(({ value }) => value));
      const [value, second] = values;
      if (second !== undefined) return undefined;
      if (value !== undefined) members.get(value)?.set(swappedLabel(label, bundle, value, '#'), index);
    }
    return [...members.values()].map((places) => ({
      places: [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, index]) => index),
      clocks: [],
    }));
  }

  /** Being exchangeable is an equivalence: each member is compared with one of each class. */
  private classes(members: readonly Member[], exchangeable: (one: Member, other: Member) => boolean): Member[][] {
    const classes: Member[][] = [];
    for (const member of members) {
      const own = classes.find(([first]) => first !== undefined && exchangeable(first, member));
      if (own === undefined) classes.push([member]);
      else own.push(member);
    }
    return classes.filter(({ length }) => length > 1);
  }

  private exchange(one: Member, other: Member): Automorphism | undefined {
    const key = `${one.places}; ${other.places}`;
    const known = this.exchanges.get(key);
    if (known !== undefined || this.exchanges.has(key)) return known;
    const found = this.exchangeOf(one, other);
    this.exchanges.set(key, found);
    return found;
  }

  private exchangeOf(one: Member, other: Member): Automorphism | undefined {
    if (one.places.length !== other.places.length) return undefined;
    const places = this.net.places.map((_, index) => index);
    for (const [k, a] of one.places.entries()) {
      const b = other.places[k] as number;
      if (!this.sameRange(a, b)) return undefined;
      places[a] = b;
      places[b] = a;
    }
    const found = this.automorphisms.of(places);
    return 'places' in found ? found : undefined;
  }

  /** Lines up the clocks of the members; undefined when some clock is of no single member, or its law depends on the state. */
  private asGroup(members: readonly Member[]): Alike | undefined {
    const [first, ...others] = members;
    if (first === undefined) return undefined;
    const exchanges = others.map((other) => this.exchange(first, other)?.activities);
    if (exchanges.some((map) => map === undefined)) return undefined;
    const maps = exchanges.filter((map) => map !== undefined);
    const moved = new Set<number>();
    for (const map of maps) for (let a = 0; a < map.length; a++) if (map[a] !== a) moved.add(a);
    const clocked = [...moved].filter((index) => this.net.activities[index]?.timing.kind === 'delay');
    const own = clocked.filter((index) => maps.every((map) => map[index] !== index) && this.isOf(index, maps));
    const clocks = [own, ...maps.map((map) => own.map((index) => map[index] as number))];
    if (new Set(clocks.flat()).size !== clocked.length || clocks.flat().length !== clocked.length) return undefined;
    if (clocked.some((index) => this.lawIsRead(index))) return undefined;
    return { members: members.map(({ places }, k) => ({ places, clocks: clocks[k] ?? [] })), moved };
  }

  /** Of two members' exchange only: with three members and more, that of the first with each other moves the activity elsewhere. */
  private isOf(index: number, maps: readonly ArrayLike<number>[]): boolean {
    if (maps.length > 1) return new Set(maps.map((map) => map[index])).size === maps.length;
    return index < ((maps[0] ?? [])[index] as number);
  }

  private lawIsRead(index: number): boolean {
    const timing = this.net.activities[index]?.timing;
    return timing?.kind === 'delay' && timing.law.bound === undefined;
  }
}
