import { member, memberPlace, type Part } from '../../pieces/part.js';

/** One of the Dom0s of each host. */
export interface Replica {
  /** Its place is `dom0.a`, or `dom0.a(host)`. */
  readonly part: Part;
  /** Its number, from 1, in the place that says which is the active one. */
  readonly number: number;
}

const LETTERS = 'abcdefghi';

export type ReplicaState = 'up' | 'failed' | 'booting';

/** What the Dom0s of a host are in: the layer they make up stays one place, and what stands on it reads only that. */
export class Replicas {
  readonly all: readonly Replica[];

  constructor(
    readonly layer: Part,
    count: number,
  ) {
    this.all = Array.from(LETTERS.slice(0, count), (letter, index) => ({
      part: { ...layer, id: `${layer.id}.${letter}` },
      number: index + 1,
    }));
  }

  /** How many it takes to vote one out. */
  get majority(): number {
    return (this.all.length + 1) / 2;
  }

  /** The number of the active one: the one that serves, or served last. */
  get active(): string {
    return memberPlace(this.layer, 'active');
  }

  /** 1 from the failure of the active one until another has taken its place. */
  get stalled(): string {
    return memberPlace(this.layer, 'stalled');
  }

  /** Whether the active one is up, as an expression. */
  get activeIsUp(): string {
    const each = this.all.map((replica) => `${this.isActive(replica)} && ${this.isIn(replica, 'up')}`);
    return `(${each.join(' || ')})`;
  }

  isActive({ number }: Replica): string {
    return `${this.active} == ${number}`;
  }

  isIn({ part }: Replica, state: ReplicaState): string {
    return `${member(part)} == ${this.state(state)}`;
  }

  /** The net's name of a state. */
  state(state: ReplicaState): string {
    return `${this.layer.id}.replica.${state}`;
  }

  /** How many are in a state, as an expression. */
  count(state: ReplicaState, among = this.all): string {
    return `(${among.map((replica) => `(${this.isIn(replica, state)})`).join(' + ')})`;
  }

  /** Whether a majority of all is up beside this one, as an expression. */
  hasAccusers(replica: Replica): string {
    const others = this.othersThan(replica);
    if (others.length === this.majority) return others.map((other) => this.isIn(other, 'up')).join(' && ');
    return `${this.count('up', others)} >= ${this.majority}`;
  }

  /** The number of the first other one that is up, as an expression, while a majority of all is: it is among the first few. */
  firstUpBeside(replica: Replica): string {
    const others = this.othersThan(replica);
    return others
      .slice(0, others.length - this.majority)
      .reduceRight(
        (otherwise, other) => `if(${this.isIn(other, 'up')}, ${other.number}, ${otherwise})`,
        String(others[others.length - this.majority]?.number),
      );
  }

  private othersThan(replica: Replica): readonly Replica[] {
    return this.all.filter((other) => other !== replica);
  }
}
