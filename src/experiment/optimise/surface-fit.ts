/** What trials said of a place: the height of a surface, but for a constant that all places of its group share. */
export interface Observed {
  readonly group: number;
  readonly at: readonly number[];
  readonly height: number;
}

/** Terms of a surface over so many dimensions, the constant aside: of one dimension to the third power, else to the second. */
export const termCount = (dimensions: number): number =>
  dimensions === 1 ? 3 : dimensions + (dimensions * (dimensions + 1)) / 2;

/** From where to where a surface is followed, along each dimension. */
export interface Box {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/**
 * Where in a box a surface fitted to observations is least: by least squares, with a constant for each group. On common random numbers
 * places of a group err together, which the constant takes up, and what is left is alike for all.
 *
 * Over one dimension the surface is g x + c x^2 + d x^3, for valleys are steeper on one side: least at x = -g / (c + sqrt(c^2 - 3 g d)) or,
 * where that is outside, at an end. Over several it is g . x + x' H x / 2. Undefined when the observations are too few for it or it has no least value.
 */
export function leastOfSurface(observed: readonly Observed[], { low, high }: Box): readonly number[] | undefined {
  const from = low.map((end, axis) => (end + (high[axis] as number)) / 2);
  const moved = observed.map(({ at }) => at.map((along, axis) => along - (from[axis] as number)));
  // Terms of one size, or the equations lose their digits.
  const sizes = from.map((_, axis) => Math.max(...moved.map((at) => Math.abs(at[axis] as number))) || 1);
  const scaled = (at: readonly number[]) => at.map((along, axis) => along / (sizes[axis] as number));
  const coefficients = fitted(
    observed,
    moved.map((at) => termsOf(scaled(at))),
    termCount(from.length),
  );
  if (coefficients === undefined) return undefined;
  const reach = scaled(from.map((middle, axis) => (high[axis] as number) - middle));
  const least =
    reach.length === 1 ? leastOfCubic(coefficients, reach[0] as number) : leastOfQuadratic(coefficients, reach.length);
  return least?.map((share, axis) => {
    const along = (from[axis] as number) + share * (sizes[axis] as number);
    return Math.min(high[axis] as number, Math.max(low[axis] as number, along));
  });
}

/** x, x^2, x^3; or x_i, then the products x_i x_j with i <= j. */
function termsOf(x: readonly number[]): readonly number[] {
  const [only = 0, another] = x;
  if (another === undefined) return [only, only ** 2, only ** 3];
  return [...x, ...x.flatMap((first, i) => x.slice(i).map((second) => first * second))];
}

/** Least squares of what heights and terms are beyond the means of their group, which is the same as a constant for each. */
function fitted(
  observed: readonly Observed[],
  rows: readonly (readonly number[])[],
  size: number,
): readonly number[] | undefined {
  const groups = new Set(observed.map(({ group }) => group));
  if (observed.length < size + groups.size) return undefined;
  const columns = Array.from({ length: size }, (_, term) => rows.map((row) => row[term] as number));
  const [heights = [], ...terms] = [observed.map(({ height }) => height), ...columns].map((column) =>
    beyondMeans(column, observed),
  );
  const product = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, each, row) => sum + each * (b[row] as number), 0);
  return solved(
    terms.map((one) => terms.map((other) => product(one, other))),
    terms.map((term) => product(term, heights)),
  );
}

function beyondMeans(column: readonly number[], observed: readonly Observed[]): readonly number[] {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const [row, { group }] of observed.entries()) {
    const { sum, count } = sums.get(group) ?? { sum: 0, count: 0 };
    sums.set(group, { sum: sum + (column[row] as number), count: count + 1 });
  }
  return column.map((value, row) => {
    const { sum = 0, count = 1 } = sums.get((observed[row] as Observed).group) ?? {};
    return value - sum / count;
  });
}

function leastOfCubic([g = 0, c = 0, d = 0]: readonly number[], reach: number): readonly number[] {
  const height = (x: number): number => g * x + c * x * x + d * x ** 3;
  const valley = -g / (c + Math.sqrt(c * c - 3 * g * d));
  // Beyond a valley such a curve falls again, which is no more than noise.
  if (Math.abs(valley) < reach) return [valley];
  return [height(-reach) < height(reach) ? -reach : reach];
}

function leastOfQuadratic(coefficients: readonly number[], dimensions: number): readonly number[] | undefined {
  const slopes = coefficients.slice(0, dimensions);
  const curvature = slopes.map((_, i) =>
    slopes.map((__, j) => (i === j ? 2 : 1) * (coefficients[termAt(i, j, dimensions)] as number)),
  );
  return isHollow(curvature)
    ? solved(
        curvature,
        slopes.map((slope) => -slope),
      )
    : undefined;
}

function termAt(i: number, j: number, dimensions: number): number {
  const [first, second] = i <= j ? [i, j] : [j, i];
  return dimensions + first * dimensions - (first * (first - 1)) / 2 + (second - first);
}

/** Whether a symmetric matrix is positive definite: all its leading minors have positive pivots. */
function isHollow(matrix: readonly (readonly number[])[]): boolean {
  const rows = matrix.map((row) => [...row]);
  for (const [i, row] of rows.entries()) {
    const pivot = row[i] as number;
    if (!(pivot > 0)) return false;
    for (const below of rows.slice(i + 1)) {
      const factor = (below[i] as number) / pivot;
      for (let j = i; j < row.length; j++) below[j] = (below[j] as number) - factor * (row[j] as number);
    }
  }
  return true;
}

/** Gaussian elimination with the largest pivot; undefined when the equations do not decide. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | undefined {
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  const size = rows.length;
  for (let i = 0; i < size; i++) {
    let largest = i;
    for (let k = i + 1; k < size; k++) if (sizeAt(rows, k, i) > sizeAt(rows, largest, i)) largest = k;
    [rows[i], rows[largest]] = [rows[largest] as number[], rows[i] as number[]];
    const row = rows[i] as number[];
    const pivot = row[i] as number;
    if (!(Math.abs(pivot) > 0)) return undefined;
    for (let k = 0; k < size; k++) {
      const other = rows[k] as number[];
      const factor = k === i ? 0 : (other[i] as number) / pivot;
      if (factor !== 0) for (let j = i; j <= size; j++) other[j] = (other[j] as number) - factor * (row[j] as number);
    }
  }
  const solution = rows.map((row, i) => (row[size] as number) / (row[i] as number));
  return solution.every(Number.isFinite) ? solution : undefined;
}

const sizeAt = (rows: readonly (readonly number[])[], row: number, column: number): number =>
  Math.abs(rows[row]?.[column] ?? 0);
