import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  convertDuration,
  type DurationUnit,
  durationText,
  durationUnit,
  hoursPerUnit,
  parseDuration,
} from '../../src/config/duration.js';

const UNITS: readonly DurationUnit[] = ['ms', 's', 'min', 'h', 'd', 'w', 'month', 'y'];

function hours(text: string): number {
  const outcome = parseDuration(text);
  if (!outcome.ok) throw new Error(`${outcome.found} / ${outcome.need}`);
  return outcome.hours;
}

describe('parseDuration', () => {
  it.each([
    ['4.5 months', 3285],
    ['90 min', 1.5],
    ['134.5 d', 3228],
    ['1 h 30 min', 1.5],
    ['1h30min', 1.5],
    ['  2 weeks ', 336],
    ['1 y', 8760],
    ['12 months', 8760],
    ['0 s', 0],
    ['60 ms', 60 / 3_600_000],
    ['1e3 h', 1000],
    ['.5 d', 12],
    ['+3 min', 0.05],
    ['1 d 2 h 3 min 36 s', 26.06],
  ])('reads %s', (text, expected) => {
    expect(hours(text)).toBe(expected);
  });

  it('knows singular, plural and short names of every unit', () => {
    const spellings = 'ms s sec second seconds min minute minutes h hour hours d day days w wk week weeks';
    for (const word of `${spellings} month months y yr year years`.split(' ')) {
      expect(hours(`2 ${word}`)).toBe(2 * hours(`1 ${word}`));
    }
  });

  it.each([
    ['', 'nothing'],
    ['5', 'no unit after 5'],
    ['0', 'no unit after 0'],
    ['1 h 30', 'no unit after 30'],
    ['h', "'h'"],
    ['abc', "'abc'"],
    ['NaN h', "'NaN h'"],
    ['1_000 h', '1_000'],
    ['0x10 h', "'x'"],
    ['-1 h', "'-1 h'"],
    ['-0 h', "'-0 h'"],
    ['1 h, 30 min', "', 30 min'"],
    ['1 fortnight', "'fortnight'"],
    ['1 constructor', "'constructor'"],
  ])('refuses %j and says what it found', (text, found) => {
    const outcome = parseDuration(text);
    expect(outcome.ok).toBe(false);
    expect(outcome).toMatchObject({ found: expect.stringContaining(found), need: expect.stringMatching(/./) });
  });

  it.each([
    ['5 m', 'min for minutes or month for months'],
    ['5 Min', 'min (lower case)'],
    ['30 min 1 h', 'each unit once, the larger unit first'],
    ['1 h 2 h', 'each unit once, the larger unit first'],
    ['1e400 h', 'a finite duration'],
    ['1e308 y', 'a finite duration'],
    ['-3 d', 'a duration that is not negative'],
  ])('refuses %j and says what is needed', (text, need) => {
    expect(parseDuration(text)).toMatchObject({ ok: false, need });
  });
});

describe('units', () => {
  it('a month is a twelfth of a year of 8760 h', () => {
    expect(hoursPerUnit('month')).toBe(730);
    expect(hoursPerUnit('y')).toBe(8760);
    expect(hoursPerUnit('min')).toBe(1 / 60);
    expect(hoursPerUnit('w')).toBe(168);
  });

  it('a whole multiple is converted with one rounding', () => {
    const rounded = Array.from({ length: 1000 }, (_, i) => i * hoursPerUnit('min') !== i / 60);
    expect(rounded).toContain(true);
    for (let i = 0; i < 1000; i++) expect(convertDuration(i, 'min', 'h')).toBe(i / 60);
    expect(convertDuration(3, 'month', 'd')).toBe(91.25);
  });

  it('names are looked up by themselves, not by what objects inherit', () => {
    expect(durationUnit('toString')).toBeUndefined();
    expect(durationUnit('minutes')).toBe('min');
  });
});

describe('durationText', () => {
  it.each([
    [0.8, 3, '48 min'],
    [3228, 4, '134.5 d'],
    [3228, 3, '135 d'],
    [8760, 3, '1 y'],
    [1 / 3600, 3, '1 s'],
    [0.06 / 3600, 3, '60 ms'],
    [0.00001 / 3600, 3, '0.01 ms'],
    [0, 3, '0 h'],
    [-1.5, 3, '-1.5 h'],
    [59.9999 / 60, 3, '1 h'],
    [59.9999 / 60, 6, '59.9999 min'],
    [Number.POSITIVE_INFINITY, 3, 'forever'],
  ])('%d h in %d digits is %s', (value, digits, expected) => {
    expect(durationText(value, digits)).toBe(expected);
  });

  it('refuses NaN', () => {
    expect(() => durationText(Number.NaN)).toThrow('NaN');
  });

  it('reads back within its digits', () => {
    const digits = 5;
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e7, noNaN: true }), (value) => {
        const back = hours(durationText(value, digits));
        // Half a unit of the last of 5 significant digits is at most 5e-5 of the value; the conversions round at 1e-15.
        expect(Math.abs(back / value - 1)).toBeLessThanOrEqual(0.5 * 10 ** (1 - digits) + 1e-15);
      }),
    );
  });

  it('prints every unit of a duration that parses to the same hours', () => {
    fc.assert(
      fc.property(fc.constantFrom(...UNITS), fc.nat(1000), (unit, count) => {
        expect(hours(`${count} ${unit}`)).toBe(convertDuration(count, unit, 'h'));
      }),
    );
  });
});
