import { type Command, exitCodes, jsonOption } from './command.js';
import { listed, listOption, OptionReader, sharedOptions, textOption } from './options.js';
import { readDesigns, withOption } from './read-designs.js';

interface Arguments {
  readonly configs: readonly string[];
  readonly measures?: readonly string[];
  readonly with?: readonly string[];
  readonly confidence?: string;
  readonly trials?: string;
  readonly seed?: string;
  readonly workers?: string;
  readonly json: boolean;
}

const defaultConfidence = 0.95;

/** `ninefold compare`: a design against others on common random numbers, measure by measure. */
export const compareCommand: Command<Arguments> = {
  positionals: {
    configs: { describe: 'systems or nets, YAML; the first against each other, or against its baseline', array: true },
  },
  options: {
    measures: listOption('what is compared, like availability,reliability; all that single trials give by default'),
    with: withOption,
    confidence: textOption('that all intervals hold at once: 0.95'),
    ...sharedOptions,
    trials: textOption('pairs of trials'),
    json: jsonOption,
  },
  epilogue:
    'Exit code 0: done, whatever came of it; 1: simulation and exact values disagree; 2: bad input; 3: interrupted, what was found is printed.',
  async run(given, terminal) {
    const options = new OptionReader();
    const trials = options.count('trials', given.trials, 2);
    const confidence = options.probability('confidence', given.confidence) ?? defaultConfidence;
    const workers = options.workers(given.workers) ?? terminal.processors;
    const designs = await readDesigns(given.configs, given.with ?? [], options, terminal);
    const { compareDesigns, pairable, preparedDesigns } = await import('../experiment/designs/compare-designs.js');
    const prepared = preparedDesigns(designs, given.seed);
    const [own, ...others] = prepared;
    if (own === undefined) throw new Error('no design was read');
    if (others.length === 0) {
      options.reject('with', 'nothing, and one config without a baseline', 'another config, or --with vms.count=5');
    }
    const common = own.prepared.net.measures.filter(({ name }) =>
      others.every((other) => pairable(own.prepared, other.prepared).includes(name)),
    );
    const measures = listed(given.measures);
    if (others.length > 0) options.names('measures', measures, common);
    options.check();
    const { withExecutor } = await import('./with-executor.js');
    const { withProgress } = await import('../report/progress-bar.js');
    const { designsReport } = await import('../report/comparison/designs-report.js');
    const found = await withExecutor({ workers, cluster: undefined }, terminal, (executor) =>
      withProgress(terminal, (onProgress) =>
        compareDesigns(prepared, {
          confidence,
          executor,
          onProgress,
          signal: terminal.signal,
          ...(measures === undefined ? {} : { measures }),
          ...(trials === undefined ? {} : { trials }),
        }),
      ),
    );
    const report = designsReport(found, own);
    const { jsonText } = await import('../report/json-text.js');
    const { designsText } = await import('../report/comparison/designs-text.js');
    terminal.out(given.json ? `${jsonText(report)}\n` : designsText(report, terminal));
    if (!report.complete) {
      terminal.err('interrupted: only the comparisons that are printed were made\n');
      return exitCodes.unfinished;
    }
    const wrong = report.rivals.some((rival) => Object.values(rival.measures).some(({ agrees }) => agrees === false));
    return wrong ? exitCodes.checkFailed : exitCodes.done;
  },
};
