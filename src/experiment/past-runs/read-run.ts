import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RunReport } from '../findings/run-report.js';
import type { RunRecord } from '../open-run-folder.js';
import { type Manifest, manifestAt, RunFolderError } from '../run-folder.js';
import type { Shard } from '../shard.js';

interface PastPoint extends Partial<RunReport> {
  readonly point: number;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What summary.json says: of a run, of the points of a sweep, of the configs of a batch. */
export interface PastSummary extends Partial<RunReport> {
  readonly baseline?: Partial<RunReport>;
  readonly rows?: readonly PastPoint[];
  readonly configs?: readonly (Partial<RunReport> & { readonly config: string })[];
}

/** What each design of a run showed: by `design`, `baseline`, the values of a point or a config's file. */
export function designsOf(summary: PastSummary | undefined): ReadonlyMap<string, Partial<RunReport>> {
  if (summary === undefined) return new Map();
  if (summary.configs !== undefined) return new Map(summary.configs.map((entry) => [entry.config, entry]));
  if (summary.rows !== undefined) return new Map(summary.rows.map((row) => [pointText(row.parameters), row]));
  const { baseline } = summary;
  return new Map([['design', summary], ...(baseline === undefined ? [] : [['baseline', baseline] as const])]);
}

/** What the rows of trials.parquet call each design of a run. */
export function keptNamesOf(summary: PastSummary | undefined): ReadonlyMap<string, string> {
  if (summary?.rows !== undefined)
    return new Map(summary.rows.map((row) => [pointText(row.parameters), String(row.point)]));
  return new Map([...designsOf(summary).keys()].map((design) => [design, design]));
}

/** `vms.count = 2, vms.mttf = 30 d`. */
export function pointText(parameters: Readonly<Record<string, unknown>>): string {
  return Object.entries(parameters)
    .map(([axis, value]) => `${axis} = ${value}`)
    .join(', ');
}

/** A run as its folder tells of it. */
export interface PastRun {
  readonly folder: string;
  readonly manifest: Manifest & RunRecord;
  readonly name: string;
  readonly seed: string;
  readonly shard?: Shard;
  readonly complete: boolean;
  /** When its manifest was last written: at its end, or at its beginning while it is not complete. */
  readonly when: Date;
  /** Undefined before there is any. */
  readonly summary?: PastSummary;
}

const format = 'ninefold/manifest@1';

/** Reads the folder of a run; undefined when it is none. Changes nothing there. Throws a RunFolderError when it is damaged. */
export function readRun(folder: string): PastRun | undefined {
  const manifest = manifestAt(folder);
  if (manifest?.format !== format) return undefined;
  const { name, seed, command, configs, shard, counts } = manifest as Manifest & RunRecord & { readonly shard?: Shard };
  if (typeof name !== 'string' || typeof seed !== 'string' || typeof command !== 'string' || !Array.isArray(configs))
    throw new RunFolderError(
      `${join(folder, 'manifest.json')}: found no name, seed, command or configs, need all four`,
    );
  const summary = summaryAt(folder);
  return {
    folder,
    manifest: manifest as Manifest & RunRecord,
    name,
    seed,
    ...(shard === undefined ? {} : { shard }),
    complete: summary?.complete ?? counts !== undefined,
    when: statSync(join(folder, 'manifest.json')).mtime,
    ...(summary === undefined ? {} : { summary }),
  };
}

function summaryAt(folder: string): PastSummary | undefined {
  const file = join(folder, 'summary.json');
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'), numbersBack) as PastSummary;
  } catch {
    throw new RunFolderError(`${file}: found text that is no JSON, need what was written there: run it again`);
  }
}

const noJsonNumbers: readonly unknown[] = ['Infinity', '-Infinity', 'NaN'];
const textKeys: readonly string[] = ['name', 'seed', 'config'];

/** JSON has no infinite numbers; they are kept as text. */
function numbersBack(key: string, value: unknown): unknown {
  return noJsonNumbers.includes(value) && !textKeys.includes(key) ? Number(value) : value;
}
