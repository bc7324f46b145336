import { z } from 'zod';

/** Sizes of data: the only file in which text becomes bytes. Decimal and binary prefixes, bytes and bits. */
const UNITS: ReadonlyMap<string, number> = new Map(
  ['', 'k', 'M', 'G', 'T'].flatMap((prefix, power): (readonly [string, number])[] => [
    [`${prefix}B`, 1000 ** power],
    [`${prefix}bit`, 1000 ** power / 8],
    ...(prefix === '' ? [] : ([[`${prefix === 'k' ? 'K' : prefix}iB`, 1024 ** power]] as const)),
  ]),
);

const TEXT = /^\s*(\d+\.?\d*|\.\d+)\s*([A-Za-z]+)\s*(\/\s*s)?\s*$/;

const SIZE = 'a size with its unit, like 8 GiB or 512 MB';
const SPEED = 'a size a second, like 100 MiB/s or 10 Gbit/s';

/** Bytes, or bytes a second, that a text spells; undefined when it spells none. */
function amountOf(text: string, perSecond: boolean): number | undefined {
  const [, digits, unit = '', second] = TEXT.exec(text) ?? [];
  const bytes = UNITS.get(unit);
  if (digits === undefined || bytes === undefined || (second !== undefined) !== perSecond) return undefined;
  return Number(digits) * bytes;
}

function amountSchema(perSecond: boolean, need: string) {
  return z
    .string({ error: need })
    .refine((text) => amountOf(text, perSecond) !== undefined, need)
    .meta({ examples: perSecond ? ['100 MiB/s', '10 Gbit/s'] : ['8 GiB', '512 MB'] });
}

/** A size as text. */
export const sizeSchema = amountSchema(false, SIZE);
/** A size a second as text. */
export const speedSchema = amountSchema(true, SPEED);

/** Bytes that a size known to be good spells. */
export function bytesOf(text: string): number {
  return known(amountOf(text, false), text);
}

/** Bytes a second that a speed known to be good spells. */
export function bytesPerSecondOf(text: string): number {
  return known(amountOf(text, true), text);
}

function known(amount: number | undefined, text: string): number {
  if (amount === undefined) throw new Error(`no size: ${text}`);
  return amount;
}
