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
  const manifest = read(join(folder, 'manifest.json'), () => manifestAt(folder));
  if (manifest?.format !== format) return undefined;
  const { name, seed, command, configs, shard, counts } = manifest as Manifest & RunRecord & { readonly shard?: Shard };
  if (!isText(name) || !isText(seed) || !isText(command) || !areConfigs(configs) || !isObject(manifest.settings)) {
    throw new RunFolderError(
      `${join(folder, 'manifest.json')}: found no name, seed, command, configs or settings, need all five`,
    );
  }
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

const isText = (value: unknown): value is string => typeof value === 'string';

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areConfigs(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => isObject(each) && isText(each.file) && isText(each.text));
}

/** What a file says. Throws a RunFolderError when the system does not let it be read. */
function read<Result>(file: string, reading: () => Result): Result {
  try {
    return reading();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new RunFolderError(`${file}: found that it cannot be read (${error.code}), need a file that can`);
  }
}

function summaryAt(folder: string): PastSummary | undefined {
  const file = join(folder, 'summary.json');
  if (!existsSync(file)) return undefined;
  const summary = parsed(read(file, () => readFileSync(file, 'utf8')));
  if (isObject(summary)) return summary;
  throw new RunFolderError(`${file}: found no whole summary, need what was written there: ninefold resume ${folder}`);
}

/** Undefined when it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text, numbersBack);
  } catch {
    return undefined;
  }
}

const noJsonNumbers: readonly unknown[] = ['Infinity', '-Infinity', 'NaN'];
const textKeys: readonly string[] = ['name', 'seed', 'config'];

/** JSON has no infinite numbers; they are kept as text. */
function numbersBack(key: string, value: unknown): unknown {
  return noJsonNumbers.includes(value) && !textKeys.includes(key) ? Number(value) : value;
}
