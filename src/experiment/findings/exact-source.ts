import { closedForm } from '../../exact/closed-forms/of-system.js';
import type { Model } from '../../system/model.js';
import type { System } from '../../system/system.js';
import { chainSource } from './chain-source.js';

/** An exact value with what it comes from. */
export interface ExactValue {
  readonly value: number;
  /** 1 - value of a probability, to its own relative accuracy. */
  readonly complement?: number;
  readonly method: string;
  /** It is a mean, and infinite: what makes it so may be too rare for any number of trials to show. */
  readonly infiniteMean?: true;
}

/** What is known exactly: a value of a measure, or of a curve at a time. */
export type ExactSource = (measure: string, at?: number) => ExactValue | undefined;

/** Exact values of a model's measures: closed forms where their assumptions hold, else those of its Markov chain if that is cheap. */
export function exactSource({ system, net }: Model): ExactSource {
  const form = closedFormSource(system);
  const chain = chainSource(net);
  return remembered((measure, at) => form(measure, at) ?? chain(measure, at));
}

/** What is known of a measure is asked for its report and again for the verdict on it. */
function remembered(source: ExactSource): ExactSource {
  const known = new Map<string, ExactValue | undefined>();
  return (measure, at) => {
    const key = `${measure} ${at}`;
    if (!known.has(key)) known.set(key, source(measure, at));
    return known.get(key);
  };
}

/** What closed forms say of a system; nothing of what is none. */
export function closedFormSource(system: System | undefined): ExactSource {
  return (measure, at) => {
    const answer = system === undefined || at === 0 ? undefined : closedForm(system, measure, at);
    if (answer?.applies !== true) return undefined;
    const { value, complement, form, method } = answer;
    return { value, ...(complement === undefined ? {} : { complement }), method: `closed form ${form}: ${method}` };
  };
}
