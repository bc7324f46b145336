import type { LifeCycle } from '../../pieces/life-cycle.js';
import { isIn, memberPlace, type Part } from '../../pieces/part.js';
import { hostOf, layerOn } from '../../pieces/placement.js';
import { isServing } from '../../pieces/service-labels.js';
import { isFront } from '../../pieces/slots.js';
import { isFrozenIn, isOrderly, runsIn, type State } from '../../pieces/state.js';
import type { Lowering } from '../mechanism.js';

/**
 * What becomes of the work of a server: it goes on, or stands still for a checkpoint; it is kept, by an orderly shutdown, until
 * the server is back; or what was done since the last checkpoint is lost. In the instant of a crash it is `crashed`.
 */
export type WorkState = 'goesOn' | 'checkpointing' | 'kept' | 'lost' | 'crashed';

/** The work of a server, which is one whichever of its slots holds it. */
export class Work {
  constructor(
    private readonly lowering: Lowering,
    /** The slots of the server, the first one first. */
    private readonly slots: readonly LifeCycle[],
    readonly part: Part,
  ) {}

  get place(): string {
    return workOf(this.part);
  }

  state(state: WorkState): string {
    return workState(this.part, state);
  }

  isState(state: WorkState): string {
    return `${this.place} == ${this.state(state)}`;
  }

  get isUp(): string {
    return this.inFront((cycle) => isIn(cycle.part, 'up'));
  }

  /** Whether it does any work just now. */
  get serves(): string {
    return this.inFront((cycle) => isServing(this.lowering, cycle.part));
  }

  /** Whether the server holds right results, be it stopped for a moment. */
  get isHeld(): string {
    return this.inFront((cycle) => cycle.isWhere((state) => (runsIn(state) && state !== 'wrong') || isFrozenIn(state)));
  }

  /** Whether it, or a layer below, was shut down in order; undefined when that never happens. */
  get isInOrder(): string | undefined {
    const { system, cycles, parts } = this.lowering;
    const own = this.slots.some(hasOrderly) ? [this.inFront((cycle) => cycle.isWhere(isOrderly))] : [];
    const below = system.independent
      ? []
      : cycles.filter((cycle) => parts.layers.includes(cycle.part) && hasOrderly(cycle));
    const layers = this.slots.map(({ part }) => below.map((cycle) => cycle.of(layerOn(cycle.part, hostOf(part)))));
    const shut = (layers[0] ?? []).map((_, index) =>
      this.inFront((cycle) => layers[this.slots.indexOf(cycle)]?.[index]?.isWhere(isOrderly) ?? 'false'),
    );
    const all = [...own, ...shut];
    return all.length === 0 ? undefined : `(${all.join(' || ')})`;
  }

  /** What holds of the slot that holds the server. */
  private inFront(condition: (cycle: LifeCycle) => string): string {
    const each = this.slots.map((cycle) => ({ condition: condition(cycle), isFront: isFront(cycle.part) }));
    const [first] = each;
    if (first !== undefined && each.every((slot) => slot.condition === first.condition)) return first.condition;
    return `(${each.map((slot) => `${slot.isFront} && (${slot.condition})`).join(' || ')})`;
  }
}

/** `vm.work(i)`, one for both slots. */
export const workOf = (part: Part): string => memberPlace({ ...part, id: part.component.id }, 'work');

/** Both slots of a VM have the same. */
export const workState = ({ component }: Part, state: WorkState): string => `${component.id}.work.${state}`;

const hasOrderly = (cycle: LifeCycle): boolean => cycle.states.some((state: State) => isOrderly(state));
