import { type MechanisedSystem, mechanismsOf } from '../mechanisms/mechanism.js';
import type { NetBuilder } from '../net-builder.js';
import type { Hosts, System } from '../system.js';
import { isIn, memberPlace, not, type Part } from './part.js';

/** How many hosts a system has. */
export const hostCount = ({ hosts }: System): number => hosts?.count ?? 1;

/** `vm.at(i)`: the number of the host that a VM is on, from 1; each of its slots has one. */
export const hostOf = (server: Part): string => memberPlace(server, 'at');

/** A layer as it is on a host: the part of `hypervisor(vm.at(i))`. */
export const layerOn = (layer: Part, host: string): Part =>
  layer.index === undefined ? layer : { ...layer, index: host };

/** On which of several hosts VMs are, and where they may go. */
export class Placement {
  /** Labels that are declared. */
  private readonly labelled = new Set<string>();
  private readonly count: string;

  constructor(
    private readonly net: NetBuilder,
    private readonly system: MechanisedSystem,
    readonly hosts: Hosts,
    /** The topmost layer, up only when all layers of its host are. */
    private readonly top: Part,
  ) {
    this.count = net.constant('hosts.count', hosts.count);
  }

  /** The host that a VM is on at first: on each in turn, or as many on each as there is room for before the next is used. */
  home(server: Part): string {
    const groups = this.system.servers;
    const before = groups.slice(
      0,
      groups.findIndex(({ id }) => id === server.component.id),
    );
    const earlier = before.reduce((total, { count }) => total + count, 0);
    const number = [
      ...(earlier === 0 ? [] : [earlier]),
      ...(server.index === undefined ? [] : [`${server.index} - 1`]),
    ];
    const position = number.length === 0 ? '0' : `(${number.join(' + ')})`;
    const { placement } = this.hosts;
    return placement === 'spread'
      ? `${position} % ${this.count} + 1`
      : `floor(${position} / ${this.net.constant('hosts.room', placement.room)}) + 1`;
  }

  /** Declares which host a VM's slot is on, or another place for the number of a host that is this at first. */
  declare(server: Part, place = hostOf(server)): void {
    this.net.place(place, { initial: this.home(server), min: 1, max: this.count });
  }

  /** Whether a host takes VMs, as an expression in brackets; `host` is an expression of its number. */
  isOpen(host: string): string {
    const closed = mechanismsOf(this.system).flatMap((mechanism) => mechanism.closes?.(host) ?? []);
    return `(${[isIn(layerOn(this.top, host), 'up'), ...closed.map(not)].join(' && ')})`;
  }

  /** How many hosts take VMs, as an expression. */
  get openCount(): string {
    return `sum${this.isOpen('*')}`;
  }

  /** The number of the next host, from that of a VM on and around, that takes VMs and is another; 0 if none does. */
  next(server: Part): string {
    const label = memberPlace(server, 'nextHost');
    if (this.labelled.has(label)) return label;
    this.labelled.add(label);
    const others = Array.from({ length: this.hosts.count - 1 }, (_, step) => this.after(server, step));
    this.net.label(
      label,
      others.reduceRight((rest, host) => `if(${this.isOpen(host)}, ${host}, ${rest})`, '0'),
    );
    return label;
  }

  /** The number of the host after that of a VM, and `more` further on. */
  after(server: Part, more = 0): string {
    return `${more === 0 ? hostOf(server) : `(${hostOf(server)} + ${more})`} % ${this.count} + 1`;
  }
}
