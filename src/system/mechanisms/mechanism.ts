import type { Path } from '../../config/problem.js';
import type { MeasureDocument } from '../../net/document.js';
import type { NetBuilder, WeightedWrites, Writes } from '../net-builder.js';
import type { Causes } from '../pieces/causes.js';
import type { LifeCycle } from '../pieces/life-cycle.js';
import type { Part } from '../pieces/part.js';
import type { Placement } from '../pieces/placement.js';
import type { Parts } from '../pieces/service-labels.js';
import type { State } from '../pieces/state.js';
import type { Problems } from '../read/problems.js';
import type { ComponentDocument, NodeDocument } from '../schema.js';
import type { Component, Hosts, ServerGroup, System } from '../system.js';
import type { MechanismWords } from './words.js';

/**
 * What is done to a system, or befalls it, beyond failures and their repair. Each mechanism contributes to the net by itself
 * and knows of no other; what they share are the components' places, the slots of the VMs and the order of priorities.
 */
export interface Mechanism {
  /** The key that it is written under. */
  readonly name: string;
  /** What it is charged with when it takes the service down, each with the layer it strikes at; see `causeLevels`. */
  readonly causes?: ReadonlyMap<string, number>;
  /** Ids of components that it makes fail. */
  readonly fails?: ReadonlySet<string>;
  /** Those of them that do not fail otherwise. */
  readonly failsAlone?: ReadonlySet<string>;
  /** Verbs of the activities by which it makes a server fail by itself. */
  failsBy?(server: Component): readonly string[];
  /** It takes components down and brings them back, even where nothing is repaired. */
  readonly restores?: boolean;
  /** What it does is tied to given times or is done once: it has no part in the long run. */
  readonly isPassing?: boolean;
  /** Ids of the VMs that it keeps in two slots. */
  readonly slotted?: ReadonlySet<string>;
  /** How the story of a trial tells what it does. */
  readonly words?: MechanismWords;
  /** Reports what does not fit to the whole system, of which everything else is sound. */
  check?(system: System, problems: Problems): void;
  /** States that it adds to a component. */
  states?(component: Component): readonly State[];
  /** The share of its capacity that a server which serves loses by it, as an expression; of each member that is `starred`. */
  capacityCost?(server: Part, lowering: Lowering): string | undefined;
  /** Work that servers lose to it, or by what it knows of. */
  readonly lostWork?: LostWork;
  /** What else must hold for a server that is up to serve. */
  serves?(server: Part, lowering: Lowering): string | undefined;
  /** How fast the component's own failures come, as a multiple of their usual speed. */
  stress?(cycle: LifeCycle, lowering: Lowering): string | undefined;
  /** When the loss of the layer below does not take the component down. */
  spares?(cycle: LifeCycle, below: Part): readonly string[];
  /** The state in which the component starts when the layer below is back; that of its boot when absent. */
  startsAs?(cycle: LifeCycle): State;
  /** When a host, an expression of its number, takes no VMs though its layers are up. */
  closes?(host: string): readonly string[];
  /** When a service that is delivered is unsafe since an attacker has a hand in it. */
  unsafe?(lowering: Lowering): string;
  /** What is written when a copy of what is in one slot is begun in the other: a clone of it, or a clean image. */
  copied?(original: Part, copy: Part, how: Copying): Writes;
  /** What is written when a component crashes by itself. */
  crashed?(cycle: LifeCycle): Writes;
  /** What is written when an attacker gets into a server by himself. */
  compromised?(cycle: LifeCycle): Writes;
  /** When an attacker who is already beside a server can get into it, and what that leads to. */
  invaded?(cycle: LifeCycle, lowering: Lowering): Invasion;
  /** Adds its places, activities, labels and rewards. */
  declare(lowering: Lowering): void;
  /** Its standard measures. `average` is in the long run where there is one, else up to the horizon. */
  measures?(average: (of: string) => MeasureDocument): Readonly<Record<string, MeasureDocument>>;
}

/** Work that is lost, `to` what: by servers' worth of it at a rate, an expression, or passages each of which loses so much. */
export type LostWork = { readonly to: string } & (
  | { readonly kind: 'rate'; readonly rate: string }
  | { readonly kind: 'passages'; readonly spans: readonly string[] }
);

export interface Invasion {
  readonly when: string;
  readonly outcome: Writes | readonly WeightedWrites[];
}

/** A clone holds what its original holds, compromises included; a clean image holds no more than the image's holes. */
export type Copying = 'clone' | 'clean';

/** A system on its way to a net. */
export interface Lowering {
  readonly net: NetBuilder;
  readonly system: System;
  readonly parts: Parts;
  /** One for each part, each slot of a VM its own. */
  readonly cycles: readonly LifeCycle[];
  readonly causes: Causes;
  /** What holds when one more server may boot beside this one; undefined when it always may. */
  mayBoot(server: Part): string | undefined;
  /** Where VMs are when there are several hosts. */
  readonly placement: Placement | undefined;
  /** The layer that a component stands on, as it is read there: `hypervisor(host)`, or `hypervisor(vm.at(i))`; none for hardware. */
  below(part: Part): Part | undefined;
}

/** A system with what is done to it. */
export interface MechanisedSystem extends System {
  readonly mechanisms?: readonly Mechanism[];
}

export function mechanismsOf(system: System): readonly Mechanism[] {
  const { mechanisms }: MechanisedSystem = system;
  return mechanisms ?? [];
}

/** What mechanisms add to a component's states. */
export function addedStates(system: System, component: Component): readonly State[] {
  return [...new Set(mechanismsOf(system).flatMap((mechanism) => mechanism.states?.(component) ?? []))];
}

/** What mechanisms write when a component crashes by itself. */
export function crashWrites(system: System, cycle: LifeCycle): Writes {
  return Object.assign({}, ...mechanismsOf(system).map((mechanism) => mechanism.crashed?.(cycle)));
}

/** What mechanisms write when an attacker gets into a server by himself. */
export function compromiseWrites(system: System, cycle: LifeCycle): Writes {
  return Object.assign({}, ...mechanismsOf(system).map((mechanism) => mechanism.compromised?.(cycle)));
}

/** Whether a VM has two slots. */
export function isSlotted(system: System, { id }: Component): boolean {
  return mechanismsOf(system).some((mechanism) => mechanism.slotted?.has(id));
}

/** How a mechanism is read; `registry.ts` lists them all, and `keys.ts` what they are written under. */
export interface MechanismKind {
  /** Names of what it may be charged with. */
  readonly causes?: readonly string[];
  /** The mechanisms of a node, none when it has none or they are not usable; reports what does not fit. */
  read(node: MechanismNode, problems: Problems): readonly Mechanism[];
}

/** The node that mechanisms are read for. */
export interface MechanismNode {
  readonly usable: Partial<NodeDocument>;
  /** Whether a key is written, usable or not. */
  has(key: keyof NodeDocument): boolean;
  /** The layers and the servers as they are written. */
  readonly written: readonly WrittenComponent[];
  readonly layers: readonly Component[];
  /** Undefined when one of them is not usable. */
  readonly servers: readonly ServerGroup[] | undefined;
  /** Undefined when it is one machine. */
  readonly hosts: Hosts | undefined;
}

export interface WrittenComponent {
  readonly document: ComponentDocument;
  /** Absent when it is not usable. */
  readonly component?: Component;
  readonly path: Path;
}
