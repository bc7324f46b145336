import type { RecordedShard, RunRecord } from '../experiment/open-run-folder.js';
import { shardText } from '../experiment/shard.js';
import { type Command, CommandError, exitCodes, jsonOption } from './command.js';
import { sharedOptions, textOption } from './options.js';
import { recordAt, resumable } from './resume.js';

interface Arguments {
  readonly shard: readonly string[];
  readonly out?: string;
  readonly workers?: string;
  readonly json: boolean;
}

interface ShardRecord extends RunRecord {
  readonly folder: string;
  readonly shard?: RecordedShard;
  /** There when the shard is finished. */
  readonly counts?: object;
}

/** `ninefold merge`: one run of the shards of it that were computed apart. */
export const mergeCommand: Command<Arguments> = {
  positionals: { shard: { describe: 'the folders of all its shards', array: true } },
  options: {
    out: textOption('folder of the results; results/<name>-<seed>-<hash> by default'),
    workers: sharedOptions.workers,
    json: jsonOption,
  },
  async run({ shard: folders, ...given }, terminal) {
    const records = await Promise.all(
      folders.map(async (folder) => ({ ...(await recordAt(folder)), folder }) as ShardRecord),
    );
    const problems = problemsOf(records);
    const [first] = records;
    const command = first && (await resumable[first.command]?.());
    if (problems.length > 0 || first === undefined || command === undefined)
      throw new CommandError(problems.join('\n'), exitCodes.badInput);
    const merged = { ...argumentsOf(records, first), ...given, recorded: first.configs, shards: folders };
    return command.run(merged as never, terminal);
  },
};

/** Those of the run computed at one place. What one shard did not keep of its trials, the merge would have to compute again. */
function argumentsOf(records: readonly ShardRecord[], first: ShardRecord): RunRecord['arguments'] {
  const { shard: _, ...whole } = first.arguments;
  if (records.every((record) => record.arguments['keep-trials'] === true)) return whole;
  const { 'keep-trials': __, keepTrials: ___, ...others } = whole;
  return others;
}

/** Why the folders are not all the shards of one run, finished. */
function problemsOf(records: readonly ShardRecord[]): readonly string[] {
  const shards = records.flatMap(({ folder, shard, counts }) => (shard ? [{ ...shard, folder, counts }] : []));
  const problems = records
    .filter(({ shard }) => shard === undefined)
    .map(({ folder }) => `${folder}: found a whole run, need a shard of one`);
  const [first] = shards;
  if (first === undefined) return problems;
  for (const { folder, of, number, count, counts } of shards) {
    if (of !== first.of) problems.push(`${folder}: found a shard of another run, need one of that of ${first.folder}`);
    else if (count !== first.count)
      problems.push(
        `${folder}: found ${shardText({ number, count })}, need one of ${first.count} as ${first.folder} is`,
      );
    else if (counts === undefined)
      problems.push(`${folder}: found ${shardText({ number, count })} unfinished, need ninefold resume ${folder}`);
  }
  const present = new Set(shards.map(({ number }) => number));
  const missing = Array.from({ length: first.count }, (_, index) => index + 1).filter((number) => !present.has(number));
  if (missing.length > 0)
    problems.push(`${first.folder}: found no shard ${missing.join(', ')} of ${first.count} beside it, need all`);
  return problems;
}
