import type { Journal } from '../conduct.js';
import { ConfigError, type ConfigFile, configOf, modelWith } from '../config-file.js';
import { simulationReport } from '../findings/simulation-report.js';
import type { ChunkOutcome } from '../job.js';
import { keptTrials } from '../kept-trials/kept-trials.js';
import { prepareRead, type Simulation, simulate } from '../simulate.js';
import { TrialFailed } from '../trial-failed.js';
import { withMeasures } from '../with-measures.js';
import type { PointChunk, PointJob, PointOutcome, PointState } from './point-job.js';

/** Events after which a point is shared out: what is done by then is a second's work or so. */
const eventsAlone = 20_000_000;
/** Letters of what trials said after which a point is shared out too: it is in memory until it is kept. */
const lettersAlone = 16_000_000;

/** A point as a worker runs it: from config to report, unless that takes long. */
export class PreparedPoint {
  constructor(
    private readonly job: PointJob,
    private readonly eventsMost = eventsAlone,
    private readonly lettersMost = lettersAlone,
  ) {}

  async compute(): Promise<ChunkOutcome> {
    const chunks: PointChunk[] = [];
    let letters = 0;
    const limit = new AbortController();
    const journal: Journal = {
      known: () => undefined,
      append: async (chunk, outcome) => {
        chunks.push({ chunk, outcome });
        letters += outcome.values?.length ?? 0;
        if (letters > this.lettersMost) limit.abort();
      },
    };
    let events = 0;
    const outcome = await runPoint(this.job, {
      journal,
      signal: limit.signal,
      onProgress: (progress) => {
        events = progress.events;
        if (events > this.eventsMost) limit.abort();
      },
    });
    const isNeeded = outcome === undefined || (outcome.kind === 'report' && outcome.kept !== undefined);
    const state: PointState = { ...(outcome && { outcome }), chunks: isNeeded ? chunks : [] };
    return { kind: 'done', events, state };
  }
}

type PointRunOptions = Pick<Parameters<typeof simulate>[1] & object, 'executor' | 'journal' | 'signal' | 'onProgress'>;

/** Runs a point; undefined when it was interrupted. */
export async function runPoint(job: PointJob, options: PointRunOptions): Promise<PointOutcome | undefined> {
  const { seed, measures, keepTrials, ...settings } = job.settings;
  const precise = measures === undefined ? {} : { preciseMeasures: measures };
  try {
    const whole = modelWith(configKnown(job), job.values);
    const model = measures === undefined ? whole : withMeasures(whole, measures);
    const prepared = prepareRead(model, { ...(seed === undefined ? {} : { seed }), ...(keepTrials && { keepTrials }) });
    const simulation = await simulate(prepared, { ...settings, ...precise, ...options });
    if (!simulation.complete) return undefined;
    const report = simulationReport(job.file, model, simulation);
    const kept = keepTrials && { kept: keptTrials(simulation) };
    return { kind: 'report', report, widest: widestOf(simulation, measures), ...kept };
  } catch (error) {
    if (error instanceof ConfigError) return { kind: 'failed', lines: error.lines };
    if (!(error instanceof TrialFailed)) throw error;
    const { failure } = error;
    return { kind: 'failed', lines: [`trial ${failure.trial}: ${failure.message}`], trial: failure };
  }
}

function widestOf(simulation: Simulation, measures: readonly string[] | undefined): number {
  const widths = Object.entries(simulation.results())
    .filter(([name]) => measures === undefined || measures.includes(name))
    .map(([, { relativeHalfWidth }]) => relativeHalfWidth)
    .filter(Number.isFinite);
  return widths.length === 0 ? Infinity : Math.max(...widths);
}

/** Points come in rows of the same config. */
let last: ConfigFile | undefined;

function configKnown({ file, text }: PointJob): ConfigFile {
  if (last?.file !== file || last.text !== text) last = configOf(file, text);
  return last;
}
