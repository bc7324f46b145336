import { closedForm } from '../exact/closed-forms/of-system.js';
import type { Model } from '../system/model.js';
import { chainSource } from './chain-source.js';

/** An exact value with what it comes from. */
export interface ExactValue {
  readonly value: number;
  readonly method: string;
}

/** What is known exactly: a value of a measure, or of a curve at a time. */
export type ExactSource = (measure: string, at?: number) => ExactValue | undefined;

/** Exact values of a model's measures: closed forms where their assumptions hold, else those of its Markov chain if that is cheap. */
export function exactSource({ system, net }: Model): ExactSource {
  const chain = chainSource(net);
  if (system === undefined) return chain;
  return (measure, at) => {
    const answer = at === 0 ? undefined : closedForm(system, measure, at);
    if (answer?.applies !== true) return chain(measure, at);
    return { value: answer.value, method: `closed form ${answer.form}: ${answer.method}` };
  };
}
