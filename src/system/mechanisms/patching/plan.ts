import type { LawText } from '../../../net/document.js';

/** How patches are applied, checked. */
export interface Plan {
  readonly apply?: LawText;
  /** The boot of each VM when absent. */
  readonly restart?: LawText;
  readonly isOneAtATime: boolean;
  /** From when a VM serves with a bad patch until it fails of it; absent when no patch is bad. */
  readonly failure?: LawText;
}
