import { quoted } from '../../config/found.js';
import { suggestion } from '../../config/suggestion.js';
import type { MechanismNode } from '../mechanisms/mechanism.js';
import type { Component, ServerGroup } from '../system.js';
import type { Problems } from './problems.js';

/** Some components of a system: `hypervisor 2`, `vms`, `function`. */
export interface Reference {
  /** As it was written. */
  readonly text: string;
  /** Ids of the components that are meant. */
  readonly ids: readonly string[];
  /** The member of a family that is meant, from 1; all of them when absent. */
  readonly member?: number;
  /** The function inside the VMs that `ids` names. */
  readonly isFunction: boolean;
}

/** What may be referred to by one name. */
interface Named {
  readonly name: string;
  readonly ids: readonly string[];
  /** How many there are of it; undefined when they are not numbered. */
  readonly count?: number;
  readonly isFunction?: true;
}

/** The components that a text names, alone or with a number; reports a name that there is not. */
export function readReference(text: string, node: MechanismNode, problems: Problems): Reference | undefined {
  const known = knownNames(node);
  const [, name = text, digits] = /^(\S+)\s+(\d+)$/.exec(text.trim()) ?? [];
  const found = known.find((candidate) => candidate.name === name.trim());
  if (found === undefined) {
    // What is not usable is reported elsewhere.
    if (node.servers !== undefined) problems.report([], quoted(text), needOf(name, known));
    return undefined;
  }
  const { ids, count, isFunction = false } = found;
  const reference = { text: text.trim(), ids, isFunction };
  if (digits === undefined) return reference;
  const number = Number(digits);
  if (count === undefined) {
    problems.report([], quoted(text), `${name}, of which there is no second one`);
    return undefined;
  }
  if (number < 1 || number > count) {
    problems.report([], quoted(text), count === 1 ? `${name} 1` : `${name} 1 to ${name} ${count}`);
    return undefined;
  }
  return { ...reference, member: number };
}

function knownNames({ usable, layers, servers = [], hosts }: MechanismNode): readonly Named[] {
  const vms = servers.filter(({ name }) => name !== 'software');
  const functionIn = usable.function?.in;
  return [
    ...layers.map((layer) => numbered(layer.name, layer, hosts?.count)),
    ...servers.map((server) => numbered(server.name, server, server.family ? server.count : undefined)),
    ...(vms.length === 0 ? [] : [{ name: 'vms', ids: vms.map(({ id }) => id) }]),
    ...(functionIn === undefined ? [] : [functionNamed(functionIn, vms)]),
  ];
}

const numbered = (name: string, component: Component, count: number | undefined): Named => ({
  name,
  ids: [component.id],
  ...(count === undefined ? {} : { count }),
});

/** The function in the hypervisor is a component of its own; that in the VMs fails with its VM. */
function functionNamed(functionIn: 'vms' | 'hypervisor', vms: readonly ServerGroup[]): Named {
  if (functionIn === 'hypervisor') return { name: 'function', ids: ['function'] };
  const [only, ...others] = vms;
  const count = only?.family === true && others.length === 0 ? { count: only.count } : {};
  return { name: 'function', ids: vms.map(({ id }) => id), isFunction: true, ...count };
}

function needOf(name: string, known: readonly Named[]): string {
  const names = known.map((candidate) => candidate.name);
  const meant = suggestion(name, names);
  return meant === undefined ? `one of ${names.join(', ')}` : `${meant} (did you mean that?)`;
}
