/** Numbers with only the digits that their interval supports. */

/** Significant digits of an interval's half-width: more would be noise. */
const halfWidthDigits = 2;
/** Beyond these powers of ten numbers are written as `1.23e-5`. */
const plainPowers = { least: -5, most: 9 };
const exactDigits = 10;

export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** The estimate and the ends of its interval, all to the digits that the half-width supports. */
export function intervalText({ estimate, low, high }: Interval): { estimate: string; low: string; high: string } {
  const halfWidth = (high - low) / 2;
  const text = (value: number): string => numberText(value, halfWidth);
  return { estimate: text(estimate), low: text(low), high: text(high) };
}

/** A number known to about +- `uncertainty`; to ten digits when that is 0. */
export function numberText(value: number, uncertainty: number): string {
  if (Number.isNaN(value)) return 'unknown';
  if (!Number.isFinite(value)) return value > 0 ? 'infinite' : '-infinite';
  if (!(uncertainty > 0) || !Number.isFinite(uncertainty))
    return exactText(value, Number.isFinite(uncertainty) ? exactDigits : 3);
  const lastDigit = powerOf(uncertainty) - (halfWidthDigits - 1);
  if (value !== 0 && (powerOf(value) < plainPowers.least || powerOf(value) > plainPowers.most)) {
    return value.toExponential(Math.min(100, Math.max(0, powerOf(value) - lastDigit)));
  }
  if (lastDigit > 0) return String(Math.round(value / 10 ** lastDigit) * 10 ** lastDigit);
  return value.toFixed(Math.min(100, -lastDigit));
}

/** A number known exactly, to `digits` significant digits. */
export function exactText(value: number, digits = exactDigits): string {
  if (!Number.isFinite(value)) return numberText(value, 1);
  if (value === 0) return '0';
  const power = powerOf(value);
  if (power < plainPowers.least || power > plainPowers.most) return trimmed(value.toExponential(digits - 1));
  return trimmed(value.toPrecision(digits));
}

function powerOf(value: number): number {
  return Math.floor(Math.log10(Math.abs(value)));
}

function trimmed(text: string): string {
  const [mantissa = '', power] = text.split('e');
  const short = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  return power === undefined ? short : `${short}e${power}`;
}
