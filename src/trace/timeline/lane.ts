import type { Scale } from './scale.js';

/** Neighbouring columns of one value. */
export interface Run {
  readonly value: string;
  /** When the value was first and last held. */
  readonly from: number;
  readonly to: number;
  /** How often it was held in between. */
  readonly times: number;
  /** Pixels. */
  readonly x: number;
  readonly width: number;
}

/** Columns side by side, and the share of their time in each of the values that were held in them, the lowest rank first. */
export interface Bin {
  readonly x: number;
  readonly width: number;
  readonly shares: readonly { readonly value: string; readonly share: number }[];
}

/** What is shorter is drawn this wide, in pixels. */
const widthMin = 1.5;
const binColumns = 5;

/**
 * A row of bars. However long the trial, it holds no more than the picture can show: for each column the value that ranks
 * highest in it, so that a failure of seconds in a year is seen, and the time in each value.
 */
export class Lane {
  private readonly values: string[] = [];
  private readonly indices = new Map<string, number>();
  /** Of each column: 1 + the index of its value (0: none yet), when that is first and last held, and how often it begins there. */
  private readonly cells: Int32Array;
  private readonly from: Float64Array;
  private readonly to: Float64Array;
  private readonly begun: Int32Array;
  /** Of each value: its time in each column. */
  private readonly held: Float64Array[] = [];
  private stretches = 0;

  constructor(
    private readonly scale: Scale,
    private readonly rankOf: (value: string) => number,
  ) {
    this.cells = new Int32Array(scale.columns);
    this.from = new Float64Array(scale.columns);
    this.to = new Float64Array(scale.columns);
    this.begun = new Int32Array(scale.columns);
  }

  /** A value was held from a time to a later one; stretches come in the order of time. */
  add(value: string, from: number, to: number): void {
    const first = this.scale.column(from);
    const last = Math.max(first, this.scale.columnBefore(to));
    const index = this.indexOf(value);
    const rank = this.rankOf(value);
    const held = this.held[index] as Float64Array;
    this.stretches++;
    for (let column = first; column <= last; column++) {
      held[column] = (held[column] as number) + this.scale.overlap(column, from, to);
      const known = this.cells[column] as number;
      if (known === index + 1) {
        this.to[column] = to;
        if (column === first) this.begun[column] = (this.begun[column] as number) + 1;
        continue;
      }
      if (known !== 0 && rank <= this.rankOf(this.values[known - 1] as string)) continue;
      this.cells[column] = index + 1;
      this.from[column] = from;
      this.to[column] = to;
      this.begun[column] = column === first ? 1 : 0;
    }
  }

  /** There are more stretches than could be told apart. */
  get isDense(): boolean {
    return this.stretches > this.scale.columns;
  }

  /** The row as shares of time. */
  bins(): readonly Bin[] {
    const { left, columns } = this.scale;
    const order = this.values.map((value, index) => ({ value, index }));
    order.sort((a, b) => this.rankOf(a.value) - this.rankOf(b.value));
    const bins: Bin[] = [];
    for (let first = 0; first < columns; first += binColumns) {
      const width = Math.min(binColumns, columns - first);
      const times = order.map(({ value, index }) => {
        const held = (this.held[index] as Float64Array).subarray(first, first + width);
        return { value, time: held.reduce((sum, time) => sum + time, 0) };
      });
      const total = times.reduce((sum, { time }) => sum + time, 0);
      const shares = times.filter(({ time }) => time > 0).map(({ value, time }) => ({ value, share: time / total }));
      bins.push({ x: left + first, width, shares });
    }
    return bins;
  }

  /** What to draw, the highest rank last, so that it lies on top. */
  runs(): readonly Run[] {
    const runs: Run[] = [];
    for (let first = 0; first < this.cells.length; ) {
      const cell = this.cells[first] as number;
      let last = first;
      while (last + 1 < this.cells.length && this.cells[last + 1] === cell) last++;
      if (cell !== 0) runs.push(this.run(this.values[cell - 1] as string, first, last));
      first = last + 1;
    }
    return runs.sort((a, b) => this.rankOf(a.value) - this.rankOf(b.value));
  }

  private run(value: string, first: number, last: number): Run {
    const { left, columns } = this.scale;
    const from = this.from[first] as number;
    const to = this.to[last] as number;
    let times = this.scale.column(from) < first ? 1 : 0;
    for (let column = first; column <= last; column++) times += this.begun[column] as number;
    const begin = this.scale.x(from);
    const width = Math.max(this.scale.x(to) - begin, widthMin);
    return { value, from, to, times, x: Math.min(begin, left + columns - width), width };
  }

  private indexOf(value: string): number {
    const known = this.indices.get(value);
    if (known !== undefined) return known;
    this.indices.set(value, this.values.length);
    this.held.push(new Float64Array(this.scale.columns));
    return this.values.push(value) - 1;
  }
}
