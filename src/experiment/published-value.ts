import type { PublishedValueDocument } from './published-schema.js';

/** A published number with what its printed digits can tell. */
export interface PublishedValue {
  readonly value: number;
  /** Half a unit of the last printed digit; 0 when the value is exact. */
  readonly roundingError: number;
  /** Simulated on request only, with this many trials. */
  readonly trials?: number;
  readonly rare: boolean;
  readonly note?: string;
}

export function publishedValueOf(document: PublishedValueDocument): PublishedValue {
  if (typeof document !== 'object') return { ...numberOf(document, undefined), rare: false };
  const { value, digits, trials, rare = false, note } = document;
  return {
    ...numberOf(value, digits),
    rare,
    ...(trials === undefined ? {} : { trials }),
    ...(note === undefined ? {} : { note }),
  };
}

/**
 * A fraction or a whole number is exact; any other number was rounded at its last digit, so it is off by up to half a unit there:
 * 0.0012 is 0.0012 +- 0.00005. `digits` says how many are significant where that cannot be seen: YAML forgets zeros at the
 * end, and a source may be wrong in its last digit.
 */
function numberOf(
  document: number | string,
  digits: number | undefined,
): Pick<PublishedValue, 'value' | 'roundingError'> {
  if (typeof document === 'string') {
    const [above, below] = document.split('/');
    return { value: Number(above) / Number(below), roundingError: 0 };
  }
  if (Number.isInteger(document) && digits === undefined) return { value: document, roundingError: 0 };
  const [mantissa = '', power = '0'] = document.toExponential().split('e');
  const seen = mantissa.replace(/\D/g, '').length;
  const lastDigit = Number(power) - ((digits ?? seen) - 1);
  return { value: document, roundingError: 0.5 * 10 ** lastDigit };
}
