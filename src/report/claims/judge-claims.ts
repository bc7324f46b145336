import { adaptiveExecutor } from '../../experiment/adaptive-executor.js';
import type { Effort } from '../../experiment/budget.js';
import type { Case, Check, Claim } from '../../experiment/claims/claim.js';
import { type Decision, decide, marginOf, type Verdict, verdictOf } from '../../experiment/claims/verdict.js';
import type { Progress } from '../../experiment/conduct.js';
import type { Executor } from '../../experiment/executor.js';
import { falseAlarm } from '../../experiment/findings/agreement.js';
import { agrees, type ExactDifference, exactDifference } from '../../experiment/findings/exact-difference.js';
import {
  type Observed,
  type SimulatedDifference,
  simulatedDifference,
} from '../../experiment/findings/simulated-difference.js';
import { inTurn } from '../../experiment/in-turn.js';
import { defaultSeed } from '../../experiment/simulate.js';
import { exactSources } from './exact-sources.js';

/** One check in one case, with what it was decided on. */
export interface CheckReport {
  readonly check: string;
  readonly case: Case;
  readonly verdict: Decision;
  readonly unit: string;
  /** Of left - right. Decides where it is known. */
  readonly exact?: ExactDifference;
  readonly simulated?: SimulatedDifference;
  /** Why nothing is decided although the difference is known. */
  readonly reason?: string;
  /** How far the difference is from where the decision would change. */
  readonly margin: number;
}

export interface PartReport {
  readonly says: string;
  readonly verdict: Verdict;
  readonly expected?: Verdict;
  readonly checks: readonly CheckReport[];
}

export interface ClaimReport {
  readonly file: string;
  readonly number?: number;
  readonly claim: string;
  readonly note?: string;
  readonly verdict: Verdict;
  readonly expected: Verdict;
  /** Whether the verdict, and that of every part, is the one recorded in the file. */
  readonly asExpected: boolean;
  readonly parts: readonly PartReport[];
}

/** What `claims --json` prints. */
export interface ClaimsReport {
  readonly claims: readonly ClaimReport[];
  /** Files of claims whose verdict differs from the recorded one. */
  readonly different: readonly string[];
  readonly complete: boolean;
  /** That all checks of a claim are decided rightly. */
  readonly confidence: number;
  readonly falseAlarm: number;
  readonly seed: string;
}

export interface JudgeOptions {
  readonly seed?: string;
  readonly trials?: number;
  /** Of a check that simulation decides, and of one where it must agree with an exact value. */
  readonly effort: { readonly toDecide: Effort; readonly toAgree: Effort };
  readonly confidence: number;
  readonly workers: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Puts claims to the test, each check in each case by exact solution where there is one, and by simulation. The checks of a claim
 * share its error probability. When interrupted, those claims are reported whose checks were all made.
 */
export async function judgeClaims(claims: readonly Claim[], options: JudgeOptions): Promise<ClaimsReport> {
  const executor = adaptiveExecutor(options.workers, []);
  const trials = claims.map((claim) => new ClaimOnTrial(claim));
  const tasks = trials.flatMap((trial) => trial.tasks(executor, options));
  const done = { tasks: 0, trials: 0, events: 0 };
  const onDone = ({ trials, events }: Work): void => {
    done.tasks++;
    done.trials += trials;
    done.events += events;
    options.onProgress?.({ share: done.tasks / tasks.length, trials: done.trials, events: done.events });
  };
  try {
    const counted = tasks.map((task) => async () => onDone(await task()));
    await inTurn(counted, 2 * options.workers, options.signal);
  } finally {
    await executor.close();
  }
  const reports = trials.flatMap((trial) => trial.report(options.confidence) ?? []);
  return {
    claims: reports,
    different: reports.filter(({ asExpected }) => !asExpected).map(({ file }) => file),
    complete: reports.length === claims.length,
    confidence: options.confidence,
    falseAlarm,
    seed: options.seed ?? defaultSeed,
  };
}

/** What a task cost. */
type Work = Pick<Progress, 'trials' | 'events'>;
type Task = () => Promise<Work>;

interface Evidence {
  readonly exact?: ExactDifference;
  readonly observed?: Observed;
}

/** A claim with the evidence gathered so far. */
class ClaimOnTrial {
  private readonly evidence = new Map<Check, Evidence>();
  private readonly checks: readonly Check[];
  private readonly sourceOf = exactSources();

  constructor(private readonly claim: Claim) {
    this.checks = claim.parts.flatMap((part) => part.checks);
  }

  tasks(executor: Executor, options: JudgeOptions): readonly Task[] {
    return this.checks.map((check) => () => this.examine(check, executor, options));
  }

  /** The verdict at a confidence; undefined when a check is missing. */
  report(confidence: number): ClaimReport | undefined {
    const { file, number, claim, note, expected } = this.claim;
    if (this.evidence.size < this.checks.length) return undefined;
    const bySimulation = [...this.evidence.values()].filter(({ exact }) => exact === undefined).length;
    const shared = 1 - (1 - confidence) / Math.max(1, bySimulation);
    const parts = this.claim.parts.map((part): PartReport => {
      const checks = part.checks.map((check) => checkReport(check, this.evidence.get(check) ?? {}, shared));
      const known = part.expected === undefined ? {} : { expected: part.expected };
      return { says: part.says, verdict: verdictOf(checks.map(({ verdict }) => verdict)), ...known, checks };
    });
    const verdict = verdictOf(parts.flatMap(({ checks }) => checks.map((check) => check.verdict)));
    return {
      file,
      ...(number === undefined ? {} : { number }),
      claim,
      ...(note === undefined ? {} : { note }),
      verdict,
      expected,
      asExpected: verdict === expected && parts.every((part) => part.verdict === (part.expected ?? part.verdict)),
      parts,
    };
  }

  private async examine(check: Check, executor: Executor, options: JudgeOptions): Promise<Work> {
    const { seed, effort, signal } = options;
    const trials = options.trials ?? this.claim.trials;
    const work = { trials: 0, events: 0 };
    const exact = exactDifference(check, this.sourceOf);
    const simulates = check.left.kind === 'measure' || check.right.kind === 'measure';
    const observed = await simulatedDifference(check, {
      executor,
      effort: exact === undefined ? effort.toDecide : effort.toAgree,
      ...(seed === undefined ? {} : { seed }),
      ...(trials === undefined ? {} : { trials }),
      ...(signal === undefined ? {} : { signal }),
      onProgress: (progress) => Object.assign(work, { trials: progress.trials, events: progress.events }),
    });
    if (simulates && observed === undefined) return work;
    this.evidence.set(check, {
      ...(exact === undefined ? {} : { exact }),
      ...(observed === undefined ? {} : { observed }),
    });
    return work;
  }
}

function checkReport(check: Check, { exact, observed }: Evidence, confidence: number): CheckReport {
  const { text, relation, within } = check;
  const simulated = observed?.(confidence);
  const known = exact === undefined ? simulated : { low: exact.difference, high: exact.difference };
  if (known === undefined) throw new Error(`${text} was decided on nothing`);
  const report = {
    check: text,
    case: check.case,
    unit: unitOf(check),
    ...(exact === undefined ? {} : { exact }),
    ...(simulated === undefined ? {} : { simulated }),
  };
  if (exact !== undefined && observed !== undefined && !agrees(exact, observed(1 - falseAlarm))) {
    return { ...report, verdict: 'undecided', reason: 'simulation and exact solution disagree', margin: 0 };
  }
  return { ...report, verdict: decide(relation, known, within), margin: marginOf(relation, known, within) };
}

function unitOf({ left, right }: Check): string {
  const side = left.kind === 'measure' ? left : right;
  if (side.kind === 'number') return '';
  return side.model.net.measures.find(({ name }) => name === side.measure)?.unit ?? '';
}
