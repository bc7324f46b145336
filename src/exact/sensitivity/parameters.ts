import { InputError } from '../../config/problem.js';
import type { NetDocument } from '../../net/document.js';
import { operandsOf } from '../../net/expression/analyse.js';
import type { Expression } from '../../net/expression/expression.js';
import { lawExpressions } from '../../net/law.js';
import type { Measure, Net, Reward } from '../../net/net.js';
import { parseNet } from '../../net/parse.js';
import { relevantTo, restrictedTo } from '../explore/relevant.js';
import { observedBy } from '../measures/observed.js';
import { constantsRead } from './constants-read.js';
import { structureOf, timesOf, withConstant } from './perturbed.js';

/** A constant that is a plain number and may be any number near its value. */
export interface Parameter {
  readonly name: string;
  /** Index in `net.constants`. */
  readonly constant: number;
  readonly value: number;
  /** Derivatives of the measure's times to it; empty when there are none. */
  readonly timeSlopes: readonly number[];
}

export interface Skipped {
  readonly name: string;
  readonly reason: string;
}

/** What a measure can be differentiated to, and what it cannot. Constants that are computed from others are neither. */
export function parametersOf(
  net: Net,
  document: NetDocument,
  measure: Measure,
): { readonly parameters: readonly Parameter[]; readonly skipped: readonly Skipped[] } {
  const uses = usesOf(relevantPart(net, measure), measure);
  const whole = structureOf(parseNet(document));
  const inTimes = readByTimes(net, document, measure);
  const parameters: Parameter[] = [];
  const skipped: Skipped[] = [];
  for (const [constant, { name, expression, value }] of net.constants.entries()) {
    if (readsConstants(expression)) continue;
    const use = uses.get(constant);
    if (use === 'discrete' || shapes(whole, document, name, value)) {
      skipped.push({ name, reason: 'structural: it counts, or is compared with what counts' });
      continue;
    }
    const slopes = inTimes.has(constant) ? timeSlopes(document, measure, name, value) : [];
    if (use === 'smooth' || slopes.some((slope) => slope !== 0)) {
      parameters.push({ name, constant, value, timeSlopes: slopes });
    } else skipped.push({ name, reason: `has no part in ${measure.name}` });
  }
  return { parameters, skipped };
}

/** The net without what the measure cannot tell. */
export function relevantPart(net: Net, measure: Measure): Net {
  return restrictedTo(net, relevantTo(net, observedBy(net, measure)));
}

/** Derivatives of the measure's times to a parameter: they may be expressions over constants. */
function timeSlopes(document: NetDocument, measure: Measure, name: string, value: number): readonly number[] {
  const times = timesOf(measure);
  if (times.length === 0) return times;
  const h = value === 0 ? TIME_STEP : Math.abs(value) * TIME_STEP;
  const at = (x: number): readonly number[] => {
    const net = parsed(withConstant(document, name, x));
    const found = net?.measures.find((other) => other.name === measure.name);
    return found === undefined ? times : timesOf(found);
  };
  const above = at(value + h);
  const below = at(value - h);
  return times.map((_, k) => ((above[k] as number) - (below[k] as number)) / (2 * h));
}

/** A power of two, so that a time that is the parameter itself has the slope 1 exactly. */
const TIME_STEP = 2 ** -12;

/** Constants that the text of a measure may speak of, and those that these are computed from. */
function readByTimes(net: Net, document: NetDocument, measure: Measure): ReadonlySet<number> {
  const text = JSON.stringify(document.measures?.[measure.name] ?? '');
  const named = net.constants.flatMap(({ name }, index) => (text.includes(name) ? [index] : []));
  return new Set(named.flatMap((index) => [...constantsRead({ kind: 'constant', index }, net)]));
}

/** Whether another whole number in its place gives a net of another structure: members of a family, bounds of a place. */
function shapes(structure: string, document: NetDocument, name: string, value: number): boolean {
  if (!Number.isInteger(value)) return false;
  const other = parsed(withConstant(document, name, value + 1));
  return other !== undefined && structureOf(other) !== structure;
}

function parsed(document: NetDocument): Net | undefined {
  try {
    return parseNet(document);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

type Use = 'smooth' | 'discrete';

/** How a net and one of its measures use the constants: one that is compared, even once, is discrete. */
function usesOf(net: Net, measure: Measure): ReadonlyMap<number, Use> {
  const uses = new Map<number, Use>();
  const seen = new Set<string>();
  const see = (e: Expression, use: Use): void => {
    if (e.kind === 'constant') {
      if (uses.get(e.index) !== 'discrete') uses.set(e.index, use);
      const constant = net.constants[e.index];
      if (constant !== undefined) see(constant.expression, use);
    }
    if (e.kind === 'let') {
      const key = `${use} ${e.index}`;
      const body = net.lets[e.index];
      if (seen.has(key) || body === undefined) return;
      seen.add(key);
      see(body.expression, use);
    }
    for (const [position, operand] of operandsOf(e).entries()) see(operand, isSmooth(e, position) ? use : 'discrete');
  };
  for (const { guard, timing, cases } of net.activities) {
    see(guard, 'discrete');
    for (const expression of timingExpressions(timing)) see(expression, 'smooth');
    for (const { weight, effects } of cases) {
      see(weight, 'smooth');
      for (const { value } of effects) see(value, 'discrete');
    }
  }
  for (const { expression, use } of measureExpressions(net, measure)) see(expression, use);
  return uses;
}

/** Whether a value follows its operand smoothly, rather than by jumps. */
function isSmooth(e: Expression, position: number): boolean {
  switch (e.kind) {
    case 'unary':
      return e.operator === '-';
    case 'binary':
      return ['+', '-', '*', '/', '%', '^'].includes(e.operator);
    case 'call':
      if (e.function === 'if') return position > 0;
      return ['sum', 'min', 'max', 'abs', 'exp', 'log'].includes(e.function);
    default:
      return false;
  }
}

function timingExpressions(timing: Net['activities'][number]['timing']): readonly Expression[] {
  switch (timing.kind) {
    case 'immediate':
      return [];
    case 'rate':
      return [timing.rate];
    case 'delay':
      return [...lawExpressions(timing.law), timing.speed, timing.age].filter((e) => e !== undefined);
    case 'every':
      return [timing.period, timing.offset, timing.probability].filter((e) => e !== undefined);
    case 'at':
      return timing.times;
  }
}

function measureExpressions(net: Net, measure: Measure): { expression: Expression; use: Use }[] {
  const smooth = (expression: Expression) => ({ expression, use: 'smooth' as const });
  const discrete = (expression: Expression) => ({ expression, use: 'discrete' as const });
  const reward = ({ rate, impulses }: Reward) => [
    ...(rate === undefined ? [] : [smooth(rate)]),
    ...impulses.map(({ value }) => smooth(value)),
  ];
  switch (measure.kind) {
    case 'steady-state':
      return reward(measure.of);
    case 'average':
    case 'accumulated':
      return [...reward(measure.of), ...(measure.until.kind === 'event' ? [discrete(measure.until.event)] : [])];
    case 'ratio':
      return [...reward(measure.of), ...reward(measure.by)];
    case 'instant':
    case 'nines':
      return [smooth(measure.of)];
    case 'reach':
      return [discrete(measure.target), ...(measure.within?.kind === 'event' ? [discrete(measure.within.event)] : [])];
    case 'mean-time-to':
      return [discrete(measure.target)];
    case 'span': {
      const span = net.spans[measure.span];
      const condition = span?.kind === 'while' ? [discrete(span.condition)] : [];
      return [...condition, ...(span?.of === undefined ? [] : [smooth(span.of)])];
    }
  }
}

function readsConstants(e: Expression): boolean {
  return e.kind === 'constant' || operandsOf(e).some(readsConstants);
}
