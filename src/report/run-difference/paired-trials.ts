import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AsyncBuffer, asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { PairedTally } from '../../estimate/paired.js';
import { columnName, cutOffName, designKeys } from '../../experiment/kept-trials/column-name.js';
import { keptNamesOf, type PastRun } from '../../experiment/past-runs/read-run.js';

/** Trial by trial differences, by design and measure: after - before. */
export type PairedTrials = (design: string, measure: string) => PairedTally | undefined;

type Row = Readonly<Record<string, unknown>>;

const rowsAtOnce = 16_384;

/**
 * Reads the trials that two runs of one seed kept, some at a time, and pairs trial k with trial k. Undefined when they have
 * not both kept them. What was cut off or infinite in any trial is left to other ways.
 */
export async function pairedTrials(before: PastRun, after: PastRun): Promise<PairedTrials | undefined> {
  const files = [before, after].map(({ folder }) => join(folder, 'trials.parquet'));
  if (before.seed !== after.seed || !files.every((file) => existsSync(file))) return undefined;
  const [a, b] = await Promise.all(files.map((file) => KeptFile.open(file)));
  if (a === undefined || b === undefined) return undefined;
  const tallies = new Map<string, PairedTally | 'unpaired'>();
  const names = a.names.filter((name) => b.names.includes(name));
  const others = keptNamesOf(after.summary);
  for (const [design, own] of keptNamesOf(before.summary)) {
    const [first, second] = [a.rowsOf(own), b.rowsOf(others.get(design) ?? design)];
    const count = Math.min(first.count, second.count);
    for (let done = 0; done < count; done += rowsAtOnce) {
      const block = Math.min(rowsAtOnce, count - done);
      const rows = [await a.rows(first.start + done, block), await b.rows(second.start + done, block)] as const;
      addPairs(tallies, design, names, ...rows);
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

/** Rows of one design, all in one place. */
interface Range {
  readonly start: number;
  count: number;
}

/** A trials.parquet; one row group at a time is in memory. */
class KeptFile {
  /** By what the first column says. */
  private readonly ranges = new Map<string, Range>();
  private current: { readonly group: Range; readonly rows: readonly Row[] } | undefined;

  private constructor(
    private readonly file: AsyncBuffer,
    /** Of the columns of numbers. */
    readonly names: readonly string[],
    private readonly groups: readonly Range[],
  ) {}

  static async open(path: string): Promise<KeptFile> {
    const file = await asyncBufferFromFile(path);
    const { schema, row_groups } = await parquetMetadataAsync(file);
    const names = schema.filter(({ type }) => type === 'DOUBLE').map(({ name }) => name);
    const groups: Range[] = [];
    let start = 0;
    for (const { num_rows } of row_groups) {
      groups.push({ start, count: Number(num_rows) });
      start += Number(num_rows);
    }
    const opened = new KeptFile(file, names, groups);
    const key = schema.find(({ name }) => designKeys.includes(name))?.name ?? '';
    for (const group of groups) await opened.findRanges(key, group);
    return opened;
  }

  /** Where the trials of a design are, from trial 0 on; none of one that has none. */
  rowsOf(design: string): Readonly<Range> {
    return this.ranges.get(design) ?? { start: 0, count: 0 };
  }

  async rows(start: number, count: number): Promise<readonly Row[]> {
    const found: Row[] = [];
    for (const group of this.groups) {
      if (group.start >= start + count || group.start + group.count <= start) continue;
      const rows = await this.rowsOfGroup(group);
      found.push(...rows.slice(Math.max(0, start - group.start), start + count - group.start));
    }
    return found;
  }

  private async findRanges(key: string, group: Range): Promise<void> {
    const rows = await this.read(group, [key]);
    for (const [index, row] of rows.entries()) {
      const design = String(row[key]);
      const range = this.ranges.get(design) ?? { start: group.start + index, count: 0 };
      range.count++;
      this.ranges.set(design, range);
    }
  }

  private async rowsOfGroup(group: Range): Promise<readonly Row[]> {
    if (this.current?.group !== group) this.current = { group, rows: await this.read(group) };
    return this.current.rows;
  }

  private read({ start, count }: Range, columns?: string[]): Promise<readonly Row[]> {
    const { file } = this;
    return parquetReadObjects({ file, rowStart: start, rowEnd: start + count, ...(columns && { columns }) });
  }
}
