import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatOf } from '../../src/config/format.js';
import { InputError, pathText } from '../../src/config/problem.js';
import { checkInput, problemsOf } from '../../src/config/schema-problems.js';
import { editDistance, suggestion } from '../../src/config/suggestion.js';

const law = z.union([
  z.string(),
  z.strictObject({ weibull: z.strictObject({ shape: z.number().positive(), mean: z.string() }) }),
  z.strictObject({ uniform: z.strictObject({ min: z.number(), max: z.number() }) }),
]);
const schema = z.strictObject({
  life: law.optional(),
  count: z.int().min(1).optional(),
  kind: z.enum(['a', 'b']).optional(),
  names: z.array(z.string()).min(1).optional(),
  share: z.number({ error: 'a share from 0 to 1' }).optional(),
  constants: z.record(z.string().regex(/^[a-z]+$/, 'a name of letters'), z.number()).optional(),
});

function problems(input: unknown): string[] {
  const checked = checkInput(schema, input);
  if (checked.ok) return [];
  return checked.problems.map(({ path, found, need, atKey }) => {
    return `${pathText(path)}${atKey ? ' (key)' : ''}: found ${found}, need ${need}`;
  });
}

describe('checkInput', () => {
  it.each([
    [{ lief: 1 }, "lief (key): found unknown key 'lief', need life (did you mean that?)"],
    [{ zzz: 1 }, "zzz (key): found unknown key 'zzz', need one of life, count, kind, names, share, constants"],
    [{ count: 0 }, 'count: found 0, need at least 1'],
    [{ count: 1.5 }, 'count: found 1.5, need a whole number'],
    [{ count: Number.NaN }, 'count: found NaN, need a number'],
    [{ count: '1_000' }, "count: found '1_000' (digits cannot be grouped: write 1000), need a number"],
    [{ kind: 'c' }, "kind: found 'c', need a or b"],
    [{ names: [] }, 'names: found an empty list, need a list of at least 1'],
    [{ names: [1] }, 'names[0]: found 1, need a text'],
    [{ share: 'x' }, "share: found 'x', need a share from 0 to 1"],
    [{ constants: { A1: 1 } }, "constants.A1 (key): found the key 'A1', need a name of letters"],
    [{ life: 3 }, 'life: found 3, need a text or a map'],
    [{ life: { weibull: { shape: 0, mean: 'x' } } }, 'life.weibull.shape: found 0, need more than 0'],
    [{ life: { weibull: { shape: 1 } } }, 'life.weibull.mean: found nothing, need a text'],
    [
      { life: { uniform: { min: 1, max: 2, mean: 3 } } },
      "life.uniform.mean (key): found unknown key 'mean', need one of min, max",
    ],
    [[], ': found an empty list, need a map'],
    [{ 'b) > 1': null }, "b) > 1 (key): found unknown key 'b) > 1', need quotes around a text with a comma inside {}"],
  ])('%j', (input, line) => {
    expect(problems(input)).toEqual([line]);
  });

  it('finds everything at once', () => {
    expect(problems({ count: 0, kind: 'c', zzz: 1 })).toHaveLength(3);
  });

  it('accepts what is right', () => {
    expect(checkInput(schema, { life: '3 h', count: 2 })).toEqual({ ok: true, value: { life: '3 h', count: 2 } });
  });
});

describe('problemsOf', () => {
  it('reads an error of a plain parse too', () => {
    const result = schema.safeParse({ lief: 1 });
    expect(result.success ? [] : problemsOf(result.error, { lief: 1 })).toEqual([
      { path: ['lief'], found: "unknown key 'lief'", need: 'a key that is known here', atKey: true },
    ]);
  });
});

describe('formatOf', () => {
  const known = ['ninefold/system@1', 'ninefold/net@1'] as const;
  it.each([
    [{}, 'format: found nothing, need ninefold/system@1 or ninefold/net@1'],
    [
      { format: 'ninefold/net@2' },
      "format: found 'ninefold/net@2', need ninefold/net@1 (did you mean that?) or ninefold/system@1",
    ],
    [null, ': found an empty value, need a map that begins with format: ninefold/system@1 or format: ninefold/net@1'],
  ])('refuses %j', (data, message) => {
    expect(() => formatOf(data, known)).toThrow(InputError);
    expect(() => formatOf(data, known)).toThrow(message);
  });

  it('names the format', () => {
    expect(formatOf({ format: 'ninefold/net@1' }, known)).toBe('ninefold/net@1');
  });
});

describe('suggestion', () => {
  it('counts letters inserted, deleted, replaced or swapped', () => {
    expect(editDistance('mttr', 'mttf')).toBe(1);
    expect(editDistance('repiar', 'repair')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('kitten', 'sitting')).toBe(3);
  });

  it('is silent when nothing is near', () => {
    expect(suggestion('hardwrae', ['hardware', 'software'])).toBe('hardware');
    expect(suggestion('xyz', ['hardware', 'software'])).toBeUndefined();
  });
});
