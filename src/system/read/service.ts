import type { ServiceDocument } from '../schema.js';
import type { ServerGroup, Service } from '../system.js';
import type { Problems } from './problems.js';

/** What the service needs of its servers (undefined when those are not usable). */
export function readService(
  document: ServiceDocument,
  servers: readonly ServerGroup[] | undefined,
  problems: Problems,
): Service {
  const { needs, voting } = document;
  if (voting !== undefined) {
    if (needs !== undefined) problems.reportKey(['needs'], 'needs beside voting', 'needs inside voting');
    checkVoting(voting, servers, problems.below('voting'));
    return { needs: voting.needs, voting: { agree: voting.agree ?? 0 } };
  }
  const count = servers && serverCount(servers);
  if (needs !== undefined && count !== undefined && needs > count) {
    problems.report(['needs'], `${needs} of ${vmsText(count)}`, `at most ${count}`);
  }
  return { needs: needs ?? 1 };
}

type Voting = NonNullable<ServiceDocument['voting']>;

function checkVoting(
  { of, needs, agree }: Voting,
  servers: readonly ServerGroup[] | undefined,
  problems: Problems,
): void {
  const count = servers && serverCount(servers);
  if (count !== undefined && of !== count)
    problems.report(['of'], `a vote of ${of} among ${vmsText(count)}`, `${count}`);
  if (of < 3) problems.report(['of'], `a vote of ${of}`, 'at least 3');
  else if (needs > of) problems.report(['needs'], `${needs} of ${vmsText(of)}`, `at most ${of}`);
  else if (2 * needs <= of)
    problems.report(['needs'], `${needs} of ${of}, which is no majority`, `at least ${Math.floor(of / 2) + 1}`);
  if (agree !== undefined && agree > 0 && needs !== 2) {
    problems.reportKey(
      ['agree'],
      `agree in a vote that ${needs} carry`,
      'needs: 2, where two wrong answers that agree carry it',
    );
  }
}

export const serverCount = (servers: readonly ServerGroup[]): number =>
  servers.reduce((total, group) => total + group.count, 0);

const vmsText = (count: number): string => (count === 1 ? '1 VM' : `${count} VMs`);
