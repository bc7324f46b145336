import type { Scale } from './scale.js';

/**
 * A row that shows a number as a step curve. For each column it keeps the smallest, the largest and the last value, so that
 * it holds no more than the picture can show.
 */
export class Steps {
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  private readonly last: Float64Array;
  /** Of each column: the integral of the value, and over how much time. */
  private readonly weighted: Float64Array;
  private readonly weight: Float64Array;
  private added = 0;

  constructor(private readonly scale: Scale) {
    this.low = new Float64Array(scale.columns).fill(Infinity);
    this.high = new Float64Array(scale.columns).fill(-Infinity);
    this.last = new Float64Array(scale.columns);
    this.weighted = new Float64Array(scale.columns);
    this.weight = new Float64Array(scale.columns);
  }

  add(value: number, from: number, to: number): void {
    const first = this.scale.column(from);
    const last = Math.max(first, this.scale.columnBefore(to));
    for (let column = first; column <= last; column++) {
      this.low[column] = Math.min(this.low[column] as number, value);
      this.high[column] = Math.max(this.high[column] as number, value);
      this.last[column] = value;
      const overlap = this.scale.overlap(column, from, to);
      this.weighted[column] = (this.weighted[column] as number) + value * overlap;
      this.weight[column] = (this.weight[column] as number) + overlap;
    }
    this.added++;
  }

  /** Average over time; undefined when nothing was added. */
  get mean(): number | undefined {
    const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
    return this.added === 0 ? undefined : sum(this.weighted) / sum(this.weight);
  }

  /** 0 or the smallest value, and 1 or the largest. */
  get range(): { readonly low: number; readonly high: number } {
    let low = 0;
    let high = 1;
    for (const value of this.low) low = Math.min(low, value);
    for (const value of this.high) high = Math.max(high, value);
    return { low, high };
  }

  /** There are more steps than could be told apart. */
  get isDense(): boolean {
    return this.added > this.scale.columns;
  }

  /** Path data of the curve, `y` giving the height of a value; when it is dense, of the averages. */
  path(y: (value: number) => number): string {
    const { left, columns } = this.scale;
    let path = '';
    let drawn: number | undefined;
    for (let column = 0; column < columns; column++) {
      const low = this.low[column] as number;
      const high = this.high[column] as number;
      if (low > high) continue;
      const last = this.isDense ? this.average(column) : (this.last[column] as number);
      if (drawn === undefined) path = `M${left + column} ${text(y(last))}`;
      else if (this.isDense) path += `L${left + column} ${text(y(last))}`;
      else if (low !== drawn || high !== drawn)
        path += `H${left + column}V${text(y(low))}V${text(y(high))}V${text(y(last))}`;
      drawn = last;
    }
    return drawn === undefined ? '' : `${path}H${left + columns}`;
  }

  /** Path data of the area between the smallest and the largest values. */
  band(y: (value: number) => number): string {
    const { left, columns } = this.scale;
    let path = '';
    for (let column = 0; column < columns; column++) {
      const high = y(this.high[column] as number);
      const low = y(this.low[column] as number);
      if (low >= high) path += `M${left + column} ${text(high)}h1v${text(low - high)}h-1z`;
    }
    return path;
  }

  private average(column: number): number {
    return (this.weighted[column] as number) / (this.weight[column] as number);
  }
}

const text = (value: number): string => String(Math.round(value * 100) / 100);
