import { mark, rolled, type Tables } from './marks.js';

/** How code names what other pieces of code provide. */
export interface Names {
  /** Number that an activity has in the slots' `holder`. */
  holder(activity: number): string;
  /** Call that sets an activity's clock. */
  setClock(activity: number, starting: string): string;
  /** Call that fires an immediate. */
  fireImmediate(activity: number): string;
  /** Call that says whether the guard holds. */
  guard(activity: number): string;
  /** Whether `set` says which clocks are set. */
  isNoted(): boolean;
  /** Call that adapts the activity's clock, which goes on, to the speed it now has. */
  adapt(activity: number): string;
  /** Call that settles the state after the activity's firing. */
  settle(activity: number): string;
}

/** A generated function and the number by which it knows whom it serves. */
export interface Callee {
  readonly name: string;
  readonly member: number;
}

/** The functions of a program, of several kinds; those that serve items of one shape share one. */
export class Functions {
  /** Of each activity, its number in the slots' `holder`. */
  holders: number[];
  texts: string[] = [];
  /** Whether firings keep what is due (`due.ts`): functions then read the time from `clock`, and are not told it. */
  isByDue = false;
  private readonly calls = new Map<string, readonly string[]>();

  constructor(
    activityCount: number,
    private readonly tables: Tables,
  ) {
    this.holders = Array.from({ length: activityCount }, (_, activity) => activity);
  }

  readonly names: Names = {
    holder: (activity) => mark(this.holders[activity] as number),
    setClock: (activity, starting) => this.call('set', activity, ...this.time, starting),
    fireImmediate: (activity) => this.call('fire', activity, ...this.time),
    settle: (activity) => this.call('settle', activity, ...this.time),
    guard: (activity) => this.call('guard', activity),
    adapt: (activity) => this.call('adapt', activity, ...this.time),
    isNoted: () => this.isByDue,
  };

  /**
   * A function for each group of items of one shape. Where they go in tables all have the same `parameters`, the member's number
   * included; elsewhere a single item needs none.
   */
  define(
    kind: string,
    groups: readonly (readonly number[])[],
    parameters: string,
    text: (item: number) => string,
    inTable = false,
  ): Map<number, Callee> {
    const callees = new Map<number, Callee>();
    for (const group of groups) {
      const [first] = group;
      const name = `${kind}${first}`;
      const isPlain = group.length === 1 && !inTable;
      const body = group.length === 1 ? text(first as number) : rolled(group.map(text), 'member', this.tables);
      const all = [isPlain ? '' : 'member', parameters].filter((text) => text !== '').join(', ');
      this.texts.push(`function ${name}(${all}) {\n${body}\n}`);
      for (const [member, item] of group.entries()) {
        callees.set(item, { name, member });
        this.calls.set(`${kind} ${item}`, isPlain ? [name] : [name, mark(member)]);
      }
    }
    return callees;
  }

  private get time(): string[] {
    return this.isByDue ? [] : ['now'];
  }

  /** A call; of what is not yet defined, one that all of a kind share. */
  private call(kind: string, item: number, ...others: readonly string[]): string {
    const [name, ...member] = this.calls.get(`${kind} ${item}`) ?? [kind];
    return `${name}(${[...member, ...others].join(', ')})`;
  }
}
