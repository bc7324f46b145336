import type { Path } from '../../config/problem.js';
import type { MeasureDocument } from '../../net/document.js';
import type { NetBuilder } from '../net-builder.js';
import type { Causes } from '../pieces/causes.js';
import type { LifeCycle } from '../pieces/life-cycle.js';
import type { State } from '../pieces/part.js';
import type { Parts } from '../pieces/service-labels.js';
import type { Problems } from '../read/problems.js';
import type { ComponentDocument, NodeDocument } from '../schema.js';
import type { Component, ServerGroup, System } from '../system.js';

/**
 * What is done to a system, or befalls it, beyond failures and their repair. Each mechanism contributes to the net by itself
 * and knows of no other; what they share are the components' places, the slots of the VMs and the order of priorities.
 */
export interface Mechanism {
  /** What it is charged with when it takes the service down, each with the layer it strikes at; see `causeLevels`. */
  readonly causes?: ReadonlyMap<string, number>;
  /** Ids of components that it makes fail. */
  readonly fails?: ReadonlySet<string>;
  /** Those of them that do not fail otherwise. */
  readonly failsAlone?: ReadonlySet<string>;
  /** It takes components down and brings them back, even where nothing is repaired. */
  readonly restores?: boolean;
  /** Ids of the VMs that it keeps in two slots. */
  readonly slotted?: ReadonlySet<string>;
  /** States that it adds to a component. */
  states?(component: Component): readonly State[];
  /** The capacity that it costs, in servers, as an expression. */
  capacityCost?(lowering: Lowering): string | undefined;
  /** Adds its places, activities, labels and rewards. */
  declare(lowering: Lowering): void;
  /** Its standard measures. `average` is in the long run where there is one, else up to the horizon. */
  measures?(average: (of: string) => MeasureDocument): Readonly<Record<string, MeasureDocument>>;
}

/** A system on its way to a net. */
export interface Lowering {
  readonly net: NetBuilder;
  readonly system: System;
  readonly parts: Parts;
  /** One for each part, each slot of a VM its own. */
  readonly cycles: readonly LifeCycle[];
  readonly causes: Causes;
  /** What holds when one more server may boot; undefined when it always may. */
  mayBoot(): string | undefined;
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
  /** The layers and the servers as they are written. */
  readonly written: readonly WrittenComponent[];
  readonly layers: readonly Component[];
  /** Undefined when one of them is not usable. */
  readonly servers: readonly ServerGroup[] | undefined;
}

export interface WrittenComponent {
  readonly document: ComponentDocument;
  /** Absent when it is not usable. */
  readonly component?: Component;
  readonly path: Path;
}
