import type { Measure, Net, Reward } from '../net/net.js';
import { attempt, labelled } from './attempt.js';
import { DeterministicProcesses, deterministicAttempts } from './deterministic/deterministic-processes.js';
import type { FixedTiming } from './deterministic/fixed-timing.js';
import type { ExploreOptions } from './explore/explore.js';
import { exploreAlike } from './explore/explore-alike.js';
import type { Impulses } from './explore/firing.js';
import { ExactRefusal } from './explore/refusal.js';
import { type Relevant, relevantTo, restrictedTo } from './explore/relevant.js';
import { FiringSpanMeasures, firingSpansOf } from './firing-spans/firing-span-measures.js';
import {
  accumulatedUntil,
  averageUntil,
  instantAt,
  ninesUntil,
  type Prepared,
  ratioUntil,
} from './measures/horizon-measures.js';
import { longRunNines, longRunRatio, longRunSpan, steadyState } from './measures/long-run-measures.js';
import { observedBy, rewardsOf } from './measures/observed.js';
import {
  accumulatedUntilEvent,
  averageUntilEvent,
  meanTimeTo,
  reachBeforeEvent,
  reachEver,
  reachWithin,
} from './measures/passage-measures.js';
import { Solving } from './measures/solving.js';
import { spanUntil } from './measures/span-until.js';
import { markovProcess, type Process } from './process.js';
import { apartOrJointly, type PartsApart } from './product/apart-or-jointly.js';
import type { ExactResult } from './result.js';
import type { Alike } from './symmetry/alike.js';
import { sharedChains } from './symmetry/shared-chains.js';

export interface SolveOptions extends ExploreOptions {
  /** Names of the measures to solve; default all. */
  readonly measures?: readonly string[];
  /**
   * Multiplications that one pass through time may take (about 1e9 a second) before a measure is refused; default 1e11. Counted, not
   * timed: the same measures are refused on every machine.
   */
  readonly workMost?: number;
  /** Whether states that differ only by an exchange of members that nothing tells apart are one; default true. */
  readonly lump?: boolean;
  /** Whether independent parts are solved apart; default 'large': when their joint chain is not small. */
  readonly parts?: PartsApart;
}

/**
 * Solves a net's measures: each value, or why it is refused. A measure is solved on the chain of what it depends on, so that what it
 * does not look at costs nothing and refuses nothing; measures that depend on the same share one chain and one pass over it.
 * Throws a StateError when a state is reached that the net forbids.
 */
export function solveExact(net: Net, options: SolveOptions = {}): Record<string, ExactResult> {
  const { measures: names } = options;
  const measures = net.measures.filter(({ name }) => names === undefined || names.includes(name));
  const results = new Map<string, ExactResult>();
  const atFirings = new FiringSpanMeasures(net, options, (of, until) => accumulatedBy(net, of, until, options));
  const others = measures.filter((measure) => {
    const spans = measure.kind === 'span' ? firingSpansOf(net, measure) : undefined;
    if (measure.kind !== 'span' || spans === undefined) return true;
    const result = attempt(() => atFirings.solve(measure, spans));
    results.set(measure.name, result);
    return false;
  });
  for (const { relevant, together } of byRelevance(net, others)) {
    for (const [name, result] of solveTogether(restrictedTo(net, relevant), together, options))
      results.set(name, result);
  }
  return Object.fromEntries(measures.map(({ name }) => [name, results.get(name) as ExactResult]));
}

/** What is gained of a reward up to a time; throws an ExactRefusal where that is not solved. */
function accumulatedBy(net: Net, of: Reward, until: number, { measures: _, ...options }: SolveOptions): number {
  const name = 'what is gained besides';
  const at = { kind: 'times', times: [until], curve: false } as const;
  const measure: Measure = { name, unit: '', kind: 'accumulated', of, until: at };
  const found = solveExact({ ...net, measures: [measure] }, options)[name];
  if (found?.kind === 'value') return found.value;
  if (found?.kind === 'refused') throw new ExactRefusal(found.reason, found.suggestion);
  throw new Error(`${name}: ${JSON.stringify(found)}`);
}

interface Group {
  readonly relevant: Relevant;
  readonly together: Measure[];
}

function byRelevance(net: Net, measures: readonly Measure[]): Iterable<Group> {
  const groups = new Map<string, Group>();
  const ascending = (set: ReadonlySet<number>): string => [...set].sort((a, b) => a - b).join();
  for (const measure of measures) {
    const relevant = relevantTo(net, observedBy(net, measure));
    const key = `${ascending(relevant.places)}; ${ascending(relevant.activities)}`;
    const group = groups.get(key) ?? { relevant, together: [] };
    groups.set(key, group);
    group.together.push(measure);
  }
  return groups.values();
}

function solveTogether(net: Net, measures: readonly Measure[], options: SolveOptions): Map<string, ExactResult> {
  const results = new Map<string, ExactResult>();
  let left = measures;
  for (const attempt of deterministicAttempts(net, options)) {
    for (const [name, result] of solveDeterministic(net, left, options, attempt)) results.set(name, result);
    left = measures.filter(({ name }) => results.get(name)?.kind === 'refused');
  }
  // What is refused there may still be approximated.
  if (results.size > 0 && options.fittedPhasesMost === undefined) return results;
  for (const { measures: sharing, alike } of sharedChains(net, left, options.lump ?? true)) {
    const jointly = (some: readonly Measure[], limits: SolveOptions) => solveOnPhases(net, some, limits, alike);
    for (const [name, result] of apartOrJointly(net, sharing, options, alike, jointly)) {
      if (result.kind !== 'refused' || !results.has(name)) results.set(name, result);
    }
  }
  return results;
}

/** Measures of a net with fixed delays or calendars, where those ring at moments known beforehand or renew themselves. */
function solveDeterministic(
  net: Net,
  measures: readonly Measure[],
  options: SolveOptions,
  timing: () => FixedTiming,
): Map<string, ExactResult> {
  const results = new Map<string, ExactResult>();
  const rewards = rewardsWithImpulses(measures);
  const processes = attempt(() => new DeterministicProcesses(net, timing(), impulsesOf(rewards), options));
  const sharing = new Map<Process, Measure[]>();
  for (const measure of measures) {
    const process = processes instanceof DeterministicProcesses ? attempt(() => processes.for(measure)) : processes;
    if ('kind' in process) results.set(measure.name, process);
    else sharing.set(process, [...(sharing.get(process) ?? []), measure]);
  }
  for (const [process, together] of sharing) {
    for (const [name, result] of solveOn(process, together, rewards, options)) results.set(name, result);
  }
  return results;
}

function solveOnPhases(
  net: Net,
  measures: readonly Measure[],
  options: SolveOptions,
  alike: readonly Alike[],
): Map<string, ExactResult> {
  const rewards = rewardsWithImpulses(measures);
  const process = attempt(() => markovProcess(exploreAlike(net, impulsesOf(rewards), options, alike)));
  if ('kind' in process) return new Map(measures.map(({ name }) => [name, process]));
  return solveOn(process, measures, rewards, options);
}

/** All that measures will ask of a process is said before the first of them is solved. */
function solveOn(
  process: Process,
  measures: readonly Measure[],
  rewards: readonly Reward[],
  options: SolveOptions,
): Map<string, ExactResult> {
  const solving = new Solving(process, rewards, options.workMost);
  const prepared = measures.map((measure) => [measure.name, attempt(() => prepare(solving, measure))] as const);
  const results = prepared.map(([name, ready]) => {
    const result = typeof ready === 'function' ? attempt(ready) : ready;
    return [name, labelled(result, process.approximations)] as const;
  });
  return new Map(results);
}

function rewardsWithImpulses(measures: readonly Measure[]): Reward[] {
  return measures.flatMap(rewardsOf).filter(({ impulses }) => impulses.length > 0);
}

function impulsesOf(rewards: readonly Reward[]): Impulses[] {
  return rewards.map(({ impulses }) => impulses);
}

function prepare(solving: Solving, measure: Measure): Prepared {
  switch (measure.kind) {
    case 'steady-state':
      return () => steadyState(solving, measure.of);
    case 'average': {
      const { of, until } = measure;
      return until.kind === 'times' ? averageUntil(solving, of, until) : averageUntilEvent(solving, of, until.event);
    }
    case 'accumulated': {
      const { of, until } = measure;
      if (until.kind === 'times') return accumulatedUntil(solving, of, until);
      return accumulatedUntilEvent(solving, of, until.event);
    }
    case 'instant':
      return instantAt(solving, measure.of, measure.at);
    case 'reach': {
      const { target, complement, within } = measure;
      if (within === undefined) return reachEver(solving, target, complement);
      if (within.kind === 'times') return reachWithin(solving, target, complement, within);
      return reachBeforeEvent(solving, target, complement, within.event);
    }
    case 'mean-time-to':
      return meanTimeTo(solving, measure.target);
    case 'span': {
      const { statistic, until } = measure;
      if (until === undefined) return () => longRunSpan(solving, measure, statistic);
      return spanUntil(solving, measure, statistic, until);
    }
    case 'ratio': {
      const { of, by, until } = measure;
      return until === undefined ? () => longRunRatio(solving, of, by) : ratioUntil(solving, of, by, until);
    }
    case 'nines': {
      const { of, until } = measure;
      return until === undefined ? () => longRunNines(solving, of) : ninesUntil(solving, of, until);
    }
  }
}
