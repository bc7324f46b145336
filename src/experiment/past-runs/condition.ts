import { parseDuration } from '../../config/duration.js';
import type { PastRun } from './read-run.js';

const relations = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
} as const;

/** What the estimate of a measure must be. */
export interface Condition {
  readonly measure: string;
  readonly relation: keyof typeof relations;
  readonly value: number;
}

/** `availability < 0.999`, `mttf >= 30 d`: durations are compared in hours. Undefined when it is no such text. */
export function readCondition(text: string): Condition | undefined {
  const [, measure, relation, number = ''] = /^\s*([^\s<>=]+)\s*(<=|>=|<|>)\s*(.+?)\s*$/.exec(text) ?? [];
  if (measure === undefined || relation === undefined) return undefined;
  const value = numberOf(number);
  return Number.isNaN(value) ? undefined : { measure, relation: relation as Condition['relation'], value };
}

function numberOf(text: string): number {
  const plain = Number(text);
  if (!Number.isNaN(plain)) return plain;
  const duration = parseDuration(text);
  return duration.ok ? duration.hours : Number.NaN;
}

/** A run without the measure does not meet it. */
export function meets({ summary }: PastRun, { measure, relation, value }: Condition): boolean {
  const estimate = summary?.measures?.[measure]?.estimate;
  return estimate !== undefined && relations[relation](estimate, value);
}
