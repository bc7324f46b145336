import type { NetBuilder, Writes } from '../net-builder.js';
import type { Causes } from './causes.js';
import { activityOf, isIn, isInAny, member, type Part, stateOf } from './part.js';
import { RECOVER } from './priorities.js';
import { isFront } from './slots.js';
import { failsIn, isBeside, isFrozenIn, runsIn, type State } from './state.js';
import { stageTiming, type TimingDocument } from './timing.js';

/** What a component's surroundings add to its own life cycle. */
export interface Setting {
  /** It stands on a layer that can take it down. */
  readonly canFall: boolean;
  /** It may have to wait before it boots. */
  readonly bootWaits: boolean;
  /** Some of its failures, or of the function in it, are wrong answers. */
  readonly canBeWrong: boolean;
  /** What mechanisms add to its states. */
  readonly added: readonly State[];
  /** It is one of the two slots of a VM. */
  readonly isSlot: boolean;
  /** The second slot of a VM, which is empty at first. */
  readonly isTwin: boolean;
  /** What its crashes write besides. */
  crashed(cycle: LifeCycle): Writes;
}

/** The states of a component and how one leads to the next; stages that take no time do not exist. */
export class LifeCycle {
  constructor(
    readonly part: Part,
    private readonly setting: Setting,
  ) {}

  get states(): readonly State[] {
    const { repair } = this.part.component;
    const { canFall, canBeWrong } = this.setting;
    const all: readonly (readonly [State, boolean])[] = [
      ['up', true],
      ['wrong', canBeWrong],
      ['failed', this.afterFailure === 'failed'],
      ['repairing', repair !== undefined],
      ['booting', this.boots],
      ['off', canFall],
      ['empty', this.isSlot],
    ];
    return [...all.flatMap(([state, exists]) => (exists ? [state] : [])), ...this.setting.added];
  }

  has(state: State): boolean {
    return this.states.includes(state);
  }

  get isSlot(): boolean {
    return this.setting.isSlot;
  }

  /** The same for one member of a family. */
  of(part: Part): LifeCycle {
    return new LifeCycle(part, this.setting);
  }

  /** Whether it is in one of the states of a kind, as an expression. */
  isWhere(isOfKind: (state: State) => boolean): string {
    return isInAny(this.part, this.states.filter(isOfKind));
  }

  /** Whether it runs, as an expression: it can be struck. */
  get runs(): string {
    return this.isWhere(runsIn);
  }

  /** Whether it runs and is no copy beside its original, as an expression. */
  get works(): string {
    return this.failsBeside ? `${this.runs} && ${isFront(this.part)}` : this.runs;
  }

  /** When a clock that measures its age is kept, as an expression; `speed` says when that clock stands still. */
  get ages(): string {
    return this.isWhere((state) => runsIn(state) || isFrozenIn(state));
  }

  /** When its own failures may strike, as an expression. */
  get mayFail(): string {
    return this.isWhere(failsIn);
  }

  /** How fast its clocks go; undefined where they never stand still. */
  get speed(): string | undefined {
    return this.states.some(isFrozenIn) ? `if(${this.isWhere(isFrozenIn)}, 0, 1)` : undefined;
  }

  /** Where what this VM may hold beside its original can fail: then it is given up. */
  private get failsBeside(): boolean {
    return this.states.some((state) => isBeside(state) && failsIn(state));
  }

  /** What a crash writes besides. */
  get crashed(): Writes {
    return this.setting.crashed(this);
  }

  /** Where a crash leads. */
  get afterFailure(): State {
    const { repaired, detection } = this.part.component;
    if (!repaired || detection !== undefined) return 'failed';
    // With no stage at all it still fails for an instant, in which what stands on it falls.
    return this.afterDetection === 'up' ? 'failed' : this.afterDetection;
  }

  /** Where a crash leads, as an expression. */
  get afterCrash(): string {
    return this.ifFront(stateOf(this.part, this.afterFailure), stateOf(this.part, 'empty'));
  }

  /** One thing if this is no copy, another if it is. */
  ifFront(front: string, beside: string): string {
    return this.failsBeside ? `if(${isFront(this.part)}, ${front}, ${beside})` : front;
  }

  get afterDetection(): State {
    return this.part.component.repair === undefined ? this.afterRepair : 'repairing';
  }

  get afterRepair(): State {
    return this.setting.bootWaits ? 'off' : this.afterStart;
  }

  /** Where a start leads, once the layer below is up. */
  get afterStart(): State {
    return this.boots ? 'booting' : 'up';
  }

  private get boots(): boolean {
    const { boot, repaired } = this.part.component;
    return boot !== undefined && (repaired || this.setting.canFall);
  }

  /** Declares the place and everything that happens to the component by itself but its failure. */
  declare(net: NetBuilder): void {
    const { component } = this.part;
    const { repaired, detection, repair, boot } = component;
    const states = this.states.map((state) => stateOf(this.part, state));
    net.place(member(this.part), {
      states,
      ...(this.setting.isTwin ? { initial: stateOf(this.part, 'empty') } : {}),
    });
    if (repaired && detection !== undefined) {
      const timing = stageTiming(net, component.prefix, detection);
      this.step(net, 'detect', 'failed', this.afterDetection, timing);
      if (this.setting.canBeWrong) this.step(net, 'detectWrong', 'wrong', this.afterDetection, timing);
    } else if (repaired && this.afterFailure === 'failed') {
      this.step(net, 'recover', 'failed', 'up', { immediate: RECOVER });
    }
    if (repair !== undefined)
      this.step(net, 'repair', 'repairing', this.afterRepair, stageTiming(net, component.prefix, repair));
    if (boot !== undefined && this.boots)
      this.step(net, 'boot', 'booting', 'up', stageTiming(net, component.prefix, boot));
  }

  private step(
    net: NetBuilder,
    verb: string,
    from: State,
    to: State,
    timing: TimingDocument | { immediate: number },
  ): void {
    net.activity(
      activityOf(verb, this.part),
      { when: isIn(this.part, from), ...timing },
      { [member(this.part)]: stateOf(this.part, to) },
    );
  }
}

/** What a crash writes: a copy that fails beside its original is given up, and nothing is charged. */
export function crash(cycle: LifeCycle, causes: Causes, cause: string): Writes {
  const last = cycle.ifFront(causes.charged(cause), 'last');
  return { [member(cycle.part)]: cycle.afterCrash, last, ...cycle.crashed };
}
