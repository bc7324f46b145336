import { lawProblems } from '../../law.js';
import { hoursOf } from '../../net-time.js';
import { isNoTime } from '../../pieces/timing.js';
import type { Problems } from '../../read/problems.js';
import type { ServerGroup } from '../../system.js';
import type { MechanismNode } from '../mechanism.js';
import { chanceOf, checkByAge, rebootOf } from './by-age.js';
import type { Plan, Reincarnation, Subjects } from './plan.js';
import type { RejuvenationDocument } from './schema.js';
import type { Vacating } from './vacate.js';

/** The rejuvenations of a node as far as they are usable; reports what does not fit together. */
export function readPlans(
  document: RejuvenationDocument | readonly RejuvenationDocument[],
  node: MechanismNode,
  problems: Problems,
): readonly Plan[] {
  if (!isList(document)) return readPlan(document, { node, isAlone: true }, problems);
  const seen = new Set<string>();
  return document.flatMap((one, index) => {
    const of = targetOf(one, node);
    if (seen.has(of)) problems.report([index], `a second rejuvenation of ${of}`, 'each component once');
    seen.add(of);
    return readPlan(one, { node, isAlone: document.length === 1 }, problems.below(index));
  });
}

interface Context {
  readonly node: MechanismNode;
  readonly isAlone: boolean;
}

function readPlan(document: RejuvenationDocument, { node, isAlone }: Context, problems: Problems): readonly Plan[] {
  const of = targetOf(document, node);
  const subjects = subjectsOf(of, document, node, problems);
  checkReincarnation(document, subjects, problems);
  checkStagger(document, subjects, node.hosts?.count ?? 1, problems);
  checkEvery(document, problems);
  checkByAge(document, subjects, node, problems);
  checkVacating(document, subjects, node, problems);
  if (subjects === undefined) return [];
  const isLayer = subjects.kind === 'layer';
  const id = isLayer ? subjects.layer.id : of;
  return [
    {
      prefix: isAlone ? 'rejuvenation' : `rejuvenation.${id}`,
      cause: isLayer && !isAlone ? `rejuvenation.${of}` : 'rejuvenation',
      level: isLayer ? node.layers.indexOf(subjects.layer) : node.layers.length,
      every: document.every,
      stagger: staggerOf(document, subjects, node.hosts?.count ?? 1),
      subjects,
      how: document.how === 'reincarnation' ? reincarnationOf(document) : rebootOf(document),
      ...(document.chance === undefined ? {} : { chance: chanceOf(document.chance) }),
    },
  ];
}

function targetOf({ of }: RejuvenationDocument, { usable }: MechanismNode): string {
  return of ?? (usable.software === undefined ? 'vms' : 'software');
}

function subjectsOf(
  of: string,
  document: RejuvenationDocument,
  { usable, layers, servers }: MechanismNode,
  problems: Problems,
): Subjects | undefined {
  if (of !== 'vms' && of !== 'software') {
    const layer = layers.find(({ name }) => name === of);
    if (layer !== undefined) return { kind: 'layer', layer, ...vacatingOf(document) };
    // A layer that is there and not usable is reported elsewhere.
    if (usable[of as 'hypervisor'] === undefined) problems.report(['of'], of, targetNeed(layers, usable));
    return undefined;
  }
  if (servers === undefined) return undefined;
  if (servers.some(({ name }) => name === 'software') !== (of === 'software')) {
    problems.report(['of'], of, targetNeed(layers, usable));
    return undefined;
  }
  return { kind: 'servers', groups: servers };
}

function targetNeed(layers: MechanismNode['layers'], { software }: MechanismNode['usable']): string {
  const names = layers.map(({ name }) => name).filter((name) => name !== 'hardware');
  return `one of ${[software === undefined ? 'vms' : 'software', ...names].join(', ')}`;
}

const REINCARNATION_KEYS = ['boot-work', 'boot-share', 'policy'] as const;

function checkReincarnation(document: RejuvenationDocument, subjects: Subjects | undefined, problems: Problems): void {
  if (document.how !== 'reincarnation') {
    for (const key of REINCARNATION_KEYS.filter((candidate) => document[candidate] !== undefined)) {
      problems.reportKey([key], `${key} of a reboot`, `no ${key}, or how: reincarnation`);
    }
    return;
  }
  const work = document['boot-work'];
  if (work !== undefined) problems.all.push(...lawProblems(work, [...problems.at, 'boot-work']));
  if (typeof work === 'string' && hoursOf(work) === 0)
    problems.report(['boot-work'], `'${work}'`, 'a boot that takes time');
  if (document['boot-share'] === undefined) {
    problems.report([], 'a reincarnation without boot-share', 'boot-share, like boot-share: 0.2');
  }
  const isOfVms = subjects?.kind === 'servers' && subjects.groups.every(({ name }) => name !== 'software');
  if (subjects !== undefined && !isOfVms) problems.report(['how'], 'a reincarnation of what is no VM', 'how: reboot');
  else if (
    work === undefined &&
    subjects?.kind === 'servers' &&
    subjects.groups.some(({ boot }) => boot === undefined)
  ) {
    problems.report([], 'a reincarnation that takes no time to boot', 'boot-work here, or boot of the VMs');
  }
}

function checkStagger(
  { stagger, every }: RejuvenationDocument,
  subjects: Subjects | undefined,
  hosts: number,
  problems: Problems,
): void {
  if (stagger === undefined || subjects === undefined) return;
  const count = memberCount(subjects, hosts);
  if (typeof every !== 'string') {
    problems.reportKey(['stagger'], 'a stagger of what follows no calendar', 'every as a plain duration');
  } else if (count === 1) problems.reportKey(['stagger'], 'a stagger of one component', 'no stagger');
  else if (typeof stagger === 'string' && (count - 1) * hoursOf(stagger) >= hoursOf(every)) {
    problems.report(['stagger'], `${count} turns ${stagger} apart`, `less than ${every} from the first to the last`);
  }
}

function checkEvery({ every }: RejuvenationDocument, problems: Problems): void {
  problems.all.push(...lawProblems(every, [...problems.at, 'every']));
  if (isNoTime(every)) problems.report(['every'], `'${every}'`, 'a duration longer than 0');
}

function staggerOf({ stagger }: RejuvenationDocument, subjects: Subjects, hosts: number): Plan['stagger'] {
  if (stagger === false || memberCount(subjects, hosts) === 1) return 'together';
  return typeof stagger === 'string' ? { apart: stagger } : 'evenly';
}

const memberCount = (subjects: Subjects, hosts: number): number =>
  subjects.kind === 'layer' ? hosts : countOf(subjects.groups);

function vacatingOf({ vms, save, resume }: RejuvenationDocument): { readonly vacating?: Vacating } {
  if (vms === 'evacuate') return { vacating: { kind: 'evacuate' } };
  if (vms !== 'suspend') return {};
  const times = { ...(save === undefined ? {} : { save }), ...(resume === undefined ? {} : { resume }) };
  return { vacating: { kind: 'suspend', ...times } };
}

function checkVacating(
  document: RejuvenationDocument,
  subjects: Subjects | undefined,
  { usable, layers, hosts }: MechanismNode,
  problems: Problems,
): void {
  const { vms } = document;
  for (const key of ['save', 'resume'] as const) {
    const law = document[key];
    if (law === undefined) continue;
    problems.all.push(...lawProblems(law, [...problems.at, key]));
    if (vms !== 'suspend') problems.reportKey([key], `${key} without vms: suspend`, `no ${key}, or vms: suspend`);
  }
  if (vms === undefined || subjects === undefined) return;
  if (subjects.kind === 'servers') {
    problems.reportKey(['vms'], 'vms of a rejuvenation of VMs', 'of: a layer below them');
    return;
  }
  if (usable.independent === true) problems.reportKey(['vms'], 'VMs that stand on nothing', 'independent: false');
  if (vms === 'evacuate' && (hosts === undefined || usable.migration === undefined)) {
    problems.report(['vms'], 'evacuate', 'hosts and migration, to move the VMs to another host');
  }
  const isTop = layers.at(-1)?.id === subjects.layer.id;
  if (vms === 'suspend' && !isTop) {
    problems.report(['vms'], `suspend on the ${subjects.layer.name}`, 'the layer that the VMs stand on, or shut-down');
  }
}

function reincarnationOf(document: RejuvenationDocument): Reincarnation {
  const { 'boot-work': work, 'boot-share': share = 1, policy = 'promote' } = document;
  return { kind: 'reincarnation', share, policy, ...(work === undefined ? {} : { work }) };
}

const countOf = (groups: readonly ServerGroup[]): number => groups.reduce((total, { count }) => total + count, 0);

const isList = (
  document: RejuvenationDocument | readonly RejuvenationDocument[],
): document is readonly RejuvenationDocument[] => Array.isArray(document);
