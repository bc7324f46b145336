import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { buildHash, packageVersion } from './build.js';
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

/** The folder of a run, with the manifest that suffices to run it again. Another build of the program has folders of its own. */
export function openRunFolder({ file, text, name, prepared, settings, out }: RunIdentity): RunFolder {
  const jobs = [prepared.design.job, ...(prepared.baseline === undefined ? [] : [prepared.baseline.job])];
  const version = packageVersion();
  const build = buildHash();
  const identity = { jobs, settings, version, build };
  const manifest = {
    format: 'ninefold/manifest@1',
    hash: createHash('sha256').update(JSON.stringify(identity)).digest('hex'),
    ninefold: version,
    build,
    node: process.version,
    config: file,
    seed: prepared.design.job.seed,
    settings,
    configText: text,
  };
  return RunFolder.open(out ?? join('results', runFolderName(name, jobs, identity)), manifest);
}
