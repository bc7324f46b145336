import type { NetBuilder } from '../net-builder.js';
import type { Hosts, System } from '../system.js';
import { memberPlace, type Part } from './part.js';

/** How many hosts a system has. */
export const hostCount = ({ hosts }: System): number => hosts?.count ?? 1;

/** `vm.at(i)`: the number of the host that a VM is on, from 1; each of its slots has one. */
export const hostOf = (server: Part): string => memberPlace(server, 'at');

/** A layer as it is on a host: the part of `hypervisor(vm.at(i))`. */
export const layerOn = (layer: Part, host: string): Part =>
  layer.index === undefined ? layer : { ...layer, index: host };

/**
 * Declares on which host each VM is at first: spread over the hosts in turn, or as many on each host as there is room before
 * the next is used. `earlier` counts the VMs before this group's first.
 */
export function declarePlacement(net: NetBuilder, server: Part, { count, placement }: Hosts, earlier: number): void {
  const number = server.index === undefined ? '0' : `${earlier === 0 ? '' : `${earlier} + `}${server.index} - 1`;
  const hosts = net.constant('hosts.count', count);
  const initial =
    placement === 'spread'
      ? `(${number}) % ${hosts} + 1`
      : `min(floor((${number}) / ${net.constant('hosts.room', placement.room)}) + 1, ${hosts})`;
  net.place(hostOf(server), { initial, min: 1, max: hosts });
}
