import type { PastRun } from '../experiment/past-runs/read-run.js';
import { type Command, CommandError, exitCodes, jsonOption } from './command.js';
import { OptionReader, textOption } from './options.js';

interface Arguments {
  readonly before: string;
  readonly after: string;
  readonly confidence?: string;
  readonly json: boolean;
}

type DesignsOf = typeof import('../experiment/past-runs/read-run.js').designsOf;

const defaultConfidence = 0.95;

/** `ninefold diff`: what differs between two runs, and whether it matters. */
export const diffCommand: Command<Arguments> = {
  positionals: {
    before: { describe: 'the folder of a run' },
    after: { describe: 'the folder of another' },
  },
  options: {
    confidence: textOption('that all intervals of differences hold at once: 0.95'),
    json: jsonOption,
  },
  epilogue: 'exit code: 0 when no result differs significantly, 1 when one does',
  async run(given, terminal) {
    const options = new OptionReader();
    const confidence = options.probability('confidence', given.confidence) ?? defaultConfidence;
    options.check();
    const { designsOf, readRun } = await import('../experiment/past-runs/read-run.js');
    const problems: string[] = [];
    const [before, after] = [given.before, given.after].map((folder) => {
      const run = readRun(folder);
      const found = wrongWith(run, designsOf);
      if (found !== undefined) problems.push(`${folder}: found ${found}`);
      return run;
    });
    if (before === undefined || after === undefined || problems.length > 0)
      throw new CommandError(problems.join('\n'), exitCodes.badInput);
    const { runDifference } = await import('../report/run-difference/run-difference.js');
    const difference = await runDifference(before, after, confidence);
    if (given.json) {
      const { jsonText } = await import('../report/json-text.js');
      terminal.out(`${jsonText(difference)}\n`);
    } else {
      const { runDifferenceText } = await import('../report/run-difference/run-difference-text.js');
      terminal.out(runDifferenceText(difference));
    }
    return difference.significant ? exitCodes.checkFailed : exitCodes.done;
  },
};

function wrongWith(run: PastRun | undefined, designsOf: DesignsOf): string | undefined {
  if (run === undefined) return 'no run, need the folder of one';
  if (run.shard !== undefined) return 'a shard, need the run that ninefold merge makes of all of them';
  if (designsOf(run.summary).size === 0) return `no results yet, need ninefold resume ${run.folder}`;
  return undefined;
}
