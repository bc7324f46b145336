import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AsyncBuffer, asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { PairedTally } from '../../estimate/paired.js';
import { columnName, cutOffName } from '../../experiment/kept-trials/column-name.js';
import type { PastRun } from '../../experiment/past-runs/read-run.js';

/** Trial by trial differences, by design and measure: after - before. */
export type PairedTrials = (design: string, measure: string) => PairedTally | undefined;

type Row = Readonly<Record<string, unknown>>;

/**
 * Reads the trials that two runs of one seed kept, row group by row group, and pairs trial k with trial k. Undefined when they have
 * not both kept them. What was cut off or infinite in any trial is left to other ways.
 */
export async function pairedTrials(before: PastRun, after: PastRun): Promise<PairedTrials | undefined> {
  const files = [before, after].map(({ folder }) => join(folder, 'trials.parquet'));
  if (before.seed !== after.seed || !files.every((file) => existsSync(file))) return undefined;
  const [a, b] = await Promise.all(files.map((file) => KeptFile.open(file)));
  if (a === undefined || b === undefined) return undefined;
  const tallies = new Map<string, PairedTally | 'unpaired'>();
  for (const design of ['design', 'baseline']) {
    const others = b.groupsOf(design);
    for (const [index, group] of a.groupsOf(design).entries()) {
      const other = others[index];
      if (other === undefined) break;
      const names = a.names.filter((name) => b.names.includes(name));
      addPairs(tallies, design, names, await a.rows(group), await b.rows(other));
    }
  }
  return (design, measure) => {
    const tally = tallies.get(`${design} ${columnName(measure)}`);
    return tally === 'unpaired' ? undefined : tally;
  };
}

function addPairs(
  tallies: Map<string, PairedTally | 'unpaired'>,
  design: string,
  names: readonly string[],
  before: readonly Row[],
  after: readonly Row[],
): void {
  for (const name of names) {
    const key = `${design} ${name}`;
    const tally = tallies.get(key) ?? new PairedTally();
    const pairs = pairsOf(name, before, after);
    if (tally === 'unpaired' || pairs === undefined) tallies.set(key, 'unpaired');
    else if (pairs.count > 0) {
      tally.addBlock(pairs.after, pairs.before, pairs.count);
      tallies.set(key, tally);
    }
  }
}

/** Trials that both have; undefined when one of them was cut off or infinite. */
function pairsOf(name: string, before: readonly Row[], after: readonly Row[]) {
  const own = new Float64Array(before.length);
  const other = new Float64Array(before.length);
  let count = 0;
  for (const [index, row] of before.entries()) {
    const [a, b] = [row, after[index]].map((each) => each?.[name] ?? undefined);
    if (a === undefined || b === undefined) continue;
    const cutOff = row[cutOffName(name)] === true || after[index]?.[cutOffName(name)] === true;
    if (cutOff || !Number.isFinite(a) || !Number.isFinite(b)) return undefined;
    own[count] = a as number;
    other[count] = b as number;
    count++;
  }
  return { before: own, after: other, count };
}

interface Group {
  readonly design: string;
  readonly rowStart: number;
  readonly rowEnd: number;
}

/** A trials.parquet; all rows of a row group are of one design. */
class KeptFile {
  private constructor(
    private readonly file: AsyncBuffer,
    /** Of the columns of numbers. */
    readonly names: readonly string[],
    private readonly groups: readonly Group[],
  ) {}

  static async open(path: string): Promise<KeptFile> {
    const file = await asyncBufferFromFile(path);
    const { schema, row_groups } = await parquetMetadataAsync(file);
    const names = schema.filter(({ type }) => type === 'DOUBLE').map(({ name }) => name);
    const groups: Group[] = [];
    let rowStart = 0;
    for (const { num_rows } of row_groups) {
      const rowEnd = rowStart + Number(num_rows);
      const [row] = await parquetReadObjects({ file, columns: ['design'], rowStart, rowEnd: rowStart + 1 });
      groups.push({ design: String(row?.design), rowStart, rowEnd });
      rowStart = rowEnd;
    }
    return new KeptFile(file, names, groups);
  }

  groupsOf(design: string): readonly Group[] {
    return this.groups.filter((group) => group.design === design);
  }

  rows({ rowStart, rowEnd }: Group): Promise<readonly Row[]> {
    return parquetReadObjects({ file: this.file, rowStart, rowEnd });
  }
}
