import type { Expression } from '../net/expression/expression.js';
import type { Measure, Net } from '../net/net.js';
import { planHorizon } from './plan-horizon.js';
import { isLongRun, planLongRun } from './plan-long-run.js';
import { planPassageBefore, planPassages } from './plan-passage.js';
import type { PlannedRun } from './planned-run.js';

export interface PlanSettings {
  /** Warm-up and observed length of a long-run replication; before what the net says. */
  readonly warmUp?: number;
  readonly length?: number;
  /** Events per unit of time, from a pilot: keeps long-run replications affordable. */
  readonly eventsPerTime?: number;
  /** Trials that only an event would end are cut off here, and said to be censored. */
  readonly cap?: number;
}

/**
 * Groups a net's measures into as few runs as what ends a trial allows: one run up to the largest time of all measures with times, one for
 * each distinct event that ends a trial, one for each pair of target and event, and one long run.
 *
 * Each value is recorded at its own time and equal trials have equal paths, so that adding a measure changes no number of
 * another, unless the number of trials is decided while running (`StoppingRule`), or a default length of the long run.
 */
export function planRuns(net: Net, settings: PlanSettings = {}): PlannedRun[] {
  const groups = { horizon: [] as Measure[], passage: [] as Measure[], before: [] as Measure[], long: [] as Measure[] };
  for (const measure of net.measures) {
    if (isLongRun(measure)) groups.long.push(measure);
    else if (measure.kind === 'reach' && measure.within?.kind === 'event') groups.before.push(measure);
    else if (endingEvent(measure) !== undefined) groups.passage.push(measure);
    else groups.horizon.push(measure);
  }
  const runs: PlannedRun[] = [];
  if (groups.horizon.length > 0) runs.push(planHorizon(net, groups.horizon));
  for (const [until, measures] of byEvent(groups.passage)) runs.push(planPassages(net, until, measures, settings.cap));
  runs.push(...planPassageBefore(groups.before, settings.cap));
  if (groups.long.length > 0) runs.push(planLongRun(net, groups.long, settings));
  return runs;
}

/** The expression that ends a trial of the measure; undefined when a time does. */
function endingEvent(measure: Measure): Expression | undefined {
  switch (measure.kind) {
    case 'reach':
    case 'mean-time-to':
      return measure.target;
    case 'average':
    case 'accumulated':
      return measure.until.kind === 'event' ? measure.until.event : undefined;
    default:
      return undefined;
  }
}

function byEvent(measures: readonly Measure[]): Map<Expression, Measure[]> {
  const keys = new Map<string, Expression>();
  const groups = new Map<Expression, Measure[]>();
  for (const measure of measures) {
    const event = endingEvent(measure);
    if (event === undefined) continue;
    const key = keys.get(JSON.stringify(event)) ?? event;
    keys.set(JSON.stringify(event), key);
    groups.set(key, [...(groups.get(key) ?? []), measure]);
  }
  return groups;
}
