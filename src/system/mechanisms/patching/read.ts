import { lawProblems } from '../../law.js';
import { isNoTime } from '../../pieces/timing.js';
import type { Problems } from '../../read/problems.js';
import type { Plan } from './plan.js';
import type { PatchingDocument } from './schema.js';

/** The plan that a document describes; reports what does not fit together. */
export function readPlan(document: PatchingDocument, hasHoles: boolean, problems: Problems): Plan {
  const { apply, restart, rollout, bad } = document;
  checkArrivals(document, hasHoles, problems);
  for (const key of ['arrivals', 'apply', 'restart'] as const) checkLaw(document[key], [key], problems);
  if (bad !== undefined) checkBad(bad, hasHoles, problems.below('bad'));
  return {
    ...(apply === undefined ? {} : { apply }),
    ...(restart === undefined ? {} : { restart }),
    isOneAtATime: rollout === 'one-at-a-time',
    ...(bad === undefined ? {} : { failure: bad.failure }),
  };
}

function checkLaw(law: PatchingDocument['apply'], path: readonly string[], problems: Problems): void {
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
