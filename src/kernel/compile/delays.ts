import type { Activity } from '../../net/net.js';
import type { Model } from './model.js';
import type { Parameters } from './parameters.js';

/** Which formula gives an activity's delays, and the index of the first of its coefficients among the parameters. */
export interface DelayFormula {
  readonly formula: number;
  readonly coefficients: number;
}

/**
 * Delays of clocks whose law no place changes. Each is a formula in a unit exponential, `variate`, and in the parameters from
 * `coefficients` on; all Weibull lives share one formula. So one copy of the code sets all such clocks, and can make the next
 * delay of a clock ahead of its need.
 */
export class Delays {
  private readonly formulas: { readonly text: string; readonly isRate: boolean }[] = [];

  constructor(
    private readonly model: Model,
    private readonly parameters: Parameters,
  ) {}

  /** Undefined for a clock that is set in another way. */
  of(activity: number): DelayFormula | undefined {
    const { timing } = this.model.net.activities[activity] as Activity;
    if (this.model.speeds[activity] !== undefined) return undefined;
    if (timing.kind === 'rate') {
      const formula = this.numberOf(`variate * ${coefficient(0)}`, true);
      return { formula, coefficients: this.parameters.inverse(timing.rate) };
    }
    if (timing.kind !== 'delay' || timing.law.bound === undefined || timing.age !== undefined) return undefined;
    const { name, inline } = timing.law.distribution;
    if (inline === undefined || name === 'deterministic') return undefined;
    const formula = this.numberOf(inline('variate', coefficient), false);
    return { formula, coefficients: this.parameters.coefficients(activity, timing.law) };
  }

  /** `nextDelay`: the delay made ahead, if there is one (-Infinity: none), else a new one. */
  get functions(): string {
    if (this.formulas.length === 0) return '';
    return `function nextDelay(stream, formula, coefficients) {
  let delay = ahead[stream >> 2];
  if (delay === -Infinity) {
    const variate = unitExponential(streams, stream);
    delay = ${this.delay};
  } else ahead[stream >> 2] = -Infinity;
  ${this.check}
  return delay;
}`;
  }

  /**
   * Sets the clock of `slot`, then makes its stream's next delay: the processor does so while it waits to learn what happens next.
   * The variate is that of `unitExponential`, inlined. `moved`: what then follows for the next event.
   */
  clockSetting(moved: string): string {
    if (this.formulas.length === 0) return '';
    return `{
        let delay = ahead[stream >> 2];
        // With the plus V8 knows a number, which it need not box.
        if (delay === -Infinity) delay = +nextDelay(stream, formula, coefficients);
        ${this.check}
        fresh = now + delay;
        deadline[slot] = fresh;
        holder[slot] = held;
        ${moved}
        let a = streams[stream], b = streams[stream + 1], c = streams[stream + 2];
        const counter = streams[stream + 3];
        const low = (((a + b) | 0) + counter) | 0;
        a = b ^ (b >>> 9);
        b = (c + (c << 3)) | 0;
        c = (((c << 21) | (c >>> 11)) + low) | 0;
        const high = (((a + b) | 0) + (counter + 1)) | 0;
        streams[stream] = b ^ (b >>> 9);
        streams[stream + 1] = (c + (c << 3)) | 0;
        streams[stream + 2] = (((c << 21) | (c >>> 11)) + high) | 0;
        streams[stream + 3] = (counter + 2) | 0;
        const layer = low & 255;
        let variate = ((high >>> 0) * 1048576 + (low >>> 12) + 0.5) * widths[layer];
        if (!(variate < edges[layer + 1])) variate = +outsideLayer(streams, stream, layer, variate);
        ahead[stream >> 2] = ${this.delay};
      }`;
  }

  /** The delay that `variate` gives by the formula of number `formula`. */
  private get delay(): string {
    const texts = this.formulas.map(({ text }) => text);
    const last = texts.pop() ?? '';
    return texts.reduceRight((others, text, number) => `formula === ${number} ? ${text} : ${others}`, last);
  }

  /** Refuses a delay that is not legal; what has a rate of 0 never rings. */
  private get check(): string {
    const rate = this.formulas.findIndex(({ isRate }) => isRate);
    const exempt = rate < 0 ? '' : ` && formula !== ${rate}`;
    return `if (!(delay >= 0 && delay < Infinity)${exempt}) checkDelay(delay);`;
  }

  private numberOf(text: string, isRate: boolean): number {
    const known = this.formulas.findIndex((formula) => formula.text === text && formula.isRate === isRate);
    return known >= 0 ? known : this.formulas.push({ text, isRate }) - 1;
  }
}

const coefficient = (index: number): string => `parameters[coefficients${index === 0 ? '' : ` + ${index}`}]`;
