import { fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { packageVersion } from '../experiment/build.js';
import type { KeptRun } from '../experiment/kept-trials/kept-run.js';
import type { KeptColumn } from '../experiment/kept-trials/trial-columns.js';

/** The trials of one design: trial k of each of its runs is one row. */
export interface KeptDesign {
  readonly design: string | number;
  readonly runs: readonly KeptRun[];
}

/** What a file of trials is about. */
export interface TrialsTable {
  /** The first column, which says whose trial a row is: names of designs, or numbers of points. */
  readonly key: 'design' | 'point';
  /** The columns behind `trial`; others that a design has are left out. */
  readonly columns: readonly KeptColumn[];
  /** For the file's metadata. */
  readonly facts: object;
}

/** Rows of a row group: the bytes of the file depend on it, and on nothing that a machine decides. */
const groupRows = 65_536;

/**
 * Writes a row a trial: whose it is, trial, and what the trial said, null where the design has no such measure or its run no such trial.
 * Row group after row group, each filled by as many designs as it takes, so that memory grows neither with the trials nor with the
 * designs; written to the file when it returns, which a writer to a file is.
 */
export function writeTrialsParquet(file: string, table: TrialsTable, designs: Iterable<KeptDesign>): void {
  let rows = new Rows(table);
  const writer = new ParquetWriter({
    writer: fileWriter(file),
    schema: schemaFromColumnData({ columnData: rows.columnData() }),
    createdBy: `ninefold version ${packageVersion()}`,
    kvMetadata: [{ key: 'ninefold', value: JSON.stringify(table.facts) }],
  });
  const writeGroup = (): void => {
    void writer.write({ columnData: rows.columnData(), rowGroupSize: groupRows });
    rows = new Rows(table);
  };
  for (const kept of designs) {
    const trials = Math.max(0, ...kept.runs.map((run) => run.trials));
    for (let first = 0; first < trials; ) {
      const count = Math.min(groupRows - rows.count, trials - first);
      rows.add(kept, first, count);
      first += count;
      if (rows.count === groupRows) writeGroup();
    }
  }
  if (rows.count > 0) writeGroup();
  void writer.finish();
}

type Cell = number | boolean | null;

/** Rows of a row group, gathered column by column. */
class Rows {
  private readonly designs: (string | bigint)[] = [];
  private readonly trials: bigint[] = [];
  private readonly cells: readonly Cell[][];

  constructor(private readonly table: TrialsTable) {
    this.cells = table.columns.map(() => []);
  }

  get count(): number {
    return this.trials.length;
  }

  /** Adds trials first .. first + count - 1 of a design. */
  add({ design, runs }: KeptDesign, first: number, count: number): void {
    const values = new Map(runs.flatMap((run) => valuesOf(run, first, count)));
    const key = typeof design === 'number' ? BigInt(design) : design;
    for (let row = 0; row < count; row++) {
      this.designs.push(key);
      this.trials.push(BigInt(first + row));
    }
    for (const [index, { name, kind }] of this.table.columns.entries()) {
      const numbers = values.get(name);
      const cells = this.cells[index] as Cell[];
      for (let row = 0; row < count; row++) cells.push(cell(kind, numbers?.[row]));
    }
  }

  columnData() {
    const { key, columns } = this.table;
    const keyType = key === 'point' ? ('INT64' as const) : ('STRING' as const);
    return [
      { name: key, type: keyType, nullable: false, data: this.designs },
      { name: 'trial', type: 'INT64' as const, nullable: false, data: this.trials },
      ...columns.map(({ name, kind }, index) => {
        const type = kind === 'flag' ? ('BOOLEAN' as const) : ('DOUBLE' as const);
        return { name, type, data: this.cells[index] as Cell[] };
      }),
    ];
  }
}

function valuesOf(run: KeptRun, first: number, count: number): [string, Float64Array][] {
  const read = run.read(first, count);
  return run.columns.map(({ name }, index) => [name, read[index] as Float64Array]);
}

function cell(kind: KeptColumn['kind'], value: number | undefined): Cell {
  if (value === undefined) return null;
  return kind === 'flag' ? value === 1 : value;
}
