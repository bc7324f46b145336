import { describe, expect, test } from 'vitest';
import { displayUnit } from '../../src/report/display-unit.js';
import { jsonText } from '../../src/report/json-text.js';
import { exactText, intervalText, numberText } from '../../src/report/number-text.js';
import { textTable } from '../../src/report/text-table.js';

describe('numbers show the digits that are known', () => {
  test.each([
    [0.99983561, 0.0000175, '0.999836'],
    [4360.49, 190, '4360'],
    [4355.49, 190, '4360'],
    [12345.6, 2.1, '12345.6'],
    [1.2345e-9, 1e-10, '1.23e-9'],
    [0, 1e-5, '0.000000'],
    [5, 0, '5'],
    [Infinity, 1, 'infinite'],
    [Number.NaN, 1, 'unknown'],
    [-0.5, 0.01, '-0.500'],
  ])('%d +- %d', (value, uncertainty, text) => expect(numberText(value, uncertainty)).toBe(text));

  test('both ends as the estimate', () => {
    expect(intervalText({ estimate: 0.376, low: 0.35412, high: 0.39678 })).toEqual({
      estimate: '0.376',
      low: '0.354',
      high: '0.397',
    });
  });

  test.each([
    [0.1 + 0.2, 10, '0.3'],
    [8760, 10, '8760'],
    [1 / 3, 4, '0.3333'],
    [1.5e-7, 3, '1.5e-7'],
    [0, 3, '0'],
  ])('%d to %d digits', (value, digits, text) => expect(exactText(value, digits)).toBe(text));
});

describe('units a reader has a feeling for', () => {
  test.each([
    [4360, 'h', 'd', 4360 / 24],
    [0.0553, 'h', 'min', 3.318],
    [1.44, 'h/y', 'h/y', 1.44],
    [0.0001, 'h', 'ms', 360],
    [60, 'h', 'h', 60],
    [80_000, 'h', 'y', 80_000 / 8760],
    [3600, 's', 'h', 1],
    [0.5, '', '', 0.5],
    [12, 'crashes', 'crashes', 12],
    [0, 'h', 'h', 0],
    [Infinity, 'h', 'h', Infinity],
  ])('%d %s', (value, unit, shown, number) => {
    const found = displayUnit(value, unit);
    expect(found.unit).toBe(shown);
    if (Number.isFinite(value)) expect(value * found.factor).toBeCloseTo(number, 9);
  });
});

test('JSON has infinite numbers as text', () => {
  expect(jsonText({ high: Infinity, low: -Infinity, no: Number.NaN, list: [1, Infinity] })).toBe(
    '{"high":"Infinity","low":"-Infinity","no":"NaN","list":[1,"Infinity"]}',
  );
});

test('a table aligns its columns and leaves out empty ones', () => {
  const columns = [
    { title: 'name' },
    { title: 'n', align: 'right' },
    { title: 'from .. to', align: 'middle' },
    { title: 'x' },
  ] as const;
  const rows = [
    ['a', '1', '9 .. 10', ''],
    ['bcdef', '200', '10 .. 1', ''],
  ];
  expect(textTable(columns, rows)).toBe(
    ['name     n  from .. to', '-----  ---  ----------', 'a        1   9 .. 10', 'bcdef  200  10 .. 1', ''].join('\n'),
  );
});
