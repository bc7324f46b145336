import type { System } from '../../../system/system.js';

/** The row of the table of closed forms that a system is an instance of. */
export interface ServiceForm {
  readonly id: 'NV' | 'n' | 'C1' | 'C2' | '2of3' | 'k-of-n' | 'shock';
  readonly formula: string;
}

const GROUPS = {
  any: '1 - prod_i (1 - R_Mi)',
  twoOfThree: '3 R_M^2 - 2 R_M^3',
  kOfN: 'P(at least k of the n VMs work)',
};

export function serviceForm(system: System): ServiceForm {
  const below = system.layers.map((layer) => SYMBOLS.get(layer.name) ?? layer.name);
  const onTop = system.function?.in === 'hypervisor' ? ['R_F'] : [];
  const product = [...below, ...onTop].join(' ');
  if (system.commonCauses.length > 0) {
    return {
      id: 'shock',
      formula: `sum over the courses of the shocks of ${product} x [${group(system)}], given the course`,
    };
  }
  if (system.servers.every((server) => server.name === 'software')) return { id: 'NV', formula: `${product} R_M` };
  return { id: virtualisedId(system), formula: `${product} [${group(system)}]` };
}

const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['hardware', 'R_H'],
  ['hypervisor', 'R_V'],
  ['dom0', 'R_Dom0'],
  ['host-os', 'R_OS'],
  ['vmm', 'R_VMM'],
]);

function virtualisedId(system: System): ServiceForm['id'] {
  if (isTwoOfThree(system)) return '2of3';
  if (system.service.needs > 1) return 'k-of-n';
  if (system.function === undefined) return 'n';
  return system.function.in === 'vms' ? 'C1' : 'C2';
}

function group(system: System): string {
  if (isTwoOfThree(system)) return GROUPS.twoOfThree;
  const text = system.service.needs === 1 ? GROUPS.any : GROUPS.kOfN;
  return system.function?.in === 'vms' ? `${text}, R_Mi = R_f R_Mi'` : text;
}

function isTwoOfThree(system: System): boolean {
  const [only, ...others] = system.servers;
  return only?.count === 3 && others.length === 0 && system.service.needs === 2 && system.function === undefined;
}
