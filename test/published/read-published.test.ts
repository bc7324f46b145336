import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/experiment/config-file.js';
import { readPublished } from '../../src/experiment/published.js';
import { publishedValueOf } from '../../src/experiment/published-value.js';
import { publishedText } from '../../src/report/published-text.js';
import { exactRow, type PublishedRow, rowOf, simulatedRow } from '../../src/report/published-validation.js';
import { validatePublished } from '../../src/report/validate-published.js';

const folder = mkdtempSync(join(tmpdir(), 'published-'));
afterAll(() => rmSync(folder, { recursive: true }));

writeFileSync(
  join(folder, 'coin.yaml'),
  `format: ninefold/net@1
name: coin
constants: {rate: 1, half: rate / 2, size: 2}
indices: {i: size}
places: {on(i): {states: [up, down]}}
activities:
  fail(i): {when: on(i) == up, rate: half, then: {on(i): down}}
measures:
  mttf: {mean-time-to: all(on(*) == down)}
  by-1: {probability: {reach: all(on(*) == down), within: 1}}
  curve: {at: [1, 2], of: on(1)}
`,
);
writeFileSync(
  join(folder, 'machine.yaml'),
  `format: ninefold/system@1
name: machine
hardware: {mttf: 1 y}
software: {mttf: 30 d}
measures: [mttf]
`,
);

function write(text: string): string {
  const file = join(folder, 'coin.published.yaml');
  writeFileSync(file, `format: ninefold/published@1\n${text}`);
  return file;
}

async function problemsOf(text: string): Promise<readonly string[]> {
  try {
    await readPublished(write(text));
  } catch (error) {
    if (error instanceof ConfigError) return error.lines.map((line) => line.slice(line.lastIndexOf('.yaml:') + 6));
    throw error;
  }
  return [];
}

describe('a file of published values', () => {
  test('is read with the constants of its rows and the measures that have values', async () => {
    const cases = await readPublished(
      write(`source: a book
config: coin.yaml
rows:
  - values: {mttf: 3}
  - constants: {rate: 2 / 4, size: 1}
    values: {by-1: 0.2212}
  - {name: slow, constants: {rate: 0.1}, values: {mttf: {value: 30.0, digits: 3, note: rounded}}, disputed: for a test}
  - {config: machine.yaml, values: {mttf: {value: 666, rare: true}}}
`),
    );
    expect(cases.map(({ name }) => name)).toEqual(['coin', 'coin, rate = 2 / 4, size = 1', 'coin, slow', 'machine']);
    expect(cases.map(({ source }) => source)).toEqual(['a book', 'a book', 'a book', 'a book']);
    expect(cases[1]?.net.constants.map(({ value }) => value)).toEqual([0.5, 0.25, 1]);
    expect(cases[1]?.net.places).toHaveLength(1);
    expect(cases.map(({ net }) => net.measures.map(({ name }) => name))).toEqual([
      ['mttf'],
      ['by-1'],
      ['mttf'],
      ['mttf'],
    ]);
    expect(cases[2]?.values.get('mttf')).toEqual({ value: 30, roundingError: 0.05, rare: false, note: 'rounded' });
    expect(cases[2]?.disputed).toBe('for a test');
    expect(cases[3]?.values.get('mttf')).toEqual({ value: 666, roundingError: 0, rare: true });
  });

  test.each([
    ['rows: [{values: {mttf: 3}}]', '1:1 source: found nothing, need a text'],
    [
      'source: a\nrows: [{values: {mttf: 3}}]',
      '3:8 rows[0]: found a row without a config, need config here, or once for all rows',
    ],
    [
      'source: a\nconfig: coin.yaml\nrows: [{values: {mtff: 3}}]',
      "4:18 rows[0].values.mtff: found the unknown measure 'mtff', need mttf (did you mean that?)",
    ],
    [
      'source: a\nconfig: coin.yaml\nrows: [{constants: {speed: 1}, values: {mttf: 3}}]',
      "4:21 rows[0].constants.speed: found the unknown constant 'speed', need one of rate, half, size",
    ],
    [
      'source: a\nconfig: coin.yaml\nrows: [{values: {curve: 3}}]',
      '4:25 rows[0].values.curve: found the curve, need a measure that is one number',
    ],
    [
      'source: a\nconfig: coin.yaml\nrows: [{values: {}}]',
      '4:17 rows[0].values: found an empty map, need at least one measure',
    ],
    [
      'source: a\nconfig: coin.yaml\nrows: [{values: {mttf: 1/0}}]',
      "4:24 rows[0].values.mttf: found '1/0', need a number, or a fraction like 2685/1547",
    ],
    [
      'source: a\nconfig: machine.yaml\nrows: [{constants: {a: 1}, values: {mttf: 3}}]',
      '4:20 rows[0].constants: found constants of a system, need with, which puts values by path',
    ],
    [
      'source: a\nconfig: coin.yaml\nrows: [{constants: {rate: later}, values: {mttf: 3}}]',
      '4:27 rows[0].constants.rate: found the unknown name later, need a constant, place, state or let of this net',
    ],
  ])('%s', async (text, line) => {
    expect(await problemsOf(text)).toEqual([line]);
  });

  test('says what constants that it changes make wrong elsewhere', async () => {
    const lines = await problemsOf('source: a\nconfig: coin.yaml\nrows: [{constants: {size: 0.5}, values: {mttf: 3}}]');
    expect(lines[0]).toMatch(
      /^4:20 rows\[0\]\.constants: found values with which indices\.i is 'size', which is 0\.5, need a whole number/,
    );
  });

  test('names the config that is not there, and what is no file of published values', async () => {
    await expect(readPublished(write('source: a\nconfig: none.yaml\nrows: [{values: {mttf: 3}}]'))).rejects.toThrow(
      'none.yaml: found no such file',
    );
    await expect(readPublished(join(folder, 'coin.yaml'))).rejects.toThrow(
      "found 'ninefold/net@1', need ninefold/published@1",
    );
  });
});

test.each([
  [0.0012, { value: 0.0012, roundingError: 0.00005 }],
  [
    { value: 0.5, digits: 3 },
    { value: 0.5, roundingError: 0.0005 },
  ],
  [
    { value: 0.123456, digits: 3 },
    { value: 0.123456, roundingError: 0.0005 },
  ],
  [1234.5, { value: 1234.5, roundingError: 0.05 }],
  [5.6024e-6, { value: 5.6024e-6, roundingError: 5e-11 }],
  [3, { value: 3, roundingError: 0 }],
  [
    { value: 300, digits: 2 },
    { value: 300, roundingError: 5 },
  ],
  ['5/6', { value: 5 / 6, roundingError: 0 }],
])('%j is as exact as it is printed', (document, { value, roundingError }) => {
  const found = publishedValueOf(document);
  expect(found.value).toBe(value);
  expect(Math.abs(found.roundingError - roundingError)).toBeLessThanOrEqual(1e-15 * roundingError);
});

describe('a published value held against what is found', async () => {
  const [each] = await readPublished(write('source: a book\nconfig: coin.yaml\nrows: [{values: {by-1: 0.155}}]'));
  const [[measure, value] = ['', undefined]] = each?.values ?? [];
  if (each === undefined || value === undefined) throw new Error('no case');
  const row = rowOf(each, measure, value);
  const estimate = (low: number, high: number) =>
    ({
      kind: 'value',
      estimate: (low + high) / 2,
      low,
      high,
      halfWidth: (high - low) / 2,
      relativeHalfWidth: 1,
      confidence: 0.999999,
      method: 'a test',
      unit: '',
      trials: 10,
    }) as const;

  test.each([
    [0.15, 0.16, 'agrees'],
    [0.1, 0.15449, 'disagrees'],
    [0.1, 0.15451, 'agrees'],
    [0.15549, 0.2, 'agrees'],
    [0.15551, 0.2, 'disagrees'],
    [Number.NaN, Number.NaN, 'disagrees'],
  ])('an interval from %d to %d meets 0.155 +- 0.0005: %s', (low, high, outcome) => {
    expect(simulatedRow(row, estimate(low, high)).outcome).toBe(outcome);
    expect(simulatedRow(row, estimate(low, high), 'for a test').outcome).toBe('disputed');
  });

  test.each([
    [0.1546, 'agrees'],
    [0.1544, 'disagrees'],
    [0.1556, 'disagrees'],
  ])('the exact value %d: %s', (found, outcome) => {
    expect(exactRow(row, { kind: 'value', value: found, method: 'a test' }).outcome).toBe(outcome);
  });

  test('a fraction allows 1e-10, and an approximation or a refusal is not checked', () => {
    const third = { ...row, published: 1 / 3, roundingError: 0 };
    const found = (value: number) => ({ kind: 'value', value, method: 'a test' }) as const;
    expect(exactRow(third, found((1 + 0.9e-10) / 3)).outcome).toBe('agrees');
    expect(exactRow(third, found((1 + 1.1e-10) / 3)).outcome).toBe('disagrees');
    expect(exactRow(third, { ...found(1 / 3), approximate: true }).outcome).toBe('unchecked');
    expect(exactRow(third, { kind: 'refused', reason: 'too large', suggestion: 'simulate' })).toMatchObject({
      outcome: 'unchecked',
      reason: 'too large',
    });
  });
});

describe('validating published values', () => {
  const text = `source: a book
config: coin.yaml
rows:
  - values: {mttf: 3, by-1: {value: 0.1548, trials: 3000}}
  - {name: rare, constants: {rate: 1e-6}, values: {by-1: {value: 2.5e-13, rare: true}}}
  - {name: wrong, values: {by-1: 0.3}}
  - {name: odd, values: {by-1: 0.3}, disputed: it is 0.1548}
`;
  const validate = async (long: boolean): Promise<readonly PublishedRow[]> => {
    const rows = await validatePublished(await readPublished(write(text)), { workers: 1, trials: 2000, long });
    if (rows === undefined) throw new Error('interrupted');
    return rows;
  };
  const short = (rows: readonly PublishedRow[]) =>
    rows.map(({ model, measure, by, outcome, found }) => [model, measure, by, outcome, found?.trials ?? 0]);

  test('gives a row by simulation and one by exact solution for each, and simulates what is rare on request or never', async () => {
    const rows = await validate(false);
    const rest = [
      ['coin, rare', 'by-1', 'simulation', 'unchecked', 0],
      ['coin, rare', 'by-1', 'exact', 'agrees', 0],
      ['coin, wrong', 'by-1', 'simulation', 'disagrees', 2000],
      ['coin, wrong', 'by-1', 'exact', 'disagrees', 0],
      ['coin, odd', 'by-1', 'simulation', 'disputed', 2000],
      ['coin, odd', 'by-1', 'exact', 'disputed', 0],
    ];
    expect(short(rows)).toEqual([
      ['coin', 'mttf', 'simulation', 'agrees', 2000],
      ['coin', 'mttf', 'exact', 'agrees', 0],
      ['coin', 'by-1', 'simulation', 'unchecked', 0],
      ['coin', 'by-1', 'exact', 'agrees', 0],
      ...rest,
    ]);
    expect(rows[2]?.reason).toBe('so rare that it takes 3,000 trials: validate --all');
    expect(rows[4]?.reason).toBe('too rare to simulate');
    const all = short(await validate(true));
    expect(all[2]).toEqual(['coin', 'by-1', 'simulation', 'agrees', 3000]);
    expect(all.slice(4)).toEqual(rest);
  });

  test('is shown a table a source, with what disagrees, is disputed and was not checked', async () => {
    const shown = publishedText(await validate(false), { colour: false });
    expect(shown.split('\n')[0]).toBe('a book');
    expect(shown).toMatch(
      /coin, wrong +by-1 +0\.3 +simulation +0\.1\d+ +0\.\d+ +0\.\d+ +NO\n +exact solution +0\.1548181217 +NO\n/,
    );
    expect(shown).toContain('not checked: too rare to simulate\n');
    expect(shown).toContain('coin, odd, by-1 is disputed: it is 0.1548\n');
    expect(shown).toContain('2 of 6 comparisons with published values disagree; 2 were not checked, 2 are disputed\n');
  });

  test('gives nothing when interrupted', async () => {
    const cases = await readPublished(write(text));
    expect(await validatePublished(cases, { workers: 1, long: false, signal: AbortSignal.abort() })).toBeUndefined();
  });
});
