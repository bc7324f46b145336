import type { Path } from '../../config/problem.js';
import type { Mechanism, WrittenComponent } from '../mechanisms/mechanism.js';
import { readMechanisms } from '../mechanisms/registry.js';
import type { ComponentDocument, NodeDocument } from '../schema.js';
import type { CommonCause, Component, Hosts, ServerGroup, Service, ServiceFunction } from '../system.js';
import { readCommonCauses } from './common-cause.js';
import { readComponent } from './component.js';
import { readHosts } from './hosts.js';
import type { Problems } from './problems.js';
import { readServers, serverDocuments } from './servers.js';
import { readService } from './service.js';
import { checkStructure } from './structure.js';

/** The part of a system that a baseline has too. */
export interface Node {
  readonly independent: boolean;
  readonly layers: readonly Component[];
  readonly servers: readonly ServerGroup[];
  readonly function?: ServiceFunction;
  readonly service: Service;
  readonly hosts?: Hosts;
  readonly bootsAtOnce?: number;
  readonly commonCauses: readonly CommonCause[];
  readonly mechanisms?: readonly Mechanism[];
}

/** What of a document is written, and what of that the schema accepts. */
export interface WrittenNode {
  readonly usable: Partial<NodeDocument>;
  has(key: keyof NodeDocument): boolean;
  /** Whether a key is missing: one that was misspelt is not, and has been reported as that. */
  lacks(key: keyof NodeDocument): boolean;
}

const LAYERS = ['hardware', 'hypervisor', 'dom0', 'host-os', 'vmm'] as const;

/** The node that a document describes as far as it is usable; reports what does not fit together. */
export function readNode({ usable, has, lacks }: WrittenNode, mission: string | undefined, problems: Problems): Node {
  checkStructure({ has, lacks }, problems);
  const writtenLayers = LAYERS.flatMap((name) => {
    const document = usable[name];
    const layer = document && readComponent(document, { name }, mission, problems.below(name));
    return document === undefined ? [] : [writtenComponent(document, layer, [name])];
  });
  const layers = writtenLayers.flatMap(({ component }) => (component === undefined ? [] : [component]));
  for (const name of LAYERS) refuseValueFailures(name, usable[name], problems.below(name));
  const servers = readServers(usable, mission, problems);
  const serviceFunction = readFunction(usable, mission, problems);
  const service = readService(usable.service ?? {}, servers, problems.below('service'));
  const functionOnTop = serviceFunction?.in === 'hypervisor' ? [serviceFunction.component] : [];
  const hosts = readHosts(usable, servers, problems);
  const surroundings = {
    mission,
    hosts: hosts?.count ?? 1,
    components: [...layers, ...functionOnTop, ...(servers ?? [])],
    servers: servers ?? [],
  };
  // A component that could not be read would be reported as unknown.
  const isWhole = servers !== undefined && layers.length === LAYERS.filter((name) => !lacks(name)).length;
  const commonCauses = isWhole
    ? readCommonCauses(usable['common-cause'] ?? [], surroundings, problems.below('common-cause'))
    : [];
  const writtenServers = serverDocuments(usable).map(({ document, path }, index) =>
    writtenComponent(document, servers?.[index], path),
  );
  const written = [...writtenLayers, ...writtenServers];
  const mechanisms = readMechanisms({ usable, has, written, layers, servers, hosts }, problems);
  const bootsAtOnce = usable['boots-at-once'];
  checkBoots(usable, servers, problems);
  return {
    independent: usable.independent ?? false,
    layers,
    servers: servers ?? [],
    ...(serviceFunction === undefined ? {} : { function: serviceFunction }),
    service,
    ...(hosts === undefined ? {} : { hosts }),
    ...(bootsAtOnce === undefined ? {} : { bootsAtOnce }),
    commonCauses,
    ...(mechanisms.length === 0 ? {} : { mechanisms }),
  };
}

function writtenComponent(document: ComponentDocument, component: Component | undefined, path: Path): WrittenComponent {
  return { document, path, ...(component === undefined ? {} : { component }) };
}

function readFunction(
  usable: Partial<NodeDocument>,
  mission: string | undefined,
  problems: Problems,
): ServiceFunction | undefined {
  const document = usable.function;
  if (document === undefined) return undefined;
  const below = problems.below('function');
  const component = readComponent(document, { name: 'function' }, mission, below);
  if (document.in === 'vms') {
    for (const key of ['detection', 'repair', 'mttr', 'boot'] as const) {
      if (document[key] !== undefined)
        below.reportKey([key], `${key} of a function in the VMs`, `${key} of the VMs: it is restored with its VM`);
    }
  } else {
    refuseValueFailures('function', document, below);
  }
  return component && { in: document.in, component };
}

function refuseValueFailures(name: string, document: NodeDocument['hypervisor'], problems: Problems): void {
  if (document?.['value-failures'] === undefined) return;
  const need = 'value-failures of the VMs or the software, which give the answers';
  problems.reportKey(['value-failures'], `value failures of the ${name}`, need);
}

function checkBoots(
  usable: Partial<NodeDocument>,
  servers: readonly ServerGroup[] | undefined,
  problems: Problems,
): void {
  const boots = usable['boots-at-once'];
  if (boots === undefined || usable.software !== undefined) return;
  if (usable.independent === true)
    problems.reportKey(['boots-at-once'], 'boots that wait for each other', 'independent: false');
  if (servers?.every((group) => group.boot === undefined)) {
    problems.reportKey(
      ['boots-at-once'],
      `${boots} of VMs that take no time to boot`,
      'boot of the VMs, like boot: 2 min',
    );
  }
}
