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

  get areNone(): boolean {
    return this.formulas.length === 0;
  }

  /** The delay that `variate` gives by the formula of number `formula`. */
  get delay(): string {
    const texts = this.formulas.map(({ text }) => text);
    const last = texts.pop() ?? '';
    return texts.reduceRight((others, text, number) => `formula === ${number} ? ${text} : ${others}`, last);
  }

  /** Statement that refuses a `delay` which is not legal; what has a rate of 0 never rings. */
  get check(): string {
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
