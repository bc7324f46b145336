import { quoted } from '../../config/found.js';
import { suggestion } from '../../config/suggestion.js';
import type { CommonCauseDocument } from '../schema.js';
import type { Component, ServerGroup } from '../system.js';
import type { Problems } from './problems.js';

/** What can be struck; servers come in a count. */
export type Member = Component & Partial<ServerGroup>;

/** What a common cause can strike, and what it needs to know of the system. */
export interface Surroundings {
  readonly mission: string | undefined;
  /** Layers, the function in the hypervisor and servers. */
  readonly components: readonly Member[];
  readonly servers: readonly Member[];
  /** How many there are of each layer. */
  readonly hosts: number;
}

/** Whether a cause strikes the VMs of each image by themselves. */
export const isByImage = (among: readonly string[]): boolean => among.includes(IMAGES);

/** The VMs of each image, with the name of the cause that strikes them; what has no image shares none. */
export function imagesOf(
  members: readonly Member[],
  cause: string,
): readonly { readonly name: string; readonly members: readonly Member[] }[] {
  const images = new Map<string, readonly Member[]>();
  for (const member of members) {
    const image = member.image ?? member.name;
    images.set(image, [...(images.get(image) ?? []), member]);
  }
  return [...images].map(([image, installed]) => ({ name: `${cause}.${image}`, members: installed }));
}

const IMAGES = 'images';

/** The components that `among` names; `vms` are all servers, and so are `images`, each by itself. */
export function readMembers(
  among: readonly string[],
  surroundings: Surroundings,
  problems: Problems,
): readonly Member[] {
  if (isByImage(among) && among.length > 1) {
    const other = among.findIndex((name) => name !== IMAGES);
    if (other !== -1) problems.report([other], `${among[other]} beside images`, 'images alone');
  }
  const members = new Set<Member>();
  for (const [index, name] of among.entries()) {
    const named = componentsNamed(name, surroundings);
    if (named.length === 0) problems.report([index], quoted(name), componentNeed(name, surroundings));
    else if (named.some((member) => members.has(member)))
      problems.report([index], `${quoted(name)} again`, 'each component once');
    for (const member of named) members.add(member);
  }
  const count = [...members].reduce((total, member) => total + (member.count ?? surroundings.hosts), 0);
  if (members.size > 0 && count < 2) problems.report([], 'one component', 'at least two, which then fail together');
  return [...members];
}

function componentsNamed(name: string, { components, servers }: Surroundings): readonly Member[] {
  if (name === 'vms' || name === IMAGES) return servers.filter((server) => server.name !== 'software');
  return components.filter((component) => component.name === name && component.name !== 'vm');
}

function componentNeed(name: string, { components }: Surroundings): string {
  const names = components.map(nameOf);
  const meant = suggestion(name, names);
  return meant === undefined ? `one of ${names.join(', ')}` : `${meant} (did you mean that?)`;
}

/** As the user writes it. */
export const nameOf = ({ name }: Member): string => (name === 'vm' ? 'vms' : name);

/** The probabilities of being hit, by id. */
export function readHits(
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
