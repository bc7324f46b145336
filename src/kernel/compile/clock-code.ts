import type { Activity } from '../../net/net.js';
import { takesVariate } from '../clocks.js';
import type { DelayFormula, Delays } from './delays.js';
import type { Emitter } from './emit.js';
import type { Names } from './functions.js';
import { mark } from './marks.js';
import type { Model } from './model.js';
import type { Parameters } from './parameters.js';

/** The pieces of code that set, adapt and drop the clocks of activities. */
export class ClockCode {
  constructor(
    private readonly model: Model,
    private readonly names: Names,
    private readonly delays: Delays,
    private readonly parameters: Parameters,
    private readonly numeric: Emitter,
    /** Whether clocks are in a heap that must hear of changes. */
    private readonly heap: boolean,
  ) {}

  /** Body of the function that sets the activity's clock. */
  setting(activity: number): string {
    const { timing } = this.model.net.activities[activity] as Activity;
    const slot = this.slot(activity);
    const speed = this.model.speeds[activity];
    const lines = [`holder[${slot}] = ${this.names.holder(activity)};`];
    if (this.names.isNoted()) lines.push(this.noteSet(activity));
    const delay = this.delays.of(activity);
    if (delay !== undefined) {
      const stream = this.stream(activity, 'clock');
      lines.push(
        `deadline[${slot}] = now + nextDelay(${stream}, ${mark(delay.formula)}, ${mark(delay.coefficients)});`,
      );
    } else {
      if (takesVariate(this.model.net.activities[activity] as Activity))
        lines.push(`const variate = unitExponential(streams, ${this.stream(activity, 'clock')});`);
      const drawn = timing.kind === 'rate' ? 'variate' : this.drawn(activity);
      if (speed !== undefined) lines.push(`startWork(${slot}, ${drawn}, ${this.numeric.number(speed)}, now);`);
      else lines.push(`deadline[${slot}] = ${timing.kind === 'delay' ? `now + ${drawn}` : drawn};`);
    }
    if (this.heap) lines.push(`moved(${slot});`);
    return lines.join('\n');
  }

  private noteSet(activity: number): string {
    const rank = this.model.rank(activity);
    return `set[${mark(rank >> 5)}] |= ${mark(1 << rank)};`;
  }

  /** The delay that a law gives for `variate`, or the next time of a calendar. */
  private drawn(activity: number): string {
    const { timing } = this.model.net.activities[activity] as Activity;
    if (timing.kind === 'delay' && timing.age === undefined && timing.law.bound !== undefined) {
      const { law } = timing;
      const { name, inline } = law.distribution;
      const coefficient = (index: number): string =>
        `parameters[${mark(this.parameters.coefficients(activity, law) + index)}]`;
      // A fixed delay was checked when it was read.
      if (name === 'deterministic') return coefficient(0);
      if (inline !== undefined) return `checkDelay(${inline('variate', coefficient)})`;
      return `checkDelay(laws[${mark(this.parameters.law(activity))}].draw(variate))`;
    }
    const variate = takesVariate(this.model.net.activities[activity] as Activity) ? 'variate' : '0';
    if (timing.kind === 'every') {
      const skipped =
        timing.probability === undefined
          ? '0'
          : `gridPointsSkipped(variate, checkProbability(${this.numeric.number(timing.probability)}))`;
      const [period, offset] = [this.numeric.number(timing.period), this.numeric.number(timing.offset)];
      return `gridPointAfter(now, checkPeriod(${period}), checkDelay(${offset}), ${skipped})`;
    }
    return `drawn(${mark(activity)}, ${variate}, now, starting)`;
  }

  /** Body of the function that adapts a clock that goes on to the speed it now has. */
  adaptation(activity: number): string {
    const speed = this.model.speeds[activity];
    return speed === undefined ? '' : `adaptSpeed(${this.slot(activity)}, ${this.numeric.number(speed)}, now);`;
  }

  /** What the code that all firings share needs to set a clock with this formula. */
  tail(activity: number, { formula, coefficients }: DelayFormula): string[] {
    return [
      `slot = ${this.slot(activity)};`,
      `stream = ${this.stream(activity, 'clock')};`,
      `formula = ${mark(formula)};`,
      `coefficients = ${mark(coefficients)};`,
      `held = ${this.names.holder(activity)};`,
    ];
  }

  isTimed(activity: number): boolean {
    return (this.model.net.activities[activity] as Activity).timing.kind !== 'immediate';
  }

  dropIfHeld(activity: number): string {
    if (!this.isTimed(activity)) return '';
    return `if (${this.holds(activity)}) drop(${this.slot(activity)});`;
  }

  /** Whether its slot holds its clock. */
  holds(activity: number): string {
    return `holder[${this.slot(activity)}] === ${this.names.holder(activity)}`;
  }

  /** The number of its slot. */
  slot(activity: number): string {
    const slot = this.model.slots.ofActivity[activity];
    if (slot === undefined) throw new Error(`activity ${activity} has no slot`);
    return mark(slot);
  }

  stream(activity: number, purpose: 'clock' | 'case'): string {
    return mark(this.model.streams.at(activity, purpose));
  }
}
