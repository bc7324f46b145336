import type { LawText } from '../../../net/document.js';
import type { Copying } from '../mechanism.js';
import type { PatchingDocument } from './schema.js';

/** How patches are applied, checked. */
export interface Plan {
  readonly apply?: LawText;
  /** The boot of each VM when absent. */
  readonly restart?: LawText;
  readonly isOneAtATime: boolean;
  /** Restarts take time, and their turn among all boots. */
  readonly restartWaits: boolean;
  /** From when a VM serves with a bad patch until it fails of it; absent when no patch is bad. */
  readonly failure?: LawText;
  /** How a copy takes over; in place when absent. */
  readonly swap?: Swap;
}

export interface Swap {
  readonly copy: Copying;
  /** Of its VM's capacity, what a copy takes while something is done to it. */
  readonly share: number;
  readonly clone?: LawText;
  readonly quarantine?: { readonly time: LawText; readonly detection: number };
  readonly transfer?: LawText;
  readonly takeover?: LawText;
  readonly draining?: LawText;
  readonly policy: NonNullable<PatchingDocument['when-original-fails']>;
}
