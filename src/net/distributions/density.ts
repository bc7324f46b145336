import { firstReaching } from '../numeric/first-reaching.js';
import { type Distribution, ParameterError, type ParameterSpec, type ParameterValue } from './distribution.js';
import { notNegative, numberOf, sharesOf } from './parameters.js';

const pieces: ParameterSpec = { name: 'pieces', type: 'pieces', range: 'a list of [from, to, weight], ascending' };

interface Piece {
  readonly from: number;
  readonly to: number;
  /** Probabilities: of the piece, of those before it, of those after it. */
  readonly share: number;
  readonly before: number;
  readonly after: number;
}

/**
 * A histogram: a delay falls in piece i with probability w_i (the weights scaled to sum to 1) and is uniform within it.
 * H(x) = -log(P(X > end of the piece) + w_i (to - x) / (to - from)) within piece i.
 *
 * Parameter: `pieces` [from, to, weight]: 0 <= from < to (time), each piece at or after the end of the one before; weight >= 0,
 * not all 0, the probability of the whole piece, not its height.
 * A draw finds the piece by halving and goes on within it by expm1 of what remains of one unit exponential: exact to some
 * roundings of the piece's end.
 *
 * Source: Law 2015, "Simulation modeling and analysis", 6.2.4 (empirical distribution of grouped data).
 *
 * @example density.bind([[[0, 2, 1], [4, 8, 1]]], 0).draw(Math.log(4)) // a quarter left: the middle of the second piece, 6
 */
export const density: Distribution = {
  name: 'density',
  summary: 'a histogram: pieces [from, to, weight], uniform within each',

  // Parameters
  forms: [[pieces]],
  bind(values) {
    const parts = partsOf(values[0]);
    const starts = parts.map(({ share, before, after }) => hazardAt(before, share + after));
    const ends = parts.map(({ share, before, after }) => hazardAt(before + share, after));
    const mean = parts.reduce((sum, { from, to, share }) => sum + 0.5 * share * (from + to), 0);
    const varianceOf = ({ from, to }: Piece): number => (to - from) ** 2 / 12 + (0.5 * (from + to) - mean) ** 2;
    return {
      distribution: density,

      // Statistics
      mean,
      variance: parts.reduce((sum, part) => sum + part.share * varianceOf(part), 0),
      atoms: false,

      // Evaluation
      hazard: (x) => {
        const part = parts.find(({ to }) => x < to);
        if (part === undefined) return Infinity;
        const { from, to, share, before, after } = part;
        const gone = x <= from ? 0 : (x - from) / (to - from);
        return hazardAt(before + share * gone, after + (x <= from ? share : (share * (to - x)) / (to - from)));
      },

      // Sampling
      coefficients: [],
      draw: (e) => {
        const index = firstReaching(ends, e);
        const part = parts[index];
        if (part === undefined) throw new Error(`density: no piece at cumulative hazard ${e}`);
        const { from, to, share, after } = part;
        const gone = -Math.expm1((starts[index] ?? 0) - e) * ((share + after) / share);
        return Math.min(to, from + (to - from) * gone);
      },
    };
  },
};

/** -log of what is alive, from what is dead while that is the smaller part. */
function hazardAt(dead: number, alive: number): number {
  return dead < 0.5 ? -Math.log1p(-dead) : -Math.log(alive);
}

/** The checked pieces of positive weight, with what lies before and after each; nothing lies after the last. */
function partsOf(value: ParameterValue | undefined): readonly Piece[] {
  const rows = rowsOf(value);
  const shares = sharesOf(
    notNegative('pieces', 'numbers'),
    rows.map(([, , weight], index) => numberOf(notNegative(`pieces[${index}][2]`, 'number'), weight)),
    rows.length,
  );
  const bounds = rows.map(([from, to], index) => boundsOf(from, to, index, rows[index - 1]?.[1] ?? 0));
  const before = runningSums(shares);
  const after = runningSums(shares.toReversed()).reverse();
  return bounds
    .map((bound, index) => ({
      ...bound,
      share: shares[index] ?? 0,
      before: before[index] ?? 0,
      after: after[index] ?? 0,
    }))
    .filter(({ share }) => share > 0);
}

function rowsOf(value: ParameterValue | undefined): readonly (readonly [number, number, number])[] {
  if (!Array.isArray(value) || !value.every(isRow)) throw new TypeError(`pieces: need triples, got ${String(value)}`);
  return value;
}

function isRow(entry: unknown): entry is readonly [number, number, number] {
  return Array.isArray(entry) && entry.length === 3 && entry.every((part) => typeof part === 'number');
}

function boundsOf(from: number, to: number, index: number, earliest: number): { from: number; to: number } {
  numberOf(notNegative(`pieces[${index}][0]`, 'time'), from);
  numberOf(notNegative(`pieces[${index}][1]`, 'time'), to);
  if (!(from >= earliest)) {
    throw new ParameterError(`pieces[${index}][0]`, String(from), `at least the end of the piece before, ${earliest}`);
  }
  if (!(to > from)) throw new ParameterError(`pieces[${index}][1]`, String(to), `more than the piece's start, ${from}`);
  return { from, to };
}

/** The sum of the entries before each one. */
function runningSums(entries: readonly number[]): number[] {
  let sum = 0;
  return entries.map((entry) => {
    const before = sum;
    sum += entry;
    return before;
  });
}
