import { expect } from 'vitest';
import { solveExact } from '../../../src/exact/solve.js';
import { prepare, simulate } from '../../../src/experiment/simulate.js';
import type { NetDocument } from '../../../src/net/document.js';
import { parseNet } from '../../../src/net/parse.js';
import { lowerSystem } from '../../../src/system/lower.js';
import { systemOf } from '../read-system.js';

/** A system as the text of its node, or as the net that it became. */
type Model = string | NetDocument;

const documentOf = (model: Model): NetDocument => (typeof model === 'string' ? lowerSystem(systemOf(model)) : model);

/** The exact values of measures of a system. */
export function exactValues(node: Model, measures: readonly string[]): readonly number[] {
  const solved = solveExact(parseNet(documentOf(node)), { measures: [...measures] });
  return measures.map((measure) => {
    const result = solved[measure];
    if (result?.kind !== 'value') throw new Error(`${measure}: ${JSON.stringify(result)}`);
    return result.value;
  });
}

export function exactValue(node: Model, measure: string): number {
  return exactValues(node, [measure])[0] ?? Number.NaN;
}

/** The estimates of measures of a system, with intervals that are wrong with this probability each. */
export async function estimates(
  node: Model,
  measures: readonly string[],
  { trials, falseAlarm }: { readonly trials: number; readonly falseAlarm: number },
) {
  const document = documentOf(node);
  const wanted = Object.fromEntries(measures.map((name) => [name, document.measures?.[name] ?? {}]));
  const prepared = prepare({ ...document, measures: wanted }, { seed: 'mechanisms' });
  const results = (await simulate(prepared, { trials, confidence: 1 - falseAlarm })).results();
  return measures.map((name) => {
    const result = results[name];
    if (result?.kind !== 'value') throw new Error(`${name}: ${JSON.stringify(result)}`);
    return result;
  });
}

/**
 * Simulates a system that the exact solver solves, and compares: over all measures a correct simulator fails with at most the
 * probability `falseAlarm`. Intervals wider than `width`, relative to a value above 0, would tell nothing.
 */
export async function expectAgreement(
  node: Model,
  measures: readonly string[],
  options: { readonly trials: number; readonly falseAlarm: number; readonly width: number },
): Promise<void> {
  const exact = exactValues(node, measures);
  const falseAlarm = options.falseAlarm / measures.length;
  const found = await estimates(node, measures, { trials: options.trials, falseAlarm });
  for (const [index, name] of measures.entries()) {
    const [value = Number.NaN, { low, high } = { low: Number.NaN, high: Number.NaN }] = [exact[index], found[index]];
    expect([name, low <= value && value <= high, value, low, high]).toEqual([name, true, value, low, high]);
    expect([name, value === 0 || high - low < options.width * value, value, low, high]).toEqual([
      name,
      true,
      value,
      low,
      high,
    ]);
  }
}
