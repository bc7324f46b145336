import { isConstant } from '../../net/expression/analyse.js';
import type { Frame } from '../../net/expression/evaluate.js';
import type { Expression } from '../../net/expression/expression.js';
import type { Activity, Case, Law, Net, Timing } from '../../net/net.js';
import { isSpeed } from '../faults.js';
import type { RunPlan } from '../plan.js';
import { valueIfAny } from './value-if-any.js';

/**
 * A net whose rates, periods and weights, where no place changes them, are read from constants beyond its own. Nets that differ in
 * such numbers and in the parameters of laws are of one structure: one program serves them all.
 */
export interface Structure {
  readonly net: Net;
  /** The values of the net's constants, then those of the numbers taken out of it. */
  readonly constants: readonly number[];
  /** The same for a net and plan of the same structure. */
  readonly key: string;
  /** The key tells plans of this net apart and no nets: it would be long. */
  readonly isOfOneNet: boolean;
}

/** Nets with more expressions share no program with others: telling whether one is known would take about as long as compiling. */
const nodesMax = 20_000;

export function structureOf(net: Net, plan: RunPlan): Structure {
  const numbers = new Numbers(net);
  const activities = net.activities.map((activity) => numbers.takenFrom(activity));
  const { name: _, constants: __, rewards, spans, measures, run, warnings, ...rest } = { ...net, activities };
  const recorded = withoutTimes(plan);
  const compiled = { ...rest, activities: activities.map(withLawNamed), recorded };
  const read = constantsRead(compiled);
  const structure = { net: { ...net, activities }, constants: numbers.values };
  if (read === undefined) return { ...structure, key: JSON.stringify(recorded), isOfOneNet: true };
  const own = [...read].filter((index) => index < net.constants.length);
  const key = JSON.stringify([compiled, own.map((index) => [index, numbers.values[index]])]);
  return { ...structure, key, isOfOneNet: false };
}

/** Numbers taken out of a net; equal expressions are one number. */
class Numbers {
  readonly values: number[];
  private readonly frame: Frame;
  private readonly known = new Map<string, Expression>();

  constructor({ constants, lets }: Net) {
    this.values = constants.map(({ value }) => value);
    this.frame = { state: [], constants: this.values, lets };
  }

  takenFrom(activity: Activity): Activity {
    const { cases } = activity;
    return {
      ...activity,
      timing: this.ofTiming(activity.timing),
      cases: cases.length === 1 ? cases : cases.map((each): Case => ({ ...each, weight: this.taken(each.weight) })),
    };
  }

  private ofTiming(timing: Timing): Timing {
    switch (timing.kind) {
      case 'rate':
        return { ...timing, rate: this.taken(timing.rate, isSpeed) };
      case 'every': {
        const { period, offset, probability } = timing;
        const at = { ...timing, period: this.taken(period), offset: this.taken(offset) };
        return probability === undefined ? at : { ...at, probability: this.taken(probability) };
      }
      default:
        return timing;
    }
  }

  /** What reads a place stays, and what is no number or none that the compiler takes for legal. */
  private taken(expression: Expression, isLegal = (_: number): boolean => true): Expression {
    if (!isConstant(expression, this.frame.lets)) return expression;
    const value = valueIfAny(expression, this.frame);
    if (value === undefined || !isLegal(value)) return expression;
    const key = JSON.stringify(expression);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const number: Expression = { kind: 'constant', index: this.values.push(value) - 1 };
    this.known.set(key, number);
    return number;
  }
}

/** What a plan records, whenever it does so. */
function withoutTimes({ until, rewards, instants, finals, spans }: RunPlan): unknown {
  const recorded = [rewards.map(({ reward }) => reward), instants.map(({ of }) => of), spans.map(({ span }) => span)];
  return { until, finals, recorded };
}

/** Of a law whose numbers are known, all that a program depends on. */
function withLawNamed(activity: Activity): unknown {
  const { timing } = activity;
  if (timing.kind !== 'delay') return activity;
  const { distribution, form, parameters, bound }: Law = timing.law;
  const { name } = distribution;
  const law =
    bound === undefined
      ? { name, form, parameters }
      : { name, form, atoms: bound.atoms, coefficients: bound.coefficients.length };
  return { ...activity, timing: { ...timing, law } };
}

/** Indices of the constants that expressions anywhere within plain data read; undefined where there is too much to look at, or what JSON cannot tell. */
function constantsRead(data: unknown): ReadonlySet<number> | undefined {
  const found = new Set<number>();
  const left = [data];
  for (let nodes = 0; left.length > 0; nodes++) {
    if (nodes > nodesMax) return undefined;
    const node = left.pop();
    // JSON does not tell it from 0.
    if (Object.is(node, -0)) return undefined;
    if (typeof node !== 'object' || node === null) continue;
    if ('kind' in node && node.kind === 'constant') found.add((node as Expression & { kind: 'constant' }).index);
    else left.push(...Object.values(node));
  }
  return found;
}
