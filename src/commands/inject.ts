import type { Progress } from '../experiment/conduct.js';
import type { Injections } from '../experiment/injection/inject-faults.js';
import type { System } from '../system/system.js';
import { type Command, type ExitCode, exitCodes, jsonOption, type Terminal } from './command.js';
import { OptionReader, sharedOptions } from './options.js';

interface Arguments {
  readonly config: string;
  readonly campaign: boolean;
  readonly table: boolean;
  readonly trials?: string;
  readonly seed?: string;
  readonly workers?: string;
  readonly json: boolean;
}

/** `ninefold inject`: what injected faults do to the service. */
export const injectCommand: Command<Arguments> = {
  positionals: { config: { describe: 'a system, YAML' } },
  options: {
    campaign: {
      type: 'boolean',
      default: false,
      describe: "every component's failure in every state of every mechanism and component",
    },
    table: {
      type: 'boolean',
      default: false,
      describe: 'print what becomes of everything when something fails, in every state that the system may be in',
    },
    trials: { ...sharedOptions.trials, describe: 'trials of every fault' },
    seed: sharedOptions.seed,
    workers: sharedOptions.workers,
    json: jsonOption,
  },
  async run(given, terminal) {
    const options = new OptionReader();
    const trials = options.count('trials', given.trials, 1);
    const workers = options.workers(given.workers) ?? terminal.processors;
    const { readOneConfig } = await import('./read-configs.js');
    const { model } = await readOneConfig(given.config, options, terminal);
    options.check();
    const { CommandError } = await import('./command.js');
    const { system } = model;
    if (system === undefined) {
      throw new CommandError(`${given.config}: found a net, need a system`, exitCodes.badInput);
    }
    if (given.table) return printTable(system, given.json, terminal);
    if (model.net.run.lump === true) {
      const { notLumped } = await import('../report/lumping-text.js');
      terminal.err(notLumped('faults are injected into one member'));
    }
    const { campaignOf, watchedScript } = await import('../system/mechanisms/inject/campaign.js');
    const script = watchedScript(system);
    if (!given.campaign && script === undefined) {
      throw new CommandError(
        `${given.config}: found no inject:, need a script of faults, or --campaign`,
        exitCodes.badInput,
      );
    }
    const { pairs, impossible } =
      given.campaign || script === undefined ? campaignOf(system) : { pairs: [script], impossible: [] };
    return injectAll({ system, designs: pairs, impossible, trials, workers, given }, terminal);
  },
};

async function printTable(system: System, json: boolean, terminal: Terminal): Promise<ExitCode> {
  const { outcomeTable } = await import('../exact/outcomes/outcome-table.js');
  const { ExactRefusal } = await import('../exact/explore/refusal.js');
  const { CommandError } = await import('./command.js');
  const { jsonText } = await import('../report/json-text.js');
  const { outcomeTableText } = await import('../report/outcome-table-text.js');
  try {
    const table = outcomeTable(system);
    terminal.out(json ? `${jsonText(table)}\n` : outcomeTableText(table));
    return exitCodes.done;
  } catch (error) {
    if (!(error instanceof ExactRefusal)) throw error;
    throw new CommandError(
      `${system.name}: found ${error.reason}, need a smaller system: ${error.suggestion}`,
      exitCodes.unfinished,
    );
  }
}

interface Request {
  readonly system: System;
  readonly designs: readonly import('../system/mechanisms/inject/campaign.js').WatchedFaults[];
  readonly impossible: import('../system/mechanisms/inject/campaign.js').Campaign['impossible'];
  readonly trials: number | undefined;
  readonly workers: number;
  readonly given: Arguments;
}

async function injectAll(request: Request, terminal: Terminal): Promise<ExitCode> {
  const { system, designs, impossible, trials, workers, given } = request;
  const { InjectionExperiment } = await import('../experiment/injection/inject-faults.js');
  const { defaultConfidence, defaultSeed } = await import('../experiment/simulate.js');
  const { hoursOf } = await import('../system/net-time.js');
  const { heeding } = await import('../experiment/heeding.js');
  const { withProgress } = await import('../report/progress-bar.js');
  const { faultReports } = await import('../report/injection-report.js');
  const seed = given.seed ?? (system.run?.seed === undefined ? defaultSeed : String(system.run.seed));
  const confidence = system.run?.confidence ?? defaultConfidence;
  const horizon = hoursOf(system.horizon);
  const simulate = async (onProgress: (progress: Progress) => void): Promise<Injections> => {
    const experiment = new InjectionExperiment(designs, {
      seed,
      horizon,
      workers,
      onProgress,
      signal: terminal.signal,
      ...(trials === undefined ? {} : { trials }),
    });
    const { work } = experiment;
    const faults = designs.reduce((sum, design) => sum + design.faults.length, 0);
    terminal.err(
      `${faults} faults, ${work.trials.toLocaleString('en')} trials, about ${(work.events / 1e6).toPrecision(2)} million events\n`,
    );
    return experiment.run();
  };
  const injections = await withProgress(terminal, (onProgress) => heeding(terminal.signal, () => simulate(onProgress)));
  const { complete, events } = injections;
  const report = {
    model: system.name,
    seed,
    confidence,
    horizonHours: horizon,
    complete,
    trials: injections.outcomes.reduce((sum, outcome) => sum + outcome.trials, 0),
    events,
    impossible,
    faults: faultReports(injections, confidence),
  };
  const { jsonText } = await import('../report/json-text.js');
  const { injectionText } = await import('../report/injection-text.js');
  terminal.out(given.json ? `${jsonText(report)}\n` : injectionText(report));
  return complete ? exitCodes.done : exitCodes.unfinished;
}
