import type { LawText, MeasureDocument, RunDocument } from '../net/document.js';

/**
 * A system whose numbers and structure have been checked: what `parseSystem` gives and `lowerSystem` takes. Durations are
 * kept as the user wrote them.
 */
export interface System {
  readonly name: string;
  readonly mission?: string;
  readonly horizon: string;
  /** No component takes another down. */
  readonly independent: boolean;
  /** What the servers run on, each on the one before, hardware first. */
  readonly layers: readonly Component[];
  /** The VMs, or the one software machine of a node that is not virtualised. */
  readonly servers: readonly ServerGroup[];
  readonly function?: ServiceFunction;
  readonly service: Service;
  /** Several alike machines, each with all layers; one when absent. */
  readonly hosts?: Hosts;
  /** On each host. */
  readonly bootsAtOnce?: number;
  readonly commonCauses: readonly CommonCause[];
  readonly baseline?: System;
  /** Names of the standard measures to keep; all when absent. */
  readonly measuresKept?: readonly string[];
  readonly measuresAdded: Readonly<Record<string, MeasureDocument>>;
  readonly run?: RunDocument;
}

export interface Hosts {
  readonly count: number;
  /** On which host each VM is at first: on each in turn, or `room` VMs on a host before the next is used. */
  readonly placement: 'spread' | { readonly room: number };
}

export interface Component {
  /** As the user writes it: `host-os`. */
  readonly name: string;
  /** As a net writes it: `hostOs`. */
  readonly id: string;
  /** What the names of its constants begin with: `hostOs`, `vms.web`. */
  readonly prefix: string;
  readonly life: Life;
  /** Share of the failures that are wrong answers. */
  readonly valueFailures?: number;
  readonly age?: string;
  /** What VMs are installed from: those with the same image share its holes and its patches. The component's name when absent. */
  readonly image?: string;
  /** Never repaired when false; `detection` and `repair` are then absent. A stage that takes no time is absent. */
  readonly repaired: boolean;
  readonly detection?: Stage;
  readonly repair?: Stage;
  readonly boot?: Stage;
}

export type Life =
  | { readonly kind: 'mttf'; readonly mttf: string }
  /** An exponential life that outlasts `mission`, or the system's mission, with this probability. */
  | { readonly kind: 'reliability'; readonly reliability: number; readonly mission?: string }
  | { readonly kind: 'law'; readonly law: LawText };

/** `key` is what it was written under, which names its constants. */
export type Stage =
  | { readonly kind: 'exponential'; readonly key: 'mttr'; readonly mean: string }
  | { readonly kind: 'law'; readonly key: 'detection' | 'repair' | 'boot'; readonly law: LawText };

/** Identical servers, or one. */
export interface ServerGroup extends Component {
  readonly count: number;
  /** Written as a family `vm(i)`; a single server is not. */
  readonly family: boolean;
}

export type ServiceFunction =
  /** A part of each VM, which fails when either fails and is restored as one. */
  | { readonly in: 'vms'; readonly component: Component }
  /** A component on the topmost layer that the service needs. */
  | { readonly in: 'hypervisor'; readonly component: Component };

export interface Service {
  /** How many servers must be up; with voting, how many equal answers carry the vote. */
  readonly needs: number;
  readonly voting?: { readonly agree: number };
}

/** Failures of several components at once. */
export type CommonCause = {
  readonly name: string;
  readonly prefix: string;
  /** Layers, the function in the hypervisor and servers, by id. */
  readonly members: readonly string[];
} & (
  | { readonly kind: 'beta'; readonly beta: number }
  | {
      readonly kind: 'shock';
      /** Time between shocks. */
      readonly life: Life;
      /** Whether shocks are part of the members' given lives or come on top. */
      readonly marginals: 'kept' | 'added';
      /** Probability that a shock fails a member, by id; 1 when absent. */
      readonly hits: ReadonlyMap<string, number>;
    }
);
