import { describe, expect, test } from 'vitest';
import { exporters } from '../../src/exchange/exporters.js';
import { importModel } from '../../src/exchange/import-model.js';
import { importers } from '../../src/exchange/importers.js';
import type { Net } from '../../src/net/net.js';
import { answers, netOf, ratesByState, sortedRates, stateCount } from './chains.js';
import { MEMORYLESS, WITH_PHASES } from './nets.js';

/** Numbers that were found on different roads agree to this: a hundred million times a rounding. */
const CLOSE = 1e-8;

function throughFormat(format: string, net: Net, states = false): Net {
  const exporter = exporters.get(format);
  const importer = importers.get(format);
  if (exporter === undefined || importer === undefined) throw new Error(`no format ${format}`);
  const text = exporter(net, { states })
    .map((file) => file.text)
    .join('\n');
  return importModel(importer, text, net.name, { constants: new Map(), timeUnit: net.timeUnit }).net;
}

function expectSameAnswers(before: Net, after: Net): void {
  const found = answers(after);
  for (const [name, value] of answers(before)) {
    const other = found.get(name.replace(/\W/g, '_')) ?? Number.NaN;
    expect(Math.abs(other - value), `${name}: ${value} before, ${other} after`).toBeLessThanOrEqual(
      CLOSE * Math.abs(value),
    );
  }
}

describe.each(['prism', 'jani'])('exported to %s and imported again', (format) => {
  test('a net without memory has the same states, rates and answers', () => {
    const before = netOf(MEMORYLESS);
    const after = throughFormat(format, before);
    expect(stateCount(after)).toBe(stateCount(before));
    const rates = ratesByState(before);
    const same = ratesByState(after);
    expect([...same.keys()].sort()).toEqual([...rates.keys()].sort());
    for (const [key, rate] of rates) expect(same.get(key)).toBeCloseTo(rate, 12);
    expect(answers(before).size).toBe(before.measures.length + 1 + 3);
    expectSameAnswers(before, after);
  });

  test('its explored states are the same chain too', () => {
    const before = netOf(MEMORYLESS);
    const after = throughFormat(format, before, true);
    expect(sortedRates(after)).toEqual(sortedRates(before));
    expectSameAnswers(before, after);
  });

  test('a net with immediates and stages becomes its chain', () => {
    const before = netOf(WITH_PHASES);
    const after = throughFormat(format, before);
    expect(stateCount(after)).toBe(stateCount(before));
    expect(sortedRates(after)).toEqual(sortedRates(before));
    expectSameAnswers(before, after);
  });
});
