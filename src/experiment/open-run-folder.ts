import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ConfigFile } from './config-file.js';
import { ownIdentity } from './identity.js';
import { RunFolder, runFolderName } from './run-folder.js';
import type { Shard } from './shard.js';

/** A config as it was when a run began. */
export interface RecordedConfig {
  readonly file: string;
  readonly text: string;
}

/** What began a run, enough to begin it again. */
export interface RunRecord {
  readonly command: string;
  /** What the command was given, but for what has no say in the results. */
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly configs: readonly RecordedConfig[];
}

export interface RunIdentity {
  readonly command: string;
  readonly given: object;
  readonly configs: readonly ConfigFile[];
  readonly name: string;
  readonly seed: string;
  /** With the configs, all that decides the results. */
  readonly settings: object;
  readonly out: string | undefined;
  /** When only a part of the run is computed. */
  readonly shard?: Shard | undefined;
  /** Folders of shards whose chunks the run begins with. */
  readonly shards?: readonly string[] | undefined;
}

/** What the manifest of a shard says of itself. */
export interface RecordedShard extends Shard {
  /** Hash of the run that it is a part of. */
  readonly of: string;
}

/** Options that change no result. */
const undecided: readonly string[] = ['out', 'workers', 'cluster', 'json', 'recorded', 'shards', '_', '$0'];

/** Works in the folder of a run and leaves it to others then. */
export async function inRunFolder<Result>(
  identity: RunIdentity,
  work: (folder: RunFolder) => Promise<Result>,
): Promise<Result> {
  const folder = openRunFolder(identity);
  try {
    for (const shard of identity.shards ?? []) await folder.takeIn(shard);
    return await work(folder);
  } finally {
    folder.close();
  }
}

/** The folder of a run, with the manifest that suffices to run it again. Another build of the program, or another arithmetic, has folders of its own. */
function openRunFolder({ command, given, configs, name, seed, settings, out, shard }: RunIdentity): RunFolder {
  const identity = ownIdentity();
  const data = configs.map(({ document }) => document.data);
  const whole = { command, data, seed, settings, ...identity };
  const recorded = shard && { ...shard, of: hashOf(whole) };
  const record: RunRecord = {
    command,
    arguments: Object.fromEntries(Object.entries(given).filter(([option]) => !undecided.includes(option))),
    configs: configs.map(({ file, text }) => ({ file, text })),
  };
  const manifest = {
    format: 'ninefold/manifest@1',
    hash: recorded === undefined ? hashOf(whole) : hashOf(recorded),
    ninefold: identity.version,
    build: identity.build,
    arithmetic: identity.arithmetic,
    node: process.version,
    name,
    seed,
    settings,
    ...(recorded === undefined ? {} : { shard: recorded }),
    ...record,
  };
  const ofShard = shard === undefined ? '' : `-shard-${shard.number}-of-${shard.count}`;
  return RunFolder.open(out ?? join('results', `${runFolderName(name, seed, whole)}${ofShard}`), manifest);
}

function hashOf(identity: object): string {
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex');
}
