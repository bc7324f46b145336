import { failuresPerHour } from '../exponential.js';
import type { CommonCauseDocument } from '../schema.js';
import type { CommonCause, Component, Life } from '../system.js';
import { type Member, nameOf, type Surroundings } from './common-cause-members.js';
import type { Problems } from './problems.js';

/** The beta factor splits one rate, so there must be one. */
export function checkBeta(
  document: CommonCauseDocument,
  members: readonly Member[],
  mission: string | undefined,
  problems: Problems,
): void {
  for (const key of ['marginals', 'hits'] as const) {
    if (document[key] !== undefined)
      problems.reportKey([key], `${key} beside beta`, `no ${key}: a beta factor keeps lives and strikes all`);
  }
  const rates = exponentialRates(members, mission, 'a beta factor', problems);
  const [first] = rates;
  if (first !== undefined && rates.some((rate) => Math.abs(rate - first) > 1e-9 * first)) {
    problems.report(
      ['among'],
      'lives of different means',
      'the same mttf or reliability for all, which beta is a share of',
    );
  }
}

/** Shocks that are part of given lives take a constant rate from constant rates. */
export function checkKept(
  life: Life,
  members: readonly Member[],
  mission: string | undefined,
  problems: Problems,
): void {
  if (failuresPerHour(life, mission) === undefined) {
    problems.report(['life'], 'shocks that do not come at random', 'mttf or survival, when the marginals are kept');
  }
  exponentialRates(members, mission, 'marginals: kept', problems);
}

function exponentialRates(
  members: readonly Member[],
  mission: string | undefined,
  why: string,
  problems: Problems,
): readonly number[] {
  return members.flatMap((member) => {
    const rate = failuresPerHour(member.life, mission);
    if (rate !== undefined) return [rate];
    problems.report(
      ['among'],
      `${nameOf(member)}, whose life is not exponential`,
      `mttf or reliability for it: ${why} splits a constant rate`,
    );
    return [];
  });
}

/** All that common causes take of a component's own failure rate may not exceed it. */
export function checkRatesLeft(
  causes: readonly { readonly index: number; readonly cause: CommonCause }[],
  { components, mission }: Surroundings,
  problems: Problems,
): void {
  for (const component of components) {
    const own = failuresPerHour(component.life, mission);
    if (own === undefined) continue;
    let left = own;
    for (const { index, cause } of causes) {
      if (!cause.members.includes(component.id)) continue;
      left -= cause.kind === 'beta' ? cause.beta * own : keptRate(cause, component, mission);
      if (left < -1e-9 * own) {
        problems.report(
          [index],
          `more shocks than failures of ${nameOf(component)}`,
          'fewer shocks, or marginals: added',
        );
        break;
      }
    }
  }
}

function keptRate(cause: CommonCause & { kind: 'shock' }, component: Component, mission: string | undefined): number {
  if (cause.marginals === 'added') return 0;
  return (cause.hits.get(component.id) ?? 1) * (failuresPerHour(cause.life, mission) ?? 0);
}
