import type { LawText } from '../../../net/document.js';
import { lawProblems } from '../../law.js';
import { type SentDocument, sendingTimes, sentKeys } from '../../pieces/sent-memory.js';
import { isNoTime } from '../../pieces/timing.js';
import type { Problems } from '../../read/problems.js';
import type { MechanismNode } from '../mechanism.js';
import type { Plan, Swap } from './plan.js';
import type { PatchingDocument } from './schema.js';

/** The plan that a document describes; reports what does not fit together. */
export function readPlan(document: PatchingDocument, node: MechanismNode, problems: Problems): Plan {
  const { apply, restart, rollout, bad, how = 'in-place' } = document;
  const hasHoles = node.has('vulnerabilities');
  checkArrivals(document, hasHoles, problems);
  for (const key of LAWS) checkLaw(document[key], [key], problems);
  if (bad !== undefined) checkBad(bad, hasHoles, problems.below('bad'));
  if (how === 'in-place') refuseSwap(document, problems);
  else checkSwap(document, node, problems);
  const handover = handoverOf(document, problems);
  return {
    ...(apply === undefined ? {} : { apply }),
    ...(restart === undefined ? {} : { restart }),
    isOneAtATime: rollout === 'one-at-a-time',
    restartWaits: node.has('boots-at-once') && (restart === undefined || !isNoTime(restart)),
    ...(bad === undefined ? {} : { failure: bad.failure }),
    ...(how === 'in-place' ? {} : { swap: swapOf(document, handover) }),
  };
}

const LAWS = ['arrivals', 'apply', 'restart', 'clone', 'takeover', 'draining'] as const;
const SWAP_KEYS = [
  'copy',
  'copy-share',
  'clone',
  'quarantine',
  'transfer',
  'takeover',
  'draining',
  'when-original-fails',
] as const;

function checkLaw(law: LawText | undefined, path: readonly string[], problems: Problems): void {
  if (law !== undefined) problems.all.push(...lawProblems(law, [...problems.at, ...path]));
}

function checkArrivals({ arrivals }: PatchingDocument, hasHoles: boolean, problems: Problems): void {
  if (arrivals === undefined) {
    if (!hasHoles) problems.report([], 'no patches to apply', 'vulnerabilities, or arrivals here, like arrivals: 30 d');
    return;
  }
  if (hasHoles) problems.reportKey(['arrivals'], 'arrivals beside vulnerabilities', 'disclosure and patch of those');
  if (isNoTime(arrivals)) problems.report(['arrivals'], `'${arrivals}'`, 'a time above 0');
}

function checkBad(
  { failure, correction }: NonNullable<PatchingDocument['bad']>,
  hasHoles: boolean,
  problems: Problems,
): void {
  checkLaw(failure, ['failure'], problems);
  checkLaw(correction, ['correction'], problems);
  if (isNoTime(failure)) problems.report(['failure'], `'${failure}'`, 'a time above 0');
  if (!hasHoles && correction === undefined) {
    problems.report([], 'bad patches that nothing corrects', 'correction, like correction: 7 d');
  }
}

function refuseSwap(document: PatchingDocument, problems: Problems): void {
  for (const key of SWAP_KEYS.filter((candidate) => document[candidate] !== undefined)) {
    problems.reportKey([key], `${key} of a patch in place`, `no ${key}, or how: copy-swap`);
  }
}

function checkSwap(
  { copy, clone, quarantine, bad }: PatchingDocument,
  { has }: MechanismNode,
  problems: Problems,
): void {
  if (has('software')) problems.report(['how'], 'a copy of what is no VM', 'how: in-place');
  if (copy === 'image' && clone !== undefined) {
    problems.reportKey(['clone'], 'the cloning of what comes from its image', 'no clone, or copy: clone');
  }
  if (quarantine === undefined) return;
  const below = problems.below('quarantine');
  checkLaw(quarantine.time, ['time'], below);
  if (bad !== undefined && quarantine.detection === undefined) {
    below.report([], 'a quarantine that finds no bad patch', 'detection, like detection: 0.9');
  }
  if (bad === undefined && quarantine.detection !== undefined) {
    below.reportKey(['detection'], 'a detection of patches that are never bad', 'bad too');
  }
}

/** How long the state is sent while the VM serves, and the copy takes over: as it is written, or worked out from what is sent. */
interface Handover {
  readonly transfer: LawText | undefined;
  readonly takeover: LawText | undefined;
}

function handoverOf({ transfer, takeover }: PatchingDocument, problems: Problems): Handover {
  if (transfer === undefined || !isSent(transfer)) {
    checkLaw(transfer, ['transfer'], problems);
    return { transfer, takeover };
  }
  if (takeover !== undefined) {
    const need = 'no takeover, which follows from what is sent; or transfer as a duration';
    problems.reportKey(['takeover'], 'takeover beside what is sent', need);
  }
  const found = sendingTimes(transfer, problems.below('transfer'));
  return { transfer: found?.copy, takeover: found?.downtime };
}

const isSent = (transfer: LawText | SentDocument): transfer is SentDocument =>
  typeof transfer === 'object' && sentKeys(transfer).length > 0;

function swapOf(
  {
    quarantine,
    'when-original-fails': policy = 'promote',
    'copy-share': share = 0,
    copy,
    clone,
    draining,
  }: PatchingDocument,
  handover: Handover,
): Swap {
  const stages = Object.entries({ clone, ...handover, draining }).filter(
    ([, law]) => law !== undefined && !isNoTime(law),
  );
  const isWatched = quarantine !== undefined && !isNoTime(quarantine.time);
  return {
    copy: copy === 'image' ? 'clean' : 'clone',
    share,
    ...Object.fromEntries(stages),
    ...(isWatched ? { quarantine: { time: quarantine.time, detection: quarantine.detection ?? 0 } } : {}),
    policy,
  };
}
