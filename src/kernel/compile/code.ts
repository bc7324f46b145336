import { evaluate } from '../../net/expression/evaluate.js';
import type { Expression } from '../../net/expression/expression.js';
import type { Activity, Case } from '../../net/net.js';
import type { Observed } from '../observation.js';
import { dueBits, words } from './bits.js';
import { Changes, type Firing } from './changes.js';
import { ClockCode } from './clock-code.js';
import type { Delays } from './delays.js';
import { Emitter } from './emit.js';
import type { Names } from './functions.js';
import { type Facts, intersects, Knowledge, truth } from './knowledge.js';
import { type Landing, Landings } from './landing.js';
import { mark, rollStatements, type Tables } from './marks.js';
import type { Model } from './model.js';
import type { Parameters } from './parameters.js';
import { valueIfAny } from './value-if-any.js';

/**
 * The pieces of a net's code, one activity at a time, with marks where members of a family may differ. Everything that the fired
 * guard and the written constants say is put into the guards that are examined next, so that most of them vanish.
 *
 * Variables of the generated program: `state` (places, then counters), `deadline` by slot, `holder` (the activity whose clock the slot
 * holds, -1: none), `streams`, `parameters`, `watched` (last values of the watches), `changed[0]` (an observer must look), and, for clocks
 * with a speed, `speeds` and `remaining` by slot. `now` is an argument.
 */
export class Code {
  private readonly landings: Landings;
  readonly knowledge: Knowledge;
  private readonly changes: Changes;
  private readonly structural: Emitter;
  private readonly numeric: Emitter;
  readonly clocks: ClockCode;

  constructor(
    private readonly model: Model,
    private readonly names: Names,
    private readonly delays: Delays,
    parameters: Parameters,
    private readonly tables: Tables,
    private readonly constants: ArrayLike<number>,
    /** Whether clocks are in a heap that must hear of changes. */
    heap: boolean,
    private readonly announces: (activity: number) => boolean,
  ) {
    const { places } = model.net;
    this.knowledge = new Knowledge(model, constants);
    this.changes = new Changes(model, this.knowledge, constants);
    this.withSpeed = model.timed.filter((activity) => model.speeds[activity] !== undefined);
    this.structural = new Emitter(model.lets, constants, tables, places);
    this.landings = new Landings(model, this.knowledge, this.structural, tables);
    this.numeric = new Emitter(model.lets, constants, tables, places, (expression) => parameters.value(expression));
    this.clocks = new ClockCode(model, names, delays, parameters, this.numeric, heap);
  }

  reader(expression: Expression): string {
    return this.structural.number(this.model.structural(expression));
  }

  /** Body of the function that says whether a guard holds. */
  guardReading(activity: number): string {
    return `return ${this.guardText(activity)};`;
  }

  /** Activities whose guard is long enough for a function of its own, which is called wherever it is examined. */
  get withOwnGuard(): number[] {
    return [...this.model.guards.keys()].filter((activity) => this.guardText(activity).length > ownTextMin);
  }

  /** Activities whose clock has a speed that changes with the state. */
  readonly withSpeed: readonly number[];

  private guardText(activity: number): string {
    return this.structural.logical(this.model.guard(activity));
  }

  /** Whether an activity's guard holds, given all that is known of the state: `enabled` is what is left to examine. */
  guard(activity: number, enabled: Expression = this.model.guard(activity)): string {
    const text = this.structural.logical(enabled);
    return text.length > ownTextMin ? this.names.guard(activity) : text;
  }

  /** What `Observation.see` does for one of what it looks at, with the expression in place: `leave` when the trial ends. */
  seeing({ kind, index, expression }: Observed, observer: string, leave: string): string {
    const at = mark(index);
    const truth = (): string => this.structural.logical(this.model.structural(expression));
    switch (kind) {
      case 'integrand':
        return `{ const value = ${this.reader(expression)}; if (value !== seen[${at}]) { gained[${at}] = gained[${at}] + seen[${at}] * (now - since[${at}]); since[${at}] = now; seen[${at}] = value; } }`;
      case 'condition':
        return `if ((${truth()} ? 1 : 0) !== open[${at}]) ${observer}.turn(${at}, now);`;
      case 'until':
        return `if (${truth()}) { ${observer}.reach(now); ${leave} }`;
    }
  }

  /** Statements that fire a timed activity; they end in `break sample` with the tail's variables set, or in `continue`. */
  timedFiring(activity: number): string {
    return this.firing(activity, (chosen) => this.timedCase(activity, chosen));
  }

  /** Body of a function that fires a timed activity and settles by what is due (`due.ts`). */
  timedFiringApart(activity: number): string {
    return this.firing(activity, (chosen) => {
      const landing = this.landings.of(activity, chosen);
      const lines = [...landing.lines, ...this.observing(landing.written)];
      const unsettling = this.unsettling(landing);
      if (unsettling.length === 0) {
        const { dropped, sets, sure } = this.clocksAfter(chosen, landing);
        const clocks = [...dropped, ...sets, ...this.settingAll(sure)];
        if (clocks.length <= ownClocksMax) return [...lines, ...clocks].join('\n');
      }
      lines.push(
        `drop(${this.clocks.slot(activity)});`,
        ...this.touching(chosen, landing, unsettling),
        'settle(false);',
      );
      return lines.join('\n');
    });
  }

  /** Body of the function that fires an immediate, where what it touches is kept as due. */
  immediateFiringApart(activity: number): string {
    const body = this.firing(activity, (chosen) => {
      const landing = this.landings.of(activity, chosen);
      const touching = this.touching(chosen, landing, this.unsettling(landing));
      return [...landing.lines, ...this.observing(landing.written), ...touching].join('\n');
    });
    return `countImmediate();\n${body}`;
  }

  /** Drops the clocks that a case restarts and those that are lost, and says which immediates, clocks and speeds are due. */
  private touching({ restarts }: Case, landing: Landing, unsettling: readonly number[]): string[] {
    const { model, changes } = this;
    const { activity, after, written } = landing;
    const lost = new Set(this.clocks.isTimed(activity) ? [...restarts, activity] : restarts);
    const affected = model.timedAffected(written);
    const lapsing = affected.filter((index) => !lost.has(index) && changes.mayDisable(index, landing));
    const clocks = [...new Set([...lost, ...affected])].filter(
      (index) =>
        this.clocks.isTimed(index) &&
        (lost.has(index) ? this.knowledge.truthOf(index, after) !== false : changes.mayEnable(index, landing)),
    );
    const speeds = affected.filter((index) => changes.mayChangeSpeed(index, landing));
    const ranks = (indices: readonly number[]): number[] => indices.map((index) => model.rank(index));
    return [
      ...restarts.map((restarted) => this.clocks.dropIfHeld(restarted)),
      ...words(ranks(lapsing)).map(
        ([word, mask]) => `if ((set[${mark(word)}] & ${mark(mask)}) !== 0) lapse(${mark(word)}, ${mark(mask)});`,
      ),
      ...dueBits('dueImmediates', ranks(unsettling)),
      ...dueBits('dueTimed', ranks(clocks)),
      ...dueBits(
        'dueSpeeds',
        speeds.map((index) => this.withSpeed.indexOf(index)),
      ),
    ];
  }

  /** Says which observers must look. */
  private observing(written: ReadonlySet<number>): string[] {
    return dueBits('changed', this.model.observersAffected(written));
  }

  /** Whether a firing that does not drop the clock leaves it as it is, set or not. */
  private goesOn(activity: number, firing: Firing): boolean {
    const { changes } = this;
    return (
      !changes.mayEnable(activity, firing) &&
      !changes.mayDisable(activity, firing) &&
      !changes.mayChangeSpeed(activity, firing)
    );
  }

  /** Body of the function that fires an immediate. */
  immediateFiring(activity: number): string {
    return `countImmediate();\n${this.firing(activity, (chosen) => this.immediateCase(activity, chosen))}`;
  }

  /** Whether some firing of the activity can enable an immediate. */
  canUnsettle(activity: number): boolean {
    return this.activity(activity).cases.some(
      (chosen) => this.unsettling(this.landings.of(activity, chosen)).length > 0,
    );
  }

  /** Body of the function that fires immediates after the activity's effects landed, then sets clocks and looks at the watches. */
  settling(activity: number): string {
    return this.settlingAfter(this.model.written(activity), activity);
  }

  /** Body of the function that begins a trial: sets the first clocks, or settles first where the initial state is not settled. */
  beginning(): string {
    const { net, counters, timed, immediates, lets } = this.model;
    const state = net.places.map(({ initial }) => initial);
    for (const { terms } of counters.all) {
      let sum = 0;
      for (const term of terms.values()) sum += evaluate(term, { state, constants: this.constants, lets });
      state.push(sum);
    }
    const enabled = (index: number): boolean | undefined => {
      const value = valueIfAny(this.model.guard(index), { state, constants: this.constants, lets });
      return value === undefined ? undefined : value !== 0;
    };
    const isSettled = immediates.every((index) => enabled(index) === false);
    if (isSettled && timed.every((index) => enabled(index) !== undefined)) {
      return rollStatements(
        timed.filter(enabled).map((index) => `${this.names.setClock(index, 'true')};`),
        this.tables,
      ).join('\n');
    }
    const everything = new Set(state.keys());
    return [this.settlingAfter(everything), ...this.watches()].join('\n');
  }

  private watches(): string[] {
    return this.model.watched.map((watch, index) => `watched[${mark(index)}] = ${this.structural.number(watch)};`);
  }

  private firing(activity: number, body: (chosen: Case) => string): string {
    const { cases } = this.activity(activity);
    const lines: string[] = [];
    if (this.announces(activity)) lines.push(`announce(${mark(activity)}, now);`);
    if (cases.length === 1) return [...lines, body(cases[0] as Case)].join('\n');
    const weights = cases.map(
      ({ weight }, index) => `const weight${index} = checkWeight(${this.numeric.number(weight)});`,
    );
    const total = cases.map((_, index) => `weight${index}`).join(' + ');
    lines.push(
      ...weights,
      `let left = nextUniform(streams, ${this.clocks.stream(activity, 'case')}) * checkTotal(${total});`,
    );
    lines.push('let chosen = 0;', 'choose: {');
    for (const index of cases.keys()) {
      lines.push(
        `if (weight${index} !== 0) { chosen = ${index}; left -= weight${index}; if (left < 0) break choose; }`,
      );
    }
    lines.push('}', 'switch (chosen) {');
    for (const [index, chosen] of cases.entries()) lines.push(`case ${index}: {`, body(chosen), 'break; }');
    lines.push('}');
    return lines.join('\n');
  }

  private timedCase(activity: number, chosen: Case): string {
    const landing = this.landings.of(activity, chosen);
    const { after, written } = landing;
    const lines = [...landing.lines];
    const unsettling = this.unsettling(landing);
    if (unsettling.length > 0) {
      const enabled = unsettling.map((index) =>
        this.guard(index, this.knowledge.simplified(this.model.guard(index), after)),
      );
      const restarts = chosen.restarts.map((restarted) => this.clocks.dropIfHeld(restarted));
      lines.push(
        `if (${enabled.join(' || ')}) { ${[...restarts, `${this.names.settle(activity)};`].join(' ')} ${leavingToLoop} }`,
      );
    }
    const { dropped, sets, sure } = this.clocksAfter(chosen, landing);
    lines.push(...rollStatements(dropped, this.tables), ...rollStatements(sets, this.tables));
    lines.push(...this.watching(written, after));
    lines.push(...this.lastClocks(sure, dropped.length + sets.length === 0));
    return lines.join('\n');
  }

  /** What becomes of the clocks after a firing that left the state settled: those that are `sure` to be set are left to set. */
  private clocksAfter(
    chosen: Case,
    landing: Landing,
  ): { readonly dropped: readonly string[]; readonly sets: readonly string[]; readonly sure: readonly number[] } {
    const { activity, before, after, written } = landing;
    const lost = new Set([activity, ...chosen.restarts]);
    const drops: string[] = [];
    const sets: string[] = [];
    const sure: number[] = [];
    const affected = new Set([...lost, ...this.model.timedAffected(written)]);
    for (const other of [...affected].sort((a, b) => a - b)) {
      if (this.activity(other).timing.kind === 'immediate') continue;
      const slot = this.clocks.slot(other);
      const holds = `holder[${slot}] === ${this.names.holder(other)}`;
      if (!lost.has(other) && this.goesOn(other, landing)) continue;
      const enabled = this.knowledge.simplified(this.model.guard(other), after);
      const wasEnabled = this.knowledge.truthOf(other, before);
      const set = `${this.names.setClock(other, 'false')};`;
      const drop = `drop(${slot});`;
      switch (truth(enabled)) {
        case false:
          if (wasEnabled === true || other === activity) drops.push(drop);
          else if (wasEnabled === undefined) drops.push(`if (${holds}) ${drop}`);
          break;
        case true:
          if (lost.has(other) || wasEnabled === false) sure.push(other);
          else if (wasEnabled === undefined)
            sets.push(`if (!(${holds})) ${set}${this.otherwise(this.adapting(other, landing))}`);
          else sets.push(...this.adapting(other, landing));
          break;
        default: {
          const condition = this.guard(other, enabled);
          if (lost.has(other)) {
            drops.push(other === activity ? drop : `if (${holds}) ${drop}`);
            sets.push(`if (${condition}) ${set}`);
          } else {
            if (this.changes.mayDisable(other, landing)) drops.push(`if (!${condition} && ${holds}) ${drop}`);
            sets.push(`if (${condition}) { if (!(${holds})) ${set}${this.otherwise(this.adapting(other, landing))} }`);
          }
        }
      }
    }
    // A slot that is filled again at once need not be emptied, unless note is taken of which clocks are set.
    const refilled = new Set(this.names.isNoted() ? [] : sure.map((other) => `drop(${this.clocks.slot(other)});`));
    return { dropped: drops.filter((drop) => !refilled.has(drop)), sets, sure };
  }

  private settingAll(activities: readonly number[]): string[] {
    return rollStatements(
      activities.map((activity) => `${this.names.setClock(activity, 'false')};`),
      this.tables,
    );
  }

  /** Sets the clocks that are sure to be set, the last one by the code that all firings share. */
  private lastClocks(sure: readonly number[], areOthersKept: boolean): string[] {
    const last = sure.findLast((activity) => this.delays.of(activity) !== undefined);
    const delay = last === undefined ? undefined : this.delays.of(last);
    const lines = this.settingAll(sure.filter((activity) => activity !== last));
    const [only] = sure;
    const isOnly = areOthersKept && sure.length === 1;
    // The only clock that was touched may be next without a scan.
    if (!isOnly) lines.push('second = -Infinity;');
    if (last !== undefined && delay !== undefined) lines.push(...this.clocks.tail(last, delay), 'break sample;');
    else if (isOnly && only !== undefined)
      lines.push(`slot = ${this.clocks.slot(only)};`, `fresh = deadline[${this.clocks.slot(only)}];`, 'continue;');
    else lines.push('continue;');
    return lines;
  }

  private immediateCase(activity: number, chosen: Case): string {
    const landing = this.landings.of(activity, chosen);
    const restarts = chosen.restarts.map((restarted) => this.clocks.dropIfHeld(restarted));
    return [...landing.lines, ...restarts, ...this.drops(landing)].join('\n');
  }

  /** After a firing, whose case has dropped what it restarts; without one, at the trial's start, when no clock is set. */
  private settlingAfter(written: ReadonlySet<number>, fired?: number): string {
    const closure = this.closure(written);
    const starting = fired === undefined;
    const drops = starting ? [] : [this.clocks.dropIfHeld(fired)];
    const fire = closure.immediates.map(
      (index) => `if (${this.guard(index)}) { ${this.names.fireImmediate(index)}; continue settling; }`,
    );
    const timed = new Set([...closure.timed, ...(starting ? this.model.timed : [fired, ...this.restarts(fired)])]);
    const sets = [...timed]
      .sort((a, b) => a - b)
      .map((index) => {
        const set = `if (!(${this.clocks.holds(index)})) ${this.names.setClock(index, `${starting}`)};`;
        return `if (${this.guard(index)}) { ${set}${this.otherwise(this.adaptingAfter(index, closure.written))} }`;
      });
    const roll = (statements: string[]): string => rollStatements(statements, this.tables).join('\n');
    return [
      roll(drops),
      starting ? '' : roll(this.dropsAfter(written)),
      'settling: for (;;) {',
      roll(fire),
      'break; }',
      roll(sets),
      ...this.watching(closure.written, new Map()),
    ].join('\n');
  }

  /** Everything that immediates set off by writes to the places can touch. */
  private closure(start: ReadonlySet<number>): { written: Set<number>; immediates: number[]; timed: number[] } {
    const written = new Set(start);
    const immediates = new Set<number>();
    const restarted = new Set<number>();
    for (let fresh = [...start]; fresh.length > 0; ) {
      const next: number[] = [];
      for (const index of this.model.immediatesAffected(fresh)) {
        if (immediates.has(index)) continue;
        immediates.add(index);
        for (const other of this.restarts(index)) restarted.add(other);
        for (const place of this.model.written(index)) {
          if (written.has(place)) continue;
          written.add(place);
          next.push(place);
        }
      }
      fresh = next;
    }
    return {
      written,
      immediates: this.model.immediates.filter((index) => immediates.has(index)),
      timed: [...new Set([...this.model.timedAffected(written), ...restarted])],
    };
  }

  private restarts(activity: number): number[] {
    return this.activity(activity).cases.flatMap(({ restarts }) => restarts);
  }

  /** Immediates that a case may enable. */
  private unsettling(landing: Landing): number[] {
    return this.model.immediatesAffected(landing.written).filter((index) => this.changes.mayEnable(index, landing));
  }

  /** Drops the clocks of affected activities whose guards do not hold any more. */
  private drops(landing: Landing): string[] {
    return this.dropsOf(
      this.model.timedAffected(landing.written).filter((index) => this.changes.mayDisable(index, landing)),
      landing.after,
    );
  }

  /** The same after writes of which no more is known. */
  private dropsAfter(written: ReadonlySet<number>): string[] {
    const { model, knowledge } = this;
    return this.dropsOf(
      model.timedAffected(written).filter((index) => intersects(written, knowledge.reads(model.guard(index)))),
      new Map(),
    );
  }

  private dropsOf(activities: readonly number[], after: Facts): string[] {
    const statements = activities.flatMap((index) => {
      const enabled = this.knowledge.simplified(this.model.guard(index), after);
      switch (truth(enabled)) {
        case true:
          return [];
        case false:
          return [this.clocks.dropIfHeld(index)];
        default:
          return [
            `if (${this.clocks.holds(index)} && !${this.guard(index, enabled)}) drop(${this.clocks.slot(index)});`,
          ];
      }
    });
    return rollStatements(statements, this.tables);
  }

  /** Adapts a clock that goes on to the speed it now has. */
  private adapting(activity: number, landing: Landing): string[] {
    return this.changes.mayChangeSpeed(activity, landing) ? [`${this.names.adapt(activity)};`] : [];
  }

  /** The same after writes of which no more is known. */
  private adaptingAfter(activity: number, written: ReadonlySet<number>): string[] {
    const speed = this.model.speeds[activity];
    if (speed === undefined || !intersects(written, this.knowledge.reads(speed))) return [];
    return [`${this.names.adapt(activity)};`];
  }

  private otherwise(statements: readonly string[]): string {
    return statements.length === 0 ? '' : ` else { ${statements.join(' ')} }`;
  }

  private watching(written: ReadonlySet<number>, after: Facts): string[] {
    const lines: string[] = [];
    for (const place of written) {
      if (!this.model.watchedPlaces.has(place)) continue;
      lines.push('changed[0] = 1;');
      break;
    }
    for (const index of this.model.watchesAffected(written)) {
      const watch = this.model.watched[index] as Expression;
      const value = this.structural.number(this.knowledge.simplified(watch, after));
      lines.push(
        `{ const value = ${value}; if (value !== watched[${mark(index)}]) { watched[${mark(index)}] = value; changed[0] = 1; } }`,
      );
    }
    return lines;
  }

  private activity(index: number): Activity {
    return this.model.net.activities[index] as Activity;
  }
}

/** Ends a firing within the loop over events: the next event is looked for among all clocks. */
export const leavingToLoop = 'second = -Infinity; continue;';

/** A firing that can unsettle nothing says itself what becomes of at most so many clocks. */
const ownClocksMax = 4;

/** Text longer than this, in characters, is written once. */
const ownTextMin = 160;
