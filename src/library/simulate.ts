import type { RunReport } from '../experiment/findings/run-report.js';
import { simulationReport } from '../experiment/findings/simulation-report.js';
import { prepareRead, simulate as simulateNet } from '../experiment/simulate.js';
import { type DesignLike, designOf } from './design.js';
import { given, OptionCheck, type TrialOptions } from './options.js';
import { Run } from './run.js';

/** How to simulate. */
export interface SimulationOptions extends TrialOptions {
  /** Relative half-width, between 0 and 1, at which to stop: when every measure within reach is known to it. */
  readonly precision?: number;
  /** The measures that must be known that well; all when absent. */
  readonly preciseMeasures?: readonly string[];
  /** Whether exponential members that nothing tells apart are counted instead of followed; as the design's `run` says when absent. */
  readonly lump?: boolean;
}

/** What trials said of a design, beside what is known exactly. */
export type SimulationResult = Omit<RunReport, 'config'>;

/**
 * Simulates a design: independent trials (Monte Carlo), all its measures from the same ones.
 *
 * The run is under way when this returns; what is wrong with design or options comes as its rejection: a ConfigError, an
 * InputError, or a TrialFailed when a trial meets what the net forbids.
 *
 * @example
 * ```ts
 * const run = simulate(machine, { seed: 'a seed', trials: 2000 });
 * const shares: number[] = [];
 * for await (const { share } of run) shares.push(share);
 * const { complete, measures } = await run;
 * [complete, shares.at(-1)] // => [true, 1]
 * const { estimate, low, high, exact, agrees } = measures['availability-long-run'];
 * low < estimate && estimate < high // => true
 * exact // => { value: 0.9900745 }
 * agrees // => true
 * ```
 */
export function simulate(design: DesignLike, options: SimulationOptions = {}): Run<SimulationResult> {
  return new Run(async (stage) => {
    const { model } = designOf(design);
    const { seed, signal: _, lump = model.net.run.lump, ...settings } = options;
    const check = new OptionCheck();
    check.trials(options);
    check.share('precision', options.precision);
    check.names(
      'preciseMeasures',
      options.preciseMeasures,
      model.net.measures.map(({ name }) => name),
    );
    check.check();
    const prepared = prepareRead(model, given({ seed, lump }));
    const simulation = await simulateNet(prepared, { ...given(settings), ...stage });
    const { config: __, ...report } = simulationReport('', model, simulation);
    return report;
  }, options.signal);
}
