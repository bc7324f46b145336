/** A value at shares of the ways, from the reference on; `weight` is one over its variance. */
export interface Observed {
  readonly offset: readonly number[];
  readonly value: number;
  readonly weight: number;
}

/**
 * The offset at which a surface fitted to observations is least: value = g . x + x' H x / 2, which is 0 at the reference, by weighted
 * least squares. Undefined when the observations are too few for it or the surface has no least value.
 */
export function leastOfFit(observed: readonly Observed[], dimensions: number): readonly number[] | undefined {
  const terms = observed.map(({ offset }) => termsOf(offset));
  const size = dimensions + (dimensions * (dimensions + 1)) / 2;
  if (observed.length < size) return undefined;
  const product = (a: (row: number) => number, b: (row: number) => number): number =>
    observed.reduce((sum, { weight }, row) => sum + weight * a(row) * b(row), 0);
  const term = (index: number) => (row: number) => terms[row]?.[index] ?? 0;
  const left = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => product(term(i), term(j))),
  );
  const right = Array.from({ length: size }, (_, i) => product(term(i), (row) => observed[row]?.value ?? 0));
  const solution = solved(left, right);
  if (solution === undefined) return undefined;
  const gradient = solution.slice(0, dimensions);
  const curvature = Array.from({ length: dimensions }, (_, i) =>
    Array.from({ length: dimensions }, (_, j) => (i === j ? 2 : 1) * (solution[termAt(i, j, dimensions)] as number)),
  );
  return isHollow(curvature)
    ? solved(
        curvature,
        gradient.map((slope) => -slope),
      )
    : undefined;
}

/** x_i, then the products x_i x_j with i <= j. */
function termsOf(x: readonly number[]): readonly number[] {
  return [...x, ...x.flatMap((first, i) => x.slice(i).map((second) => first * second))];
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
