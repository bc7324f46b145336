import type { Probability } from '../probability.js';

/** What a closed form says about a measure of a system, or why none applies. */
export type ClosedFormAnswer =
  | {
      readonly applies: true;
      readonly value: number;
      /** 1 - value of a probability, to its own relative accuracy. */
      readonly complement?: number;
      /** Row of the table of closed forms: `n`, `C1`, `availability`, ... */
      readonly form: string;
      /** The formula and how it was evaluated. */
      readonly method: string;
    }
  | { readonly applies: false; readonly reasons: readonly string[] };

export function refused(...reasons: readonly string[]): ClosedFormAnswer {
  return { applies: false, reasons };
}

export function probabilityAnswer(probability: Probability, form: string, method: string): ClosedFormAnswer {
  return { applies: true, value: probability.value, complement: probability.complement, form, method };
}

export function numberAnswer(value: number, form: string, method: string): ClosedFormAnswer {
  if (Number.isFinite(value)) return { applies: true, value, form, method };
  return refused(`the ${form} form gives ${value}`);
}
