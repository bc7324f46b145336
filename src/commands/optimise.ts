import { noConstant } from '../experiment/sweep/no-constant.js';
import { type Range, rangeIn, readRange } from '../experiment/sweep/range.js';
import type { OptimiseReport } from '../report/optimise/optimise-report.js';
import { type Command, CommandError, exitCodes } from './command.js';
import { OptionReader, textOption } from './options.js';
import { runSearch, type Searching, type SearchTexts, searchEpilogue, searchOptions } from './search.js';
import { computingOf } from './simulation-options.js';

interface Arguments extends SearchTexts {
  readonly config: string;
  readonly vary?: readonly string[];
  readonly maximise?: string;
  readonly minimise?: string;
  readonly simulate: boolean;
  readonly svg?: string;
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
    ...searchOptions,
    trials: textOption('trials of a place, or of a pair of places'),
    svg: textOption('file for a picture of the measure over the range'),
  },
  epilogue: searchEpilogue('simulation and exact optimum'),
  async run(given, terminal) {
    const options = new OptionReader();
    const trials = options.count('trials', given.trials, 2);
    const confidence = options.probability('confidence', given.confidence);
    const computing = computingOf(given, options, terminal);
    const ranges = rangesOf(given, options);
    const goal = goalOf(given, options);
    if (given.svg !== undefined && ranges.length > 1) options.reject('svg', 'several ranges', 'one: a picture has one');
    const { readOneConfig } = await import('./read-configs.js');
    const config = await readOneConfig(given.config, options, terminal, given.recorded);
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
    const { seedOf } = await import('../experiment/optimise/simulated-optimum.js');
    const settings = {
      simulate: given.simulate,
      ...(trials === undefined ? {} : { trials }),
      ...(confidence === undefined ? {} : { confidence }),
      ...(given.seed === undefined ? {} : { seed: given.seed }),
    };
    const seed = given.seed ?? seedOf(config);
    const name = `${config.model.net.name} optimum`;
    const decided = { ...settings, measure, goal, ranges: objective.ranges };
    const { svg, out } = given;
    const search = {
      identity: { command: 'optimise', given, configs: [config], name, seed, settings: decided, out },
      find: (how: Searching) => optimiseReport(objective, { ...settings, ...how }),
      text: async (report: OptimiseReport) => {
        const { optimiseText } = await import('../report/optimise/optimise-text.js');
        return optimiseText(report, terminal);
      },
      ...(svg === undefined ? {} : { picture: { file: svg, spec: pictureOf } }),
    };
    try {
      return await runSearch(search, given, computing, terminal);
    } catch (error) {
      if (!(error instanceof NoOptimum)) throw error;
      throw new CommandError(`${config.file}: ${measure} ${error.message}`, exitCodes.badInput);
    }
  },
};

async function pictureOf(report: OptimiseReport) {
  const { optimumChart } = await import('../report/charts/optimum-chart.js');
  return optimumChart(report);
}

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
