import type { LawText } from '../../../net/document.js';

/** How VMs are attacked and what is done about it, checked. */
export interface Plan {
  /** From when a VM runs with an open hole until an exploit of it succeeds; never when absent. */
  readonly exploit?: LawText;
  readonly policy: Policy;
}

export type Policy =
  | { readonly kind: 'run-on' | 'shut-down' }
  | { readonly kind: 'monitor-block'; readonly monitor: Monitor }
  | { readonly kind: 'monitor-crash'; readonly monitor: Monitor; readonly found: Finding; readonly isHalted: boolean };

export interface Monitor {
  /** From the disclosure; it always watches when absent. */
  readonly ready?: LawText;
  readonly detection: number;
  readonly falseAlarms?: LawText;
  readonly cost: number;
}

/** How a monitor finds what is compromised: each attack once, or not at all, or by scans. */
export type Finding =
  | { readonly by: 'symptoms'; readonly latency?: LawText }
  | { readonly by: 'scans'; readonly period: string };

export const monitorOf = ({ policy }: Plan): Monitor | undefined => ('monitor' in policy ? policy.monitor : undefined);

/** Whether VMs may be halted until they are patched. */
export const halts = ({ policy }: Plan): boolean =>
  policy.kind === 'shut-down' || (policy.kind === 'monitor-crash' && policy.isHalted);
