/**
 * Durations: the only file in which text becomes hours, and hours become text. A year is 8760 h and a month a twelfth of
 * it, 730 h, so that every ratio of two units is a plain number.
 */
export type DurationUnit = 'ms' | 's' | 'min' | 'h' | 'd' | 'w' | 'month' | 'y';

export type DurationOutcome =
  | { readonly ok: true; readonly hours: number }
  | { readonly ok: false; readonly found: string; readonly need: string };

/** Largest first; milliseconds are whole numbers, so one unit is turned into another without a rounded factor. */
const UNITS: readonly { readonly unit: DurationUnit; readonly milliseconds: number; readonly names: string }[] = [
  { unit: 'y', milliseconds: 8760 * 3_600_000, names: 'y yr yrs year years' },
  { unit: 'month', milliseconds: 730 * 3_600_000, names: 'month months' },
  { unit: 'w', milliseconds: 168 * 3_600_000, names: 'w wk wks week weeks' },
  { unit: 'd', milliseconds: 24 * 3_600_000, names: 'd day days' },
  { unit: 'h', milliseconds: 3_600_000, names: 'h hr hrs hour hours' },
  { unit: 'min', milliseconds: 60_000, names: 'min mins minute minutes' },
  { unit: 's', milliseconds: 1000, names: 's sec secs second seconds' },
  { unit: 'ms', milliseconds: 1, names: 'ms msec msecs millisecond milliseconds' },
];

const MILLISECONDS: ReadonlyMap<DurationUnit, number> = new Map(UNITS.map((row) => [row.unit, row.milliseconds]));
const NAMED: ReadonlyMap<string, DurationUnit> = new Map(
  UNITS.flatMap((row) => row.names.split(' ').map((name) => [name, row.unit] as const)),
);

/** What `durationText` chooses from: nobody reads 3 w 4 d off a table. */
const SHOWN: readonly DurationUnit[] = ['y', 'd', 'h', 'min', 's', 'ms'];

const UNIT_HINT = 'ms, s, min, h, d, w, month or y';
const NEED = `a duration with its unit, like 90 min, 4.5 months or 1 h 30 min (units: ${UNIT_HINT})`;
const TERM = /\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([A-Za-z]*)/y;

/** The unit that `name` spells (`minutes`, `min`), or undefined when it spells none. Case counts. */
export function durationUnit(name: string): DurationUnit | undefined {
  return NAMED.get(name);
}

/** How many hours `unit` lasts: 1/60 for `min`, 730 for `month`. */
export function hoursPerUnit(unit: DurationUnit): number {
  return convertDuration(1, unit, 'h');
}

/**
 * `value` units of `from`, counted in `to`: 90 min is 1.5 h. One rounding when one unit is a whole multiple of the other,
 * which is why a division is not replaced by a product with a rounded factor.
 */
export function convertDuration(value: number, from: DurationUnit, to: DurationUnit): number {
  const a = millisecondsOf(from);
  const b = millisecondsOf(to);
  if (a % b === 0) return value * (a / b);
  if (b % a === 0) return value / (b / a);
  return (value * a) / b;
}

/**
 * The hours that a text spells: one number with a unit, or several with the larger unit first (`1 h 30 min`). A number
 * without a unit is no duration, not even 0; neither is anything negative or too large for a double.
 */
export function parseDuration(text: string): DurationOutcome {
  const refuse = (found: string, need: string): DurationOutcome => ({ ok: false, found, need });
  const trimmed = text.trim();
  if (trimmed === '') return refuse('nothing', NEED);
  // Counted in the last unit read: whole minutes of a day and some hours stay whole numbers.
  let total = 0;
  let last: DurationUnit | undefined;
  TERM.lastIndex = 0;
  while (TERM.lastIndex < trimmed.length) {
    const from = TERM.lastIndex;
    const term = TERM.exec(trimmed);
    if (term === null) return refuse(from === 0 ? quoted(trimmed) : quoted(trimmed.slice(from).trim()), NEED);
    const [, digits = '', word = ''] = term;
    const unit = durationUnit(word);
    if (word === '') return refuse(`${quoted(trimmed)} (no unit after ${digits})`, NEED);
    if (unit === undefined) return refuse(`the unit ${quoted(word)} in ${quoted(trimmed)}`, unitNeeded(word));
    const value = Number(digits);
    if (digits.startsWith('-')) return refuse(quoted(trimmed), 'a duration that is not negative');
    if (!Number.isFinite(convertDuration(value, unit, 'ms'))) return refuse(quoted(trimmed), 'a finite duration');
    if (last !== undefined && millisecondsOf(unit) >= millisecondsOf(last)) {
      return refuse(quoted(trimmed), 'each unit once, the larger unit first');
    }
    total = (last === undefined ? 0 : convertDuration(total, last, unit)) + value;
    last = unit;
  }
  return { ok: true, hours: convertDuration(total, last ?? 'h', 'h') };
}

/**
 * Hours for a reader: the largest of y, d, h, min, s, ms that gives at least 1 after rounding to `digits` significant
 * digits (3 when not said, 1..17): 0.8 h is `48 min`, 3228 h is `135 d`. Shorter than 1 ms stays in ms; a difference may
 * be negative; Infinity is `forever`. Trailing zeros are dropped.
 */
export function durationText(hours: number, digits = 3): string {
  if (Number.isNaN(hours)) throw new Error('durationText: the duration is NaN');
  if (hours === 0) return '0 h';
  if (!Number.isFinite(hours)) return hours > 0 ? 'forever' : '-forever';
  if (hours < 0) return `-${durationText(-hours, digits)}`;
  const rounded = (unit: DurationUnit): number => Number(convertDuration(hours, 'h', unit).toPrecision(digits));
  const unit = SHOWN.find((candidate) => rounded(candidate) >= 1) ?? 'ms';
  return `${rounded(unit)} ${unit}`;
}

function unitNeeded(word: string): string {
  if (word === 'm' || word === 'M') return 'min for minutes or month for months';
  const lower = durationUnit(word.toLowerCase());
  return lower === undefined ? `one of ${UNIT_HINT}` : `${lower} (lower case)`;
}

function millisecondsOf(unit: DurationUnit): number {
  const milliseconds = MILLISECONDS.get(unit);
  if (milliseconds === undefined) throw new Error(`no such unit of time: ${unit}`);
  return milliseconds;
}

function quoted(text: string): string {
  return `'${text}'`;
}
