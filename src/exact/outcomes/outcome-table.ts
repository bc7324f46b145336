import { parseNet } from '../../net/parse.js';
import { everyFailure, type Failure } from '../../system/mechanisms/inject/every-failure.js';
import type { System } from '../../system/system.js';
import { type Dependence, type Features, Outcomes } from './dependence.js';
import { NodeView, type Subject, type SubjectState } from './node-view.js';
import { afterText, failingText, kindOf } from './outcome-words.js';
import { SettledStates } from './settled-states.js';

/** What is told of a pair of a state and a failure. */
export const outcomeColumns = [
  'what fails',
  'its copy',
  'what is in the state',
  'what stands on it',
  'the service',
] as const;
export type OutcomeColumn = (typeof outcomeColumns)[number];

/** What becomes of everything when something fails in a state of a component, or of what a mechanism keeps beside it. */
export interface OutcomeRow {
  /** `vm: its copy is loading` */
  readonly state: string;
  /** `itself`, `another vm`, `hypervisor` */
  readonly fails: string;
  /** All that may become of each, in some state or other. */
  readonly outcomes: Readonly<Record<OutcomeColumn, readonly string[]>>;
  /** What decides where there are several. */
  readonly depends: Readonly<Partial<Record<OutcomeColumn, Dependence>>>;
}

export interface OutcomeTable {
  readonly system: string;
  /** Settled states that were looked at, and failures that strike in them. */
  readonly states: number;
  readonly failures: number;
  readonly rows: readonly OutcomeRow[];
  /** Pairs without an outcome: in no such state does what is to fail run. */
  readonly idle: readonly { readonly state: string; readonly fails: string }[];
}

export const statesMostOfTable = 100_000;

/**
 * Every failure in every settled state that the system's net may be in. Each failure is that of one component by itself; what it
 * does is read off the net. Throws an ExactRefusal when there are too many states.
 */
export function outcomeTable(system: System, statesMost: number = statesMostOfTable): OutcomeTable {
  const { document, failures } = everyFailure(system);
  const net = parseNet(document);
  const explored = new SettledStates(net, (name) => !name.startsWith('inject.'), statesMost);
  const view = new NodeView(net, system);
  const table = new TableBuilder(view);
  let strikes = 0;
  for (const state of explored.states) {
    for (const failure of failures) {
      // It strikes only what runs.
      const isStruck = explored.changes(failure.id, state);
      const outcomes = isStruck ? explored.fired(failure.id, state) : [];
      if (isStruck) strikes++;
      table.add(
        failure,
        state,
        outcomes.map(({ after }) => after),
      );
    }
  }
  return { system: system.name, states: explored.states.length, failures: strikes, ...table.table() };
}

interface Row {
  readonly state: string;
  readonly fails: string;
  /** Where it stands in the table: by component, what of it is in the state, then what fails. */
  readonly order: readonly number[];
  readonly columns: ReadonlyMap<OutcomeColumn, Outcomes>;
}

/** A state that a subject is in, and how to tell what is there of it afterwards. */
interface Aspect {
  readonly text: string;
  readonly order: number;
  told(after: SubjectState): string;
}

class TableBuilder {
  private readonly found = new Map<string, Row>();
  private readonly met = new Map<string, number>();

  constructor(private readonly view: NodeView) {}

  table(): Pick<OutcomeTable, 'rows' | 'idle'> {
    const all = [...this.found.values()].sort((a, b) => compared(a.order, b.order));
    const isIdle = ({ columns }: Row): boolean => columns.get('the service')?.all.size === 0;
    return {
      rows: all.filter((row) => !isIdle(row)).map(outcomeRow),
      idle: all.filter(isIdle).map(({ state, fails }) => ({ state, fails })),
    };
  }

  /** Takes in what a failure leads to in a state: nothing, where what is to fail does not run. */
  add(failure: Failure, before: Int32Array, afters: readonly Int32Array[]): void {
    const { subjects } = this.view;
    const states = this.view.of(before);
    const failing = subjects.findIndex(
      ({ component, number }) => component.id === failure.of && number === failure.member,
    );
    const changed = afters.map((after) => ({ states: this.view.of(after), service: this.serviceText(before, after) }));
    const shared = this.features(failing, states, before);
    for (const [index, subject] of subjects.entries()) {
      const own = states[index] as SubjectState;
      for (const aspect of aspectsOf(subject, own)) {
        const order = [index, aspect.order, this.orderOf(aspect.text), failing];
        const row = this.row(aspect.text, this.failsText(failure, index, failing, states), order);
        const features = { ...shared, 'what is in the state is': own.self };
        const key = JSON.stringify(features);
        for (const { states: after, service } of changed) {
          const told = this.told(failure, failing, index, aspect, states, after);
          for (const [column, text] of [...told, ['the service', service] as const]) {
            row.columns.get(column)?.add(features, key, text);
          }
        }
      }
    }
  }

  private told(
    failure: Failure,
    failing: number,
    index: number,
    aspect: Aspect,
    before: readonly SubjectState[],
    after: readonly SubjectState[],
  ): readonly (readonly [OutcomeColumn, string])[] {
    const subject = this.view.subjects[failing] as Subject;
    const [was, is] = [before[failing] as SubjectState, after[failing] as SubjectState];
    return [
      ['what fails', failure.isCopy ? copyText(was, is) : afterText(subject.component, is.self)],
      ['its copy', failure.isCopy || was.copy === undefined || was.copy === 'empty' ? '' : copyText(was, is)],
      ['what is in the state', index === failing ? '' : aspect.told(after[index] as SubjectState)],
      ['what stands on it', this.aboveText(failing, before, after)],
    ];
  }

  /** What changed besides, above what failed. */
  private aboveText(failing: number, before: readonly SubjectState[], after: readonly SubjectState[]): string {
    const { subjects } = this.view;
    const level = subjects[failing]?.level ?? 0;
    const texts = subjects.flatMap((subject, index) => {
      const [was, is] = [before[index] as SubjectState, after[index] as SubjectState];
      if (index === failing || subject.level <= level || was.self === is.self) return [];
      return [`${kindOf(subject)} ${afterText(subject.component, is.self)}`];
    });
    return [...new Set(texts)].sort().join(', ');
  }

  private serviceText(before: Int32Array, after: Int32Array): string {
    const [was, is] = [this.view.isServing(before), this.view.isServing(after)];
    const cause = this.view.charged(after);
    if (is) return was ? 'stays up' : 'comes back';
    if (was) return `goes down, charged to ${cause}`;
    return cause === this.view.charged(before) ? 'stays down' : `stays down, from now on charged to ${cause}`;
  }

  /** What may decide between outcomes, the plainest first. */
  private features(failing: number, states: readonly SubjectState[], state: Int32Array): Features {
    const { subjects } = this.view;
    const own = states[failing] as SubjectState;
    const others = subjects.flatMap((subject, index) =>
      index === failing ? [] : [{ subject, is: states[index] as SubjectState }],
    );
    const servers = others.filter(({ subject }) => subject.isServer);
    const layers = others.filter(({ subject }) => !subject.isServer);
    const isServing = this.view.isServing(state);
    return {
      'the service is': isServing ? 'up' : 'down',
      'other VMs that are up': String(servers.filter(({ is }) => is.self === 'up').length),
      'its copy is': own.copy ?? 'none',
      'what fails is': own.self,
      'charged before': isServing ? 'nothing' : this.view.charged(state),
      ...Object.fromEntries(Object.entries(own.further).map(([name, value]) => [`its ${name} is`, value])),
      'other VMs are': sorted(servers.map(({ is }) => is.self)),
      'layers are': sorted(layers.map(({ subject, is }) => `${kindOf(subject)} ${is.self}`)),
    };
  }

  private failsText(failure: Failure, index: number, failing: number, states: readonly SubjectState[]): string {
    const { subjects } = this.view;
    const [here, there] = [states[index]?.host, states[failing]?.host];
    const isElsewhere = here !== undefined && there !== undefined && here !== there;
    const what = failure.isCopy ? 'the copy of ' : failure.isFunction ? 'the function in ' : '';
    return failingText(subjects[index] as Subject, subjects[failing] as Subject, isElsewhere, what);
  }

  /** States in the order in which they are first met. */
  private orderOf(text: string): number {
    const known = this.met.get(text) ?? this.met.size;
    this.met.set(text, known);
    return known;
  }

  private row(state: string, fails: string, order: readonly number[]): Row {
    const key = `${state}\n${fails}`;
    const known = this.found.get(key);
    if (known !== undefined) return known;
    const row = { state, fails, order, columns: new Map(outcomeColumns.map((name) => [name, new Outcomes()])) };
    this.found.set(key, row);
    return row;
  }
}

function outcomeRow({ state, fails, columns }: Row): OutcomeRow {
  const outcomes = outcomeColumns.map((name) => [name, [...(columns.get(name)?.all ?? [])].sort()] as const);
  const depends = outcomeColumns.flatMap((name) => {
    const dependence = columns.get(name)?.dependence();
    return dependence === undefined ? [] : [[name, dependence] as const];
  });
  return {
    state,
    fails,
    outcomes: Object.fromEntries(outcomes) as unknown as OutcomeRow['outcomes'],
    depends: Object.fromEntries(depends),
  };
}

/** Everything that a subject is in: its own state, what its other slot holds, what mechanisms keep beside it. */
function aspectsOf(subject: Subject, before: SubjectState): readonly Aspect[] {
  const kind = kindOf(subject);
  const { self, copy, further } = before;
  const own: Aspect = {
    text: `${kind}: ${self}`,
    order: 0,
    told: (after) => (after.self === self ? 'stays so' : afterText(subject.component, after.self)),
  };
  const beside: Aspect = {
    text: `${kind}: its copy ${copy}`,
    order: 1,
    told: (after) => copyText(before, after),
  };
  const kept = Object.entries(further).map(
    ([name, value]): Aspect => ({
      text: `${kind}: ${name} ${value}`,
      order: 2,
      told: (after) => (after.further[name] === value ? 'stays so' : `is ${after.further[name]}`),
    }),
  );
  return [own, ...(copy === undefined || copy === 'empty' ? [] : [beside]), ...kept];
}

/** What became of what was in the slot beside a VM. */
function copyText(was: SubjectState, is: SubjectState): string {
  if (is.front !== was.front) return 'is the VM now';
  if (is.copy === was.copy) return 'goes on';
  return is.copy === 'empty' ? 'is given up' : `is given up, another is ${is.copy}`;
}

const sorted = (texts: readonly string[]): string => [...texts].sort().join(', ');

function compared(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
