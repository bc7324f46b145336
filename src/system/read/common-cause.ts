import { quoted } from '../../config/found.js';
import { idOf } from '../id.js';
import type { CommonCauseDocument } from '../schema.js';
import type { CommonCause, Life } from '../system.js';
import { imagesOf, isByImage, readHits, readMembers, type Surroundings } from './common-cause-members.js';
import { checkBeta, checkKept, checkRatesLeft } from './common-cause-rates.js';
import { readLifeLaw } from './component.js';
import { causeNameProblem } from './names.js';
import type { Problems } from './problems.js';

/** The groups of components that fail together. */
export function readCommonCauses(
  documents: readonly CommonCauseDocument[],
  surroundings: Surroundings,
  problems: Problems,
): readonly CommonCause[] {
  const names: string[] = surroundings.components.map(({ name }) => name);
  const causes: { readonly index: number; readonly cause: CommonCause }[] = [];
  for (const [index, document] of documents.entries()) {
    const name = document.name ?? (index === 0 ? 'common-cause' : `common-cause-${index + 1}`);
    const below = problems.below(index);
    const fault = causeNameProblem(name, names);
    if (fault !== undefined) below.report(['name'], quoted(name), fault);
    names.push(name);
    for (const cause of readCommonCause(document, name, surroundings, below)) causes.push({ index, cause });
  }
  checkRatesLeft(causes, surroundings, problems);
  return causes.map(({ cause }) => cause);
}

/** The groups of components that a document makes fail together: one, or one for each image. */
function readCommonCause(
  document: CommonCauseDocument,
  name: string,
  surroundings: Surroundings,
  problems: Problems,
): readonly CommonCause[] {
  const members = readMembers(document.among, surroundings, problems.below('among'));
  const groups = isByImage(document.among) ? imagesOf(members, name) : [{ name, members }];
  const commonTo = (group: (typeof groups)[number]): Pick<CommonCause, 'name' | 'prefix' | 'members'> => ({
    name: group.name,
    prefix: `commonCause.${idOf(name)}`,
    members: group.members.map((member) => member.id),
  });
  const given = (['beta', 'mttf', 'life', 'survival'] as const).filter((key) => document[key] !== undefined);
  if (given.length !== 1) {
    problems.report(
      [],
      given.length === 0 ? 'no rate of failures' : given.join(' and '),
      'one of beta, mttf, life, survival',
    );
    return [];
  }
  if (members.length === 0) return [];
  if (document.beta !== undefined) {
    const { beta } = document;
    for (const group of groups) checkBeta(document, group.members, surroundings.mission, problems);
    return groups.map((group) => ({ ...commonTo(group), kind: 'beta', beta }));
  }
  const life = shockLife(document, surroundings.mission, problems);
  if (life === undefined) return [];
  const marginals = document.marginals ?? 'added';
  if (marginals === 'kept') checkKept(life, members, surroundings.mission, problems);
  const hits = readHits(document, surroundings, members, problems);
  return groups.map((group) => ({ ...commonTo(group), kind: 'shock', life, marginals, hits }));
}

/** How often shocks come; reports and gives nothing when that is not usable. */
function shockLife(document: CommonCauseDocument, mission: string | undefined, problems: Problems): Life | undefined {
  const { mttf, life, survival } = document;
  if (mttf !== undefined) return { kind: 'mttf', mttf };
  if (life !== undefined) return readLifeLaw(life, problems);
  if (survival === undefined) return undefined;
  if (mission !== undefined) return { kind: 'reliability', reliability: survival };
  problems.report(['survival'], `${survival} without a mission`, 'mission: 1000 h for the whole system');
  return undefined;
}
