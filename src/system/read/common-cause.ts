import { quoted } from '../../config/found.js';
import type { Path } from '../../config/problem.js';
import { suggestion } from '../../config/suggestion.js';
import { failuresPerHour } from '../exponential.js';
import { idOf } from '../id.js';
import { lawProblems } from '../law.js';
import type { CommonCauseDocument } from '../schema.js';
import type { CommonCause, Component, Life, ServerGroup } from '../system.js';
import { causeNameProblem } from './names.js';
import type { Problems } from './problems.js';

type Member = Component & Partial<ServerGroup>;

/** What a common cause can strike, and what it needs to know of the system. */
export interface Surroundings {
  readonly mission: string | undefined;
  /** Layers, the function in the hypervisor and servers. */
  readonly components: readonly Member[];
  readonly servers: readonly Member[];
}

/** The groups of components that fail together. */
export function readCommonCauses(
  documents: readonly CommonCauseDocument[],
  surroundings: Surroundings,
  problems: Problems,
): readonly CommonCause[] {
  const causes: CommonCause[] = [];
  for (const [index, document] of documents.entries()) {
    const name = document.name ?? (index === 0 ? 'common-cause' : `common-cause-${index + 1}`);
    const below = problems.below(index);
    const taken = [...surroundings.components, ...causes].map((other) => other.name);
    const fault = causeNameProblem(name, taken);
    if (fault !== undefined) below.report(['name'], quoted(name), fault);
    const cause = readCommonCause(document, name, surroundings, below);
    if (cause !== undefined) causes.push(cause);
  }
  checkRatesLeft(causes, surroundings, problems);
  return causes;
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

/** The components that `among` names; `vms` are all servers. */
function readMembers(among: readonly string[], surroundings: Surroundings, problems: Problems): readonly Member[] {
  const members = new Set<Member>();
  for (const [index, name] of among.entries()) {
    const named = componentsNamed(name, surroundings);
    if (named.length === 0) problems.report([index], quoted(name), componentNeed(name, surroundings));
    else if (named.some((member) => members.has(member)))
      problems.report([index], `${quoted(name)} again`, 'each component once');
    for (const member of named) members.add(member);
  }
  const count = [...members].reduce((total, member) => total + (member.count ?? 1), 0);
  if (members.size > 0 && count < 2) problems.report([], 'one component', 'at least two, which then fail together');
  return [...members];
}

function componentsNamed(name: string, { components, servers }: Surroundings): readonly Member[] {
  if (name === 'vms') return servers.filter((server) => server.name !== 'software');
  return components.filter((component) => component.name === name && component.name !== 'vm');
}

function componentNeed(name: string, { components }: Surroundings): string {
  const names = components.map(nameOf);
  const meant = suggestion(name, names);
  return meant === undefined ? `one of ${names.join(', ')}` : `${meant} (did you mean that?)`;
}

/** As the user writes it. */
const nameOf = ({ name }: Member): string => (name === 'vm' ? 'vms' : name);

function shockLife(document: CommonCauseDocument, mission: string | undefined, problems: Problems): Life | undefined {
  const { mttf, life, survival } = document;
  if (mttf !== undefined) return { kind: 'mttf', mttf };
  if (life !== undefined) {
    const found = lawProblems(life, [...problems.at, 'life']);
    problems.all.push(...found);
    return found.length === 0 ? { kind: 'law', law: life } : undefined;
  }
  if (survival === undefined) return undefined;
  if (mission !== undefined) return { kind: 'reliability', reliability: survival };
  problems.report(['survival'], `${survival} without a mission`, 'mission: 1000 h for the whole system');
  return undefined;
}

function readHits(
  document: CommonCauseDocument,
  surroundings: Surroundings,
  members: readonly Member[],
  problems: Problems,
): ReadonlyMap<string, number> {
  const hits = new Map<string, number>();
  for (const [name, probability] of Object.entries(document.hits ?? {})) {
    const named = componentsNamed(name, surroundings).filter((member) => members.includes(member));
    if (named.length === 0) problems.reportKey(['hits', name], quoted(name), 'a component that stands in among');
    for (const member of named) hits.set(member.id, probability);
  }
  return hits;
}

/** The beta factor splits one rate, so there must be one. */
function checkBeta(
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

function checkKept(life: Life, members: readonly Member[], mission: string | undefined, problems: Problems): void {
  const path: Path = [life.kind === 'law' ? 'life' : 'marginals'];
  if (failuresPerHour(life, mission) === undefined) {
    problems.report(path, 'shocks that do not come at random', 'mttf or survival, when the marginals are kept');
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

/** All that is struck from a component's own failure rate may not exceed it. */
function checkRatesLeft(
  causes: readonly CommonCause[],
  { components, mission }: Surroundings,
  problems: Problems,
): void {
  for (const component of components) {
    const own = failuresPerHour(component.life, mission);
    if (own === undefined) continue;
    let left = own;
    for (const [index, cause] of causes.entries()) {
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
