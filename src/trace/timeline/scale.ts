/** Where times stand across the picture: the window is cut into columns a pixel wide. */
export class Scale {
  constructor(
    readonly from: number,
    readonly until: number,
    /** Pixels from the picture's left edge, and across. */
    readonly left: number,
    readonly columns: number,
  ) {}

  x(time: number): number {
    return this.left + this.position(time);
  }

  /** The column that a time falls in; the window's end belongs to the last. */
  column(time: number): number {
    return Math.min(this.columns - 1, Math.floor(this.position(time)));
  }

  /** The last column that a stretch up to `time` touches. */
  columnBefore(time: number): number {
    return Math.max(0, Math.min(this.columns, Math.ceil(this.position(time))) - 1);
  }

  /** How much of a stretch of time falls into a column. */
  overlap(column: number, from: number, to: number): number {
    return Math.max(0, Math.min(to, this.time(column + 1)) - Math.max(from, this.time(column)));
  }

  private time(column: number): number {
    return this.from + ((this.until - this.from) * column) / this.columns;
  }

  private position(time: number): number {
    return ((time - this.from) / (this.until - this.from)) * this.columns;
  }
}
