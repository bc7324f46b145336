import { member, memberPlace, type Part } from '../../pieces/part.js';

/** One of the three Dom0s of each host. */
export interface Replica {
  /** Its place is `dom0.a`, or `dom0.a(host)`. */
  readonly part: Part;
  /** Its number, from 1, in the place that says which is the active one. */
  readonly number: number;
}

export type ReplicaState = 'up' | 'failed' | 'booting';

/** What the three Dom0s of a host are in: the layer they make up stays one place, and what stands on it reads only that. */
export class Replicas {
  readonly all: readonly Replica[];

  constructor(readonly layer: Part) {
    this.all = ['a', 'b', 'c'].map((letter, index) => ({
      part: { ...layer, id: `${layer.id}.${letter}` },
      number: index + 1,
    }));
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
  count(state: ReplicaState): string {
    return `(${this.all.map((replica) => `(${this.isIn(replica, state)})`).join(' + ')})`;
  }

  othersThan(replica: Replica): readonly Replica[] {
    return this.all.filter((other) => other !== replica);
  }
}
