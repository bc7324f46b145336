import { fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { packageVersion } from '../experiment/build.js';
import type { KeptRun } from '../experiment/kept-trials/kept-run.js';
import type { TrialColumn } from '../experiment/kept-trials/trial-columns.js';

/** The trials of one design: trial k of each of its runs is one row. */
export interface KeptDesign {
  readonly design: string;
  readonly runs: readonly KeptRun[];
}

/** Rows of a row group: the bytes of the file depend on it, and on nothing that a machine decides. */
const groupRows = 65_536;

/**
 * Writes a row a trial: design, trial, and what the trial said, null where the design has no such measure or its run no such trial.
 * Row group after row group, so that memory does not grow with the trials; written
 * to the file when it returns, which a writer to a file is. `facts` go into the file's metadata.
 */
export function writeTrialsParquet(file: string, designs: readonly KeptDesign[], facts: object): void {
  const columns = columnsOf(designs);
  const writer = new ParquetWriter({
    writer: fileWriter(file),
    schema: schemaFromColumnData({ columnData: columnData(columns, [], [], new Map()) }),
    createdBy: `ninefold version ${packageVersion()}`,
    kvMetadata: [{ key: 'ninefold', value: JSON.stringify(facts) }],
  });
  for (const { design, runs } of designs) {
    const trials = Math.max(0, ...runs.map((run) => run.trials));
    for (let first = 0; first < trials; first += groupRows) {
      const count = Math.min(groupRows, trials - first);
      const names = new Array<string>(count).fill(design);
      const numbers = Array.from({ length: count }, (_, index) => BigInt(first + index));
      const values = new Map(runs.flatMap((run) => valuesOf(run, first, count)));
      void writer.write({ columnData: columnData(columns, names, numbers, values), rowGroupSize: groupRows });
    }
  }
  void writer.finish();
}

/** Those of all designs by name: a design and its baseline share most of them. */
function columnsOf(designs: readonly KeptDesign[]): readonly TrialColumn[] {
  const all = designs.flatMap(({ runs }) => runs.flatMap(({ columns }) => columns));
  return [...new Map(all.map((column) => [column.name, column])).values()];
}

function valuesOf(run: KeptRun, first: number, count: number): [string, Float64Array][] {
  const read = run.read(first, count);
  return run.columns.map(({ name }, index) => [name, read[index] as Float64Array]);
}

function columnData(
  columns: readonly TrialColumn[],
  designs: string[],
  trials: bigint[],
  values: ReadonlyMap<string, Float64Array>,
) {
  return [
    { name: 'design', type: 'STRING' as const, nullable: false, data: designs },
    { name: 'trial', type: 'INT64' as const, nullable: false, data: trials },
    ...columns.map(({ name, kind }) => {
      const numbers = values.get(name);
      const data = designs.map((_, row) => cell(kind, numbers?.[row]));
      return { name, type: kind === 'flag' ? ('BOOLEAN' as const) : ('DOUBLE' as const), data };
    }),
  ];
}

function cell(kind: TrialColumn['kind'], value: number | undefined): number | boolean | null {
  if (value === undefined) return null;
  return kind === 'flag' ? value === 1 : value;
}
