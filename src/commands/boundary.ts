import { type Command, CommandError, exitCodes, jsonOption, type Terminal } from './command.js';
import { OptionReader, sharedOptions, textOption } from './options.js';
import { readDesigns, withOption } from './read-designs.js';

interface Arguments {
  readonly configs: readonly string[];
  readonly vary?: string;
  readonly measure?: string;
  readonly above?: string;
  readonly below?: string;
  readonly with?: readonly string[];
  readonly better?: string;
  readonly simulate: boolean;
  readonly precision?: string;
  readonly confidence?: string;
  readonly trials?: string;
  readonly seed?: string;
  readonly workers?: string;

  readonly json: boolean;
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
    ...sharedOptions,
    trials: textOption('most trials at a place of the range'),

    json: jsonOption,
  },
  epilogue:
    'Exit code 0: there is an answer, never and not separated included; 1: simulation and exact values disagree; 2: bad input; 3: interrupted, what was found is printed.',
  async run(given, terminal) {
    const options = new OptionReader();
    const settings = settingsOf(given, options, terminal);
    const designs = await readDesigns(given.configs, given.with ?? [], options, terminal);
    const { contestOf } = await import('./boundary-contest.js');
    const contest = contestOf(given, designs, options);
    const { boundaryReport } = await import('../report/boundary/boundary-report.js');
    const { NotPaired } = await import('../experiment/boundary/find-boundaries.js');
    const { heeding } = await import('../experiment/heeding.js');
    const { withProgress } = await import('../report/progress-bar.js');
    try {
      const report = await withProgress(terminal, (onProgress) =>
        heeding(terminal.signal, () => boundaryReport(contest, { ...settings, onProgress, signal: terminal.signal })),
      );
      const { jsonText } = await import('../report/json-text.js');
      const { boundaryText } = await import('../report/boundary/boundary-text.js');
      terminal.out(given.json ? `${jsonText(report)}\n` : boundaryText(report, terminal));
      if (report.agrees === false) return exitCodes.checkFailed;
      if (report.complete) return exitCodes.done;
      terminal.err('interrupted: the places that would have come are missing\n');
      return exitCodes.unfinished;
    } catch (error) {
      if (!(error instanceof NotPaired)) throw error;
      throw new CommandError(`--measure: found ${error.message}, need another`, exitCodes.badInput);
    }
  },
};

function settingsOf(given: Arguments, options: OptionReader, terminal: Terminal) {
  const trials = options.count('trials', given.trials, 2);
  const better = (['higher', 'lower'] as const).find((word) => word === given.better);
  if (given.better !== better) options.reject('better', given.better || 'nothing', 'higher or lower');
  return {
    simulate: given.simulate,
    confidence: options.probability('confidence', given.confidence) ?? defaults.confidence,
    precision: options.share('precision', given.precision) ?? defaults.precision,
    workers: options.workers(given.workers) ?? terminal.processors,
    ...(trials === undefined ? {} : { trials }),
    ...(given.seed === undefined ? {} : { seed: given.seed }),
    ...(better === undefined ? {} : { better }),
  };
}
