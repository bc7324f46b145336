import { quoted } from '../../config/found.js';
import type { Path } from '../../config/problem.js';
import { idOf } from '../id.js';
import type { ComponentDocument, NodeDocument, VmGroupDocument } from '../schema.js';
import type { ServerGroup } from '../system.js';
import { readComponent } from './component.js';
import { vmNameProblem } from './names.js';
import type { Problems } from './problems.js';

type Family = ComponentDocument & Pick<VmGroupDocument, 'image'> & { readonly count: number };

/** The VMs of a node, or its one software machine; undefined when one of them is not usable. */
export function readServers(
  usable: Partial<NodeDocument>,
  mission: string | undefined,
  problems: Problems,
): readonly ServerGroup[] | undefined {
  const { software, vms } = usable;
  if (vms !== undefined) return readVms(vms, mission, problems.below('vms'));
  const component = software && readComponent(software, { name: 'software' }, mission, problems.below('software'));
  return component && [{ ...component, count: 1, family: false }];
}

/** The software machine, the VMs or each group of them as they are written, in the order of `readServers`. */
export function serverDocuments({
  software,
  vms,
}: Partial<NodeDocument>): readonly { readonly document: ComponentDocument; readonly path: Path }[] {
  if (vms === undefined) return software === undefined ? [] : [{ document: software, path: ['software'] }];
  if (!isList(vms)) return [{ document: vms, path: ['vms'] }];
  return vms.map((document, index) => ({ document, path: ['vms', index] }));
}

/** Identical VMs, or a list of different ones. */
function readVms(
  document: Family | readonly VmGroupDocument[],
  mission: string | undefined,
  problems: Problems,
): readonly ServerGroup[] | undefined {
  if (!isList(document)) {
    const component = readComponent(document, { name: 'vm', prefix: 'vms' }, mission, problems);
    return component && [{ ...component, ...imageOf(document), count: document.count, family: true }];
  }
  const names: string[] = [];
  const groups = document.map((group, index) => {
    const name = group.name ?? `vm${index + 1}`;
    const fault = vmNameProblem(name, names);
    if (fault !== undefined) problems.report([index, 'name'], quoted(name), fault);
    names.push(name);
    const component = readComponent(group, { name, prefix: `vms.${idOf(name)}` }, mission, problems.below(index));
    return component && { ...component, ...imageOf(group), count: group.count ?? 1, family: group.count !== undefined };
  });
  return groups.every((group) => group !== undefined) ? groups : undefined;
}

const imageOf = ({ image }: Pick<VmGroupDocument, 'image'>): Pick<ServerGroup, 'image'> =>
  image === undefined ? {} : { image };

const isList = (document: Family | readonly VmGroupDocument[]): document is readonly VmGroupDocument[] =>
  Array.isArray(document);
