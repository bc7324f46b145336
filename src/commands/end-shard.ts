import type { ShardWork } from '../experiment/conduct-shard.js';
import type { RunFolder } from '../experiment/run-folder.js';
import { type Shard, shardText } from '../experiment/shard.js';
import { type ExitCode, exitCodes, type Terminal } from './command.js';

interface EndedShard {
  readonly folder: RunFolder;
  readonly shard: Shard;
  readonly work: ShardWork;
  readonly json: boolean;
}

/** Says what a shard has done and how to go on; a finished one is marked so in its manifest, for the merge. */
export function endShard({ folder, shard, work, json }: EndedShard, terminal: Terminal): ExitCode {
  const { complete, ...counts } = work;
  if (complete) folder.complete({ counts });
  if (json) terminal.out(`${JSON.stringify({ shard, folder: folder.path, ...work })}\n`);
  else {
    const done = `${counts.chunks.toLocaleString('en')} chunks, ${counts.trials.toLocaleString('en')} trials`;
    terminal.out(`${shardText(shard)}: ${done} in ${folder.path}\n`);
  }
  if (complete) return exitCodes.done;
  terminal.err(`interrupted: go on with ninefold resume ${folder.path}\n`);
  return exitCodes.unfinished;
}
