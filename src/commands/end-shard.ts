import type { RunFolder } from '../experiment/run-folder.js';
import { type Shard, shardText } from '../experiment/shard.js';
import { type ExitCode, exitCodes, type Terminal } from './command.js';

interface EndedShard {
  readonly folder: RunFolder;
  readonly shard: Shard;
  readonly complete: boolean;
  /** Of what it has done, by name. */
  readonly counts: Readonly<Record<string, number>>;
  readonly json: boolean;
}

/** Says what a shard has done and how to go on; a finished one is marked so in its manifest, for the merge. */
export function endShard({ folder, shard, complete, counts, json }: EndedShard, terminal: Terminal): ExitCode {
  if (complete) folder.complete({ counts });
  if (json) terminal.out(`${JSON.stringify({ shard, folder: folder.path, complete, ...counts })}\n`);
  else {
    const done = Object.entries(counts).map(([name, count]) => `${count.toLocaleString('en')} ${name}`);
    terminal.out(`${shardText(shard)}: ${done.join(', ')} in ${folder.path}\n`);
  }
  if (complete) return exitCodes.done;
  terminal.err(`not finished: go on with ninefold resume ${folder.path}\n`);
  return exitCodes.unfinished;
}
