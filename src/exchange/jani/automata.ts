import { foundText, quoted } from '../../config/found.js';
import type { Alternative, Command, Gain, Module, VariableDeclaration, Write } from '../guarded/model.js';
import { conjunction, type Term } from '../guarded/term.js';
import type { JaniPath } from './jani-path.js';
import { locationVariable, type ModelNames } from './names.js';
import { type JaniNames, readTerm } from './read-term.js';
import type { JaniAssignment, JaniAutomaton, JaniDestination, JaniEdge } from './schema.js';

/** Reads the edges of an automaton as the commands of a module. */
export function readAutomaton(automaton: JaniAutomaton, at: JaniPath, names: ModelNames): Module {
  const reader = new AutomatonReader(automaton, at, names);
  reader.checkLocations();
  return { name: automaton.name, commands: automaton.edges.flatMap((edge, position) => reader.edge(edge, position)) };
}

/** The variable that says where an automaton is, when it has several locations. */
export function readLocation(automaton: JaniAutomaton, at: JaniPath): VariableDeclaration | undefined {
  const { locations } = automaton;
  const [first, second] = automaton['initial-locations'];
  const { origin } = at.below('initial-locations');
  if (second !== undefined)
    at.below('initial-locations').note('several initial locations', 'one: a net starts in one state');
  if (locations.length < 2) return undefined;
  const whole = (value: number): Term => ({ kind: 'number', value, type: 'int', origin });
  const initial = locations.findIndex(({ name }) => name === first);
  if (initial < 0) at.below('initial-locations').note(quoted(`${first}`), 'a location of the automaton');
  return {
    name: locationVariable(automaton),
    type: 'int',
    min: whole(0),
    max: whole(locations.length - 1),
    initial: whole(Math.max(0, initial)),
    owner: automaton.name,
    origin,
  };
}

class AutomatonReader {
  private readonly inside: JaniNames;

  constructor(
    private readonly automaton: JaniAutomaton,
    private readonly at: JaniPath,
    private readonly names: ModelNames,
  ) {
    this.inside = names.inside(automaton);
  }

  checkLocations(): void {
    for (const [position, location] of this.automaton.locations.entries()) {
      const progress = location['time-progress'];
      if (progress === undefined || progress.exp === true) continue;
      this.at
        .below('locations', position, 'time-progress')
        .note('a time-progress condition', 'none: time always goes on');
    }
  }

  edge(edge: JaniEdge, position: number): Command[] {
    const here = this.at.below('edges', position);
    const { origin } = here;
    if (edge.rate === undefined) {
      here.note('an edge without a rate', 'a rate: every edge of a ctmc has one');
      return [];
    }
    const rate = readTerm(edge.rate.exp, here.below('rate', 'exp'), this.inside);
    const guard =
      edge.guard === undefined ? undefined : readTerm(edge.guard.exp, here.below('guard', 'exp'), this.inside);
    const from = this.isAt(edge.location, here.below('location'));
    if (rate === undefined || (edge.guard !== undefined && guard === undefined)) return [];
    const alternatives = edge.destinations.flatMap((destination, number) => {
      const there = here.below('destinations', number);
      return this.alternative(edge, destination, rate, there);
    });
    const conditions = [from, guard].filter((term) => term !== undefined);
    const action = edge.action === undefined ? {} : { action: edge.action };
    return [{ ...action, guard: conjunction(conditions, origin), alternatives, origin }];
  }

  private alternative(edge: JaniEdge, destination: JaniDestination, rate: Term, at: JaniPath): Alternative[] {
    const share = this.rateOf(edge, destination, rate, at);
    if (share === undefined) return [];
    const writes: Write[] = [];
    const gains: Gain[] = [];
    const assignments = destination.assignments ?? [];
    for (const [position, assignment] of assignments.entries()) {
      this.assign(assignment, at.below('assignments', position), writes, gains);
    }
    if (new Set(assignments.map(({ index }) => index ?? 0)).size > 1) {
      at.below('assignments').note('assignments one after the other', 'all of one index: they happen at once');
    }
    return [{ rate: share, writes: [...this.move(edge, destination, at), ...writes], gains }];
  }

  /** Rate times probability, where that is not the rate itself: `r` times `a / r` is `a`. */
  private rateOf(edge: JaniEdge, { probability }: JaniDestination, rate: Term, at: JaniPath): Term | undefined {
    if (probability === undefined) return rate;
    const share = readTerm(probability.exp, at.below('probability', 'exp'), this.inside);
    if (share === undefined) return undefined;
    if (share.kind === 'number' && share.value === 1) return rate;
    const division = probability.exp as { op?: unknown; left?: unknown; right?: unknown };
    if (division.op === '/' && share.kind === 'binary') {
      if (same(division.left, division.right)) return rate;
      if (same(division.right, edge.rate?.exp)) return share.left;
    }
    return { kind: 'binary', operator: '*', left: rate, right: share, origin: at.origin };
  }

  private assign({ ref, value }: JaniAssignment, at: JaniPath, writes: Write[], gains: Gain[]): void {
    if (typeof ref !== 'string') {
      at.below('ref').note(`an assignment to ${foundText(ref)}`, 'the name of a variable');
      return;
    }
    const term = readTerm(value, at.below('value'), this.inside);
    const transient = this.names.transients.get(ref);
    if (term === undefined) return;
    if (transient === undefined)
      writes.push({ variable: this.names.local(this.automaton, ref), value: term, origin: at.origin });
    else if (transient.type === 'number') gains.push({ reward: ref, value: term });
  }

  private move(edge: JaniEdge, { location }: JaniDestination, at: JaniPath): Write[] {
    const to = this.number(location, at.below('location'));
    if (to === undefined || location === edge.location || this.automaton.locations.length < 2) return [];
    const { origin } = at;
    const value: Term = { kind: 'number', value: to, type: 'int', origin };
    return [{ variable: locationVariable(this.automaton), value, origin }];
  }

  private isAt(location: string, at: JaniPath): Term | undefined {
    const number = this.number(location, at);
    return number === undefined ? undefined : inLocation(this.automaton, number, at);
  }

  private number(location: string, at: JaniPath): number | undefined {
    const number = this.automaton.locations.findIndex(({ name }) => name === location);
    if (number >= 0) return number;
    at.note(quoted(location), `a location of ${this.automaton.name}`);
    return undefined;
  }
}

/** Whether an automaton is in a location; always, when it has no other. */
export function inLocation(automaton: JaniAutomaton, number: number, at: JaniPath): Term {
  const { origin } = at;
  if (automaton.locations.length < 2) return { kind: 'truth', value: true, origin };
  const left: Term = { kind: 'name', name: locationVariable(automaton), origin };
  return { kind: 'binary', operator: '=', left, right: { kind: 'number', value: number, type: 'int', origin }, origin };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
