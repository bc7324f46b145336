import { adaptiveExecutor } from '../experiment/adaptive-executor.js';
import type { ConfigFile } from '../experiment/config-file.js';
import { falseAlarm } from '../experiment/findings/agreement.js';
import { prepareModel } from '../experiment/run-model.js';
import { defaultSeed, type SimulateOptions, simulate } from '../experiment/simulate.js';
import { bothWaysTolerance } from './both-ways.js';
import { type Validation, type ValidationRow, validationRows } from './validation.js';

export interface ValidateOptions extends Pick<SimulateOptions, 'trials' | 'effort' | 'signal' | 'onProgress'> {
  readonly seed?: string;
  readonly workers: number;
}

/** Simulates configs one after the other and holds them against what is known exactly; undefined when interrupted. */
export async function validateModels(
  configs: readonly ConfigFile[],
  { seed, workers, onProgress, ...settings }: ValidateOptions,
): Promise<Validation | undefined> {
  const designs = configs.flatMap((config) => designsOf(config, seed === undefined ? {} : { seed }));
  const executor = adaptiveExecutor(
    workers,
    designs.map(({ prepared }) => prepared),
  );
  const rows: ValidationRow[] = [];
  let eventsBefore = 0;
  try {
    for (const [index, { file, model, prefix, prepared }] of designs.entries()) {
      const simulation = await simulate(prepared, {
        ...settings,
        executor,
        onProgress: ({ share, trials, events }) =>
          onProgress?.({ share: (index + share) / designs.length, trials, events: eventsBefore + events }),
      });
      if (!simulation.complete) return undefined;
      eventsBefore += simulation.events;
      rows.push(...validationRows(file, model, simulation, { prefix }));
    }
  } finally {
    await executor.close();
  }
  return {
    rows,
    disagreements: rows.filter(({ agrees }) => agrees === false).length,
    unchecked: configs.map(({ file }) => file).filter((file) => !rows.some(({ config }) => config === file)),
    falseAlarm,
    tolerance: bothWaysTolerance,
    seed: seed ?? defaultSeed,
  };
}

function designsOf({ file, model }: ConfigFile, options: { readonly seed?: string }) {
  const { design, baseline } = prepareModel(model, options);
  const own = { file, model, prefix: '', prepared: design };
  if (baseline === undefined || model.baseline === undefined) return [own];
  return [own, { file, model: model.baseline, prefix: 'baseline ', prepared: baseline }];
}
