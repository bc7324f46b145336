import type { LawText } from '../../../net/document.js';
import type { Calendar } from '../../pieces/calendar.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import type { Component, ServerGroup } from '../../system.js';
import type { Lowering } from '../mechanism.js';
import type { RejuvenationDocument } from './schema.js';
import type { Vacating } from './vacate.js';

/** A rejuvenation whose numbers and structure have been checked. */
export interface Plan extends Calendar {
  /** What an outage is charged to. */
  readonly cause: string;
  readonly level: number;
  readonly subjects: Subjects;
  readonly how: Reboot | Reincarnation;
  /** That a turn is taken, by age; always when absent. */
  readonly chance?: ByAge<number>;
}

export interface ByAge<T> {
  readonly robust: T;
  readonly probable: T;
}

export interface Reboot {
  readonly kind: 'reboot';
  /** The boot of each when absent. */
  readonly time?: LawText | ByAge<LawText>;
}

/** Its turns follow no calendar: each comes some time after the last boot or turn. */
export const isTimer = ({ every }: Plan): boolean => typeof every === 'object';

export const isByAge = (time: NonNullable<Reboot['time']>): time is ByAge<LawText> =>
  typeof time === 'object' && 'probable' in time;

/** The groups of servers that take turns, or one layer, which may be vacated before. */
export type Subjects =
  | { readonly kind: 'servers'; readonly groups: readonly ServerGroup[] }
  | { readonly kind: 'layer'; readonly layer: Component; readonly vacating?: Vacating };

export interface Reincarnation {
  readonly kind: 'reincarnation';
  /** The boot of each VM when absent. */
  readonly work?: LawText;
  readonly share: number;
  readonly policy: NonNullable<RejuvenationDocument['policy']>;
}

export function componentsOf({ subjects }: Plan): readonly Component[] {
  return subjects.kind === 'servers' ? subjects.groups : [subjects.layer];
}

/** The life cycles of all its members, both slots of a VM that has two. */
export function cyclesOf({ cycles }: Lowering, plan: Plan): readonly LifeCycle[] {
  const ids = new Set(componentsOf(plan).map(({ id }) => id));
  return cycles.filter(({ part }) => ids.has(part.component.id));
}
