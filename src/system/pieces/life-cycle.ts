import type { NetBuilder, Writes } from '../net-builder.js';
import type { Causes } from './causes.js';
import { activityOf, isIn, isInAny, member, type Part, RUNNING, type State, stateOf } from './part.js';
import { RECOVER } from './priorities.js';
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
  /** The second slot of a VM, which is empty at first. */
  readonly isTwin: boolean;
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
    ];
    return [...all.flatMap(([state, exists]) => (exists ? [state] : [])), ...this.setting.added];
  }

  has(state: State): boolean {
    return this.states.includes(state);
  }

  /** Whether it runs, and so ages, as an expression. */
  get runs(): string {
    return isInAny(
      this.part,
      RUNNING.filter((state) => this.has(state)),
    );
  }

  /** Where a crash leads. */
  get afterFailure(): State {
    const { repaired, detection } = this.part.component;
    if (!repaired || detection !== undefined) return 'failed';
    // With no stage at all it still fails for an instant, in which what stands on it falls.
    return this.afterDetection === 'up' ? 'failed' : this.afterDetection;
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

/** What a crash writes. */
export function crash(cycle: LifeCycle, causes: Causes, cause: string): Writes {
  return { [member(cycle.part)]: stateOf(cycle.part, cycle.afterFailure), last: causes.charged(cause) };
}
