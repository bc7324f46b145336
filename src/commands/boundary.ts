import type { Contest, Threshold, VariedDesign } from '../experiment/boundary/contest.js';
import type { BoundaryReport } from '../report/boundary/boundary-report.js';
import { type Command, CommandError, exitCodes } from './command.js';
import { OptionReader, textOption } from './options.js';
import { readDesigns, withOption } from './read-designs.js';
import { runSearch, type Searching, type SearchTexts, searchEpilogue, searchOptions } from './search.js';
import { computingOf } from './simulation-options.js';

interface Arguments extends SearchTexts {
  readonly configs: readonly string[];
  readonly vary?: string;
  readonly measure?: string;
  readonly above?: string;
  readonly below?: string;
  readonly with?: readonly string[];
  readonly better?: string;
  readonly simulate: boolean;
  readonly precision?: string;
  readonly svg?: string;
}

const defaults = { confidence: 0.95, precision: 0.01 };

/** `ninefold boundary`: where one design stops being better than another while a number of theirs varies. */
export const boundaryCommand: Command<Arguments> = {
  positionals: {
    configs: { describe: 'one or two systems or nets, YAML; one is held against its baseline', array: true },
  },
  options: {
    vary: textOption('what varies: vms.count=1..8, hypervisor.mttf=10d..1000d:log, A:vms.mttf,B:software.mttf=1d..9d'),
    measure: textOption('what is compared; availability-long-run, or else the first that there is'),
    above: textOption('where is the measure of one config above this value, instead of another design: 0.98, 30 d'),
    below: textOption('the same, below'),
    with: withOption,
    better: textOption('higher or lower, where the name of the measure does not say'),
    simulate: { type: 'boolean', default: false, describe: 'simulate although exact values are known, and judge both' },
    precision: textOption('share of the range to which a simulated boundary is narrowed: 1%'),
    confidence: textOption('that everything said by simulation is right at once: 0.95'),
    ...searchOptions,
    trials: textOption('most trials at a place of the range'),
    svg: textOption('file for a picture of the difference over the range'),
  },
  epilogue: searchEpilogue('simulation and exact values'),
  async run(given, terminal) {
    const options = new OptionReader();
    const settings = settingsOf(given, options);
    const computing = computingOf(given, options, terminal);
    const designs = await readDesigns(given.configs, given.with ?? [], options, terminal, given.recorded);
    const { contestOf } = await import('./boundary-contest.js');
    const contest = contestOf(given, designs, options);
    const { boundaryReport } = await import('../report/boundary/boundary-report.js');
    const { NotPaired, ownSeed } = await import('../experiment/boundary/find-boundaries.js');
    const seed = settings.seed ?? ownSeed(contest);
    const asWritten = designs.filter(({ values }) => values === undefined);
    const configs = [...new Set(asWritten.map(({ config }) => config))];
    const name = `${contest.design.name} boundary`;
    const decided = { ...settings, ...decidedBy(contest) };
    const identity = { command: 'boundary', given, configs, name, seed, settings: decided, out: given.out };
    const search = {
      identity,
      find: (how: Searching) => boundaryReport(contest, { ...settings, ...how }),
      text: async (report: BoundaryReport) => {
        const { boundaryText } = await import('../report/boundary/boundary-text.js');
        return boundaryText(report, terminal);
      },
      ...(given.svg === undefined ? {} : { picture: { file: given.svg, spec: pictureOf } }),
    };
    try {
      return await runSearch(search, given, computing, terminal);
    } catch (error) {
      if (!(error instanceof NotPaired)) throw error;
      throw new CommandError(`--measure: found ${error.message}, need another`, exitCodes.badInput);
    }
  },
};

async function pictureOf(report: BoundaryReport) {
  const { boundaryChart } = await import('../report/charts/boundary-chart.js');
  return boundaryChart(report);
}

/** What a contest decides of the results, but for what stands in the configs. */
function decidedBy({ design, rival, measure, scale }: Contest): object {
  const sides = [design, rival].map((side: VariedDesign | Threshold) => {
    if (!('paths' in side)) return side;
    const { name, values, isBaseline, paths } = side;
    return { name, values, isBaseline, paths };
  });
  return { sides, measure, scale };
}

function settingsOf(given: Arguments, options: OptionReader) {
  const trials = options.count('trials', given.trials, 2);
  const better = (['higher', 'lower'] as const).find((word) => word === given.better);
  if (given.better !== better) options.reject('better', given.better || 'nothing', 'higher or lower');
  return {
    simulate: given.simulate,
    confidence: options.probability('confidence', given.confidence) ?? defaults.confidence,
    precision: options.share('precision', given.precision) ?? defaults.precision,
    ...(trials === undefined ? {} : { trials }),
    ...(given.seed === undefined ? {} : { seed: given.seed }),
    ...(better === undefined ? {} : { better }),
  };
}
