import { quoted } from '../../config/found.js';
import { idOf } from '../id.js';
import type { CommonCauseDocument } from '../schema.js';
import type { CommonCause, Life } from '../system.js';
import { readHits, readMembers, type Surroundings } from './common-cause-members.js';
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
  const causes = new Map<number, CommonCause>();
  for (const [index, document] of documents.entries()) {
    const name = document.name ?? (index === 0 ? 'common-cause' : `common-cause-${index + 1}`);
    const below = problems.below(index);
    const taken = [...surroundings.components, ...causes.values()].map((other) => other.name);
    const fault = causeNameProblem(name, taken);
    if (fault !== undefined) below.report(['name'], quoted(name), fault);
    const cause = readCommonCause(document, name, surroundings, below);
    if (cause !== undefined) causes.set(index, cause);
  }
  checkRatesLeft(causes, surroundings, problems);
  return [...causes.values()];
}

function readCommonCause(
  document: CommonCauseDocument,
  name: string,
  surroundings: Surroundings,
  problems: Problems,
): CommonCause | undefined {
  const members = readMembers(document.among, surroundings, problems.below('among'));
  const common = { name, prefix: `commonCause.${idOf(name)}`, members: members.map((member) => member.id) };
  const given = (['beta', 'mttf', 'life', 'survival'] as const).filter((key) => document[key] !== undefined);
  if (given.length !== 1) {
    problems.report(
      [],
      given.length === 0 ? 'no rate of failures' : given.join(' and '),
      'one of beta, mttf, life, survival',
    );
    return undefined;
  }
  if (members.length === 0) return undefined;
  if (document.beta !== undefined) {
    checkBeta(document, members, surroundings.mission, problems);
    return { ...common, kind: 'beta', beta: document.beta };
  }
  const life = shockLife(document, surroundings.mission, problems);
  if (life === undefined) return undefined;
  const marginals = document.marginals ?? 'added';
  if (marginals === 'kept') checkKept(life, members, surroundings.mission, problems);
  return { ...common, kind: 'shock', life, marginals, hits: readHits(document, surroundings, members, problems) };
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
