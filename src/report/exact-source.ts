import { closedForm } from '../exact/closed-forms/of-system.js';
import type { Model } from '../system/model.js';

/** An exact value with what it comes from. */
export interface ExactValue {
  readonly value: number;
  readonly method: string;
}

/** What is known exactly: a value of a measure, or of a curve at a time. */
export type ExactSource = (measure: string, at?: number) => ExactValue | undefined;

/** Exact values of a model's measures: closed forms where their assumptions hold. */
export function exactSource(model: Model): ExactSource {
  const { system } = model;
  if (system === undefined) return () => undefined;
  return (measure, at) => {
    if (at === 0) return undefined;
    const answer = closedForm(system, measure, at);
    return answer.applies ? { value: answer.value, method: `closed form ${answer.form}: ${answer.method}` } : undefined;
  };
}
