import { noConstant } from '../experiment/sweep/no-constant.js';
import { type Range, rangeIn, readRange } from '../experiment/sweep/range.js';
import { type Command, CommandError, exitCodes, jsonOption } from './command.js';
import { OptionReader, sharedOptions, textOption } from './options.js';

interface Arguments {
  readonly config: string;
  readonly vary?: readonly string[];
  readonly maximise?: string;
  readonly minimise?: string;
  readonly simulate: boolean;
  readonly confidence?: string;
  readonly trials?: string;
  readonly seed?: string;
  readonly workers?: string;
  readonly svg?: string;
  readonly json: boolean;
}

/** `ninefold optimise`: the numbers of a config with which a measure is largest or smallest. */
export const optimiseCommand: Command<Arguments> = {
  positionals: { config: { describe: 'a system or a net, YAML' } },
  options: {
    vary: {
      ...textOption('what may be chosen: rejuvenation.every=1d..60d:log, vms.count=1..8; given once for each'),
      array: true,
    },
    maximise: textOption('the measure to make large'),
    minimise: textOption('the measure to make small'),
    simulate: { type: 'boolean', default: false, describe: 'simulate although exact values are known, and judge both' },
    confidence: textOption('of the intervals: 0.95'),
    ...sharedOptions,
    trials: textOption('trials of a place, or of a pair of places'),
    svg: textOption('file for a picture of the measure over the range'),
    json: jsonOption,
  },
  epilogue:
    'Exit code 0: there is an answer; 1: simulation and exact optimum disagree; 2: bad input; 3: interrupted, what was found is printed.',
  async run(given, terminal) {
    const options = new OptionReader();
    const trials = options.count('trials', given.trials, 2);
    const confidence = options.probability('confidence', given.confidence);
    const workers = options.workers(given.workers) ?? terminal.processors;
    const ranges = rangesOf(given, options);
    const goal = goalOf(given, options);
    if (given.svg !== undefined && ranges.length > 1) options.reject('svg', 'several ranges', 'one: a picture has one');
    const { readOneConfig } = await import('./read-configs.js');
    const config = await readOneConfig(given.config, options, terminal);
    const { isCurve } = await import('../net/curve.js');
    const measure = given[goal] ?? '';
    options.names(
      goal,
      [measure],
      config.model.net.measures.filter((each) => !isCurve(each)),
    );
    const { data } = config.document;
    for (const { path } of ranges) {
      const missing = noConstant(path, data);
      if (missing !== undefined) options.reject('vary', missing.found, missing.need);
    }
    options.check();
    const objective = { config, ranges: ranges.map((range) => rangeIn(range, data)), measure, goal };
    const { NoOptimum, optimiseReport } = await import('../report/optimise/optimise-report.js');
    const { heeding } = await import('../experiment/heeding.js');
    const { withProgress } = await import('../report/progress-bar.js');
    try {
      const report = await withProgress(terminal, (onProgress) =>
        heeding(terminal.signal, () =>
          optimiseReport(objective, {
            simulate: given.simulate,
            workers,
            onProgress,
            signal: terminal.signal,
            ...(trials === undefined ? {} : { trials }),
            ...(confidence === undefined ? {} : { confidence }),
            ...(given.seed === undefined ? {} : { seed: given.seed }),
          }),
        ),
      );
      const { jsonText } = await import('../report/json-text.js');
      const { optimiseText } = await import('../report/optimise/optimise-text.js');
      terminal.out(given.json ? `${jsonText(report)}\n` : optimiseText(report, terminal));
      if (given.svg !== undefined) {
        const { drawSvg } = await import('../report/charts/draw.js');
        const { optimumChart } = await import('../report/charts/optimum-chart.js');
        const { OutputFile } = await import('./output.js');
        const file = new OutputFile('svg', given.svg);
        file.print(await drawSvg(optimumChart(report)));
        file.close();
      }
      if (report.agrees === false) return exitCodes.checkFailed;
      if (report.complete) return exitCodes.done;
      terminal.err('interrupted: what was found until then is printed\n');
      return exitCodes.unfinished;
    } catch (error) {
      if (!(error instanceof NoOptimum)) throw error;
      const code = terminal.signal.aborted ? exitCodes.unfinished : exitCodes.badInput;
      throw new CommandError(`${config.file}: ${objective.measure} ${error.message}`, code);
    }
  },
};

function rangesOf({ vary }: Arguments, options: OptionReader): readonly Range[] {
  if (vary === undefined) options.reject('vary', 'nothing', 'a path and its range, such as rejuvenation.every=1d..60d');
  const ranges: Range[] = [];
  for (const text of vary ?? []) {
    const read = readRange(text);
    if (!read.ok) options.reject('vary', read.found, read.need);
    else if (ranges.some(({ path }) => path === read.range.path)) {
      options.reject('vary', `${read.range.path} a second time`, 'each path once');
    } else ranges.push(read.range);
  }
  return ranges;
}

function goalOf({ maximise, minimise }: Arguments, options: OptionReader): 'maximise' | 'minimise' {
  if (maximise !== undefined && minimise !== undefined) options.reject('minimise', '--maximise too', 'one of them');
  if (maximise === undefined && minimise === undefined) {
    options.reject('maximise', 'neither --maximise nor --minimise', 'one of them, with a measure');
  }
  return maximise === undefined ? 'minimise' : 'maximise';
}
