import { solveExact } from '../exact/solve.js';
import { adaptiveExecutor } from '../experiment/adaptive-executor.js';
import { falseAlarm } from '../experiment/findings/agreement.js';
import type { PreparedJob } from '../experiment/job.js';
import type { PublishedCase } from '../experiment/published.js';
import type { PublishedValue } from '../experiment/published-value.js';
import { prepare, type SimulateOptions, type Simulation, simulate } from '../experiment/simulate.js';
import { exactRow, type PublishedRow, rowOf, simulatedRow, uncheckedRow } from './published-validation.js';

export interface ValidatePublishedOptions extends Pick<SimulateOptions, 'trials' | 'effort' | 'signal' | 'onProgress'> {
  readonly seed?: string;
  readonly workers: number;
  /** Whether to simulate values that are so rare that they ask for trials of their own. */
  readonly long: boolean;
}

/** Larger chains take longer than all others together. */
const statesMost = 50_000;

/** Some measures of a case that are simulated together. */
interface Task {
  readonly of: PublishedCase;
  readonly measures: readonly string[];
  readonly trials?: number;
  readonly prepared: PreparedJob;
}

/** Holds published values against simulation and against exact solution, a row each; undefined when interrupted. */
export async function validatePublished(
  cases: readonly PublishedCase[],
  { seed, workers, long, onProgress, ...settings }: ValidatePublishedOptions,
): Promise<readonly PublishedRow[] | undefined> {
  const tasks = cases.flatMap((each) => tasksOf(each, long, seed));
  const executor = adaptiveExecutor(
    workers,
    tasks.map(({ prepared }) => prepared),
  );
  const simulations = new Map<Task, Simulation>();
  let eventsBefore = 0;
  try {
    for (const [index, task] of tasks.entries()) {
      const simulation = await simulate(task.prepared, {
        ...settings,
        ...(task.trials === undefined ? {} : { trials: task.trials }),
        executor,
        onProgress: ({ share, trials, events }) =>
          onProgress?.({ share: (index + share) / tasks.length, trials, events: eventsBefore + events }),
      });
      if (!simulation.complete) return undefined;
      eventsBefore += simulation.events;
      simulations.set(task, simulation);
    }
  } finally {
    await executor.close();
  }
  return cases.flatMap((each) => {
    const own = [...simulations].filter(([{ of }]) => of === each);
    return rowsOf(each, (measure) => own.find(([{ measures }]) => measures.includes(measure))?.[1]);
  });
}

/** What is common enough is simulated in one go, what needs trials of its own by itself. */
function tasksOf(of: PublishedCase, long: boolean, seed: string | undefined): Task[] {
  const values = [...of.values];
  const common = values.filter(([, { rare, trials }]) => !rare && trials === undefined).map(([measure]) => measure);
  const tasks = common.length === 0 ? [] : [taskOf(of, common, seed)];
  if (!long) return tasks;
  for (const [measure, { rare, trials }] of values) {
    if (!rare && trials !== undefined) tasks.push({ ...taskOf(of, [measure], seed), trials });
  }
  return tasks;
}

function taskOf(of: PublishedCase, measures: readonly string[], seed: string | undefined): Task {
  const kept = Object.entries(of.document.measures ?? {}).filter(([name]) => measures.includes(name));
  const document = { ...of.document, measures: Object.fromEntries(kept) };
  return { of, measures, prepared: prepare(document, seed === undefined ? {} : { seed }) };
}

function rowsOf(of: PublishedCase, simulationOf: (measure: string) => Simulation | undefined): PublishedRow[] {
  const exact = solveExact(of.net, { statesMost });
  return [...of.values].flatMap(([measure, value]) => {
    const row = rowOf(of, measure, value);
    const result = simulationOf(measure)?.result(measure, 1 - falseAlarm);
    const simulated =
      result === undefined
        ? uncheckedRow({ ...row, by: 'simulation' }, notSimulated(value))
        : simulatedRow(row, result, of.disputed);
    return [simulated, exactRow(row, exact[measure], of.disputed)];
  });
}

function notSimulated({ trials }: PublishedValue): string {
  if (trials === undefined) return 'too rare to simulate';
  return `so rare that it takes ${trials.toLocaleString('en')} trials: validate --all`;
}
