import { type Command, exitCodes, jsonOption } from './command.js';
import { listed, listOption, OptionReader, textOption } from './options.js';

interface Arguments {
  readonly config: string;
  readonly measure?: readonly string[];
  readonly states?: string;
  readonly phases?: string;
  readonly json: boolean;
}

/** Multiplications for one measure after which it is refused: some tens of seconds. */
const workMost = 2e10;

/** `ninefold exact`: every measure that can be known exactly, from the Markov chain of the same net and by closed form. */
export const exactCommand: Command<Arguments> = {
  positionals: { config: { describe: 'a system or a net, YAML' } },
  options: {
    measure: listOption('only these measures, like availability,mttf'),
    states: textOption('most states to explore; 1,000,000 by default'),
    phases: textOption('most phases by which a delay without any is approximated; 0 (refuse it) by default'),
    json: jsonOption,
  },
  async run(given, terminal) {
    const options = new OptionReader();
    const statesMost = options.count('states', given.states);
    const phases = options.count('phases', given.phases, 0) ?? 0;
    const measures = listed(given.measure);
    const { readOneConfig } = await import('./read-configs.js');
    const { file, model } = await readOneConfig(given.config, options, terminal);
    options.names('measure', measures, model.net.measures);
    options.check();
    const { exactReport } = await import('../experiment/findings/exact-report.js');
    const { exactReportText } = await import('../report/exact-text.js');
    const report = exactReport(file, model, {
      ...(measures === undefined ? {} : { measures }),
      ...(statesMost === undefined ? {} : { statesMost }),
      ...(phases === 0 ? {} : { fittedPhasesMost: phases }),
      workMost,
    });
    const { jsonText } = await import('../report/json-text.js');
    terminal.out(given.json ? `${jsonText(report)}\n` : exactReportText(report));
    return exitCodes.done;
  },
};
