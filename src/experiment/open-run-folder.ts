import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PreparedJob } from './job.js';
import { RunFolder, runFolderName } from './run-folder.js';

export interface RunIdentity {
  readonly file: string;
  readonly text: string;
  readonly name: string;
  readonly prepared: { readonly design: PreparedJob; readonly baseline?: PreparedJob };
  readonly settings: Readonly<Record<string, unknown>>;
  readonly out: string | undefined;
}

/** The folder of a run, with the manifest that suffices to run it again. */
export function openRunFolder({ file, text, name, prepared, settings, out }: RunIdentity): RunFolder {
  const jobs = [prepared.design.job, ...(prepared.baseline === undefined ? [] : [prepared.baseline.job])];
  const version = packageVersion();
  const identity = { jobs, settings, version };
  const manifest = {
    format: 'ninefold/manifest@1',
    hash: createHash('sha256').update(JSON.stringify(identity)).digest('hex'),
    ninefold: version,
    node: process.version,
    config: file,
    seed: prepared.design.job.seed,
    settings,
    runs: prepared.design.runs.map((run) => ({
      ends: run.title,
      measures: run.measures.map((measure) => measure.name),
    })),
    configText: text,
  };
  return RunFolder.open(out ?? join('results', runFolderName(name, jobs, identity)), manifest);
}

export function packageVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}
