import type { ClusterAddress } from '../experiment/cluster/address.js';
import type { Terminal } from './command.js';
import { clusterOption, type OptionReader, sharedOptions, textOption } from './options.js';

/** What all commands that simulate models ask for. */
export const simulationOptions = {
  ...sharedOptions,
  cluster: clusterOption,
  precision: textOption('go on until every interval is this narrow beside its estimate: 1%'),
  confidence: textOption('of the intervals: 0.95'),
};

/** Such options as they were given. */
export interface SimulationTexts {
  readonly trials?: string;
  readonly precision?: string;
  readonly seed?: string;
  readonly confidence?: string;
  readonly workers?: string;
  readonly cluster?: string;
}

/** What has a say in the results. */
export interface SimulationSettings {
  readonly trials?: number;
  readonly precision?: number;
  readonly confidence?: number;
  readonly seed?: string;
}

/** Where it is computed: no say in the results. */
export interface Computing {
  readonly workers: number;
  readonly cluster: ClusterAddress | undefined;
}

export function settingsOf(given: SimulationTexts, options: OptionReader): SimulationSettings {
  const trials = options.count('trials', given.trials, 2);
  const precision = options.share('precision', given.precision);
  const confidence = options.probability('confidence', given.confidence);
  return {
    ...(trials === undefined ? {} : { trials }),
    ...(precision === undefined ? {} : { precision }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(given.seed === undefined ? {} : { seed: given.seed }),
  };
}

export function computingOf(given: SimulationTexts, options: OptionReader, terminal: Terminal): Computing {
  const workers = options.workers(given.workers) ?? terminal.processors;
  const cluster = options.cluster(given.cluster, terminal.clusterPassword);
  if (given.cluster !== undefined && given.workers !== undefined) {
    options.reject('workers', '--cluster beside it', 'one of the two');
  }
  return { workers, cluster };
}
