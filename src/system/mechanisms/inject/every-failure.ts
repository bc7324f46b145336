import type { NetDocument } from '../../../net/document.js';
import { lowerSystem, partsOf } from '../../lower.js';
import { membersOf } from '../../pieces/part.js';
import type { System } from '../../system.js';
import { copiesFail, type Fault } from './fault.js';
import { Injection, withInjection, withoutInjection } from './inject.js';

/** A net that has an activity for the failure of each component, which may fire at any time and strikes only what runs. */
export interface EveryFailure {
  readonly document: NetDocument;
  readonly failures: readonly Failure[];
}

export interface Failure {
  /** Name of the activity. */
  readonly id: string;
  /** Id of the component, and its number in its family. */
  readonly of: string;
  readonly member?: number;
  readonly isFunction: boolean;
  /** What a slot holds beside the VM, in its stead. */
  readonly isCopy: boolean;
}

/** Every component, each of a family by itself, the function in each VM, and the copies that can fail. */
export function everyFailure(system: System): EveryFailure {
  const bare = withoutInjection(system);
  const { layers, onTop, servers } = partsOf(bare);
  const own = [...layers, ...onTop, ...servers].filter(({ id, component }) => id === component.id);
  const failures = own.flatMap((part) =>
    membersOf(part).flatMap(({ component, index }) => {
      const isServer = servers.includes(part);
      const failure = { of: component.id, ...(index === undefined ? {} : { member: Number(index) }) };
      return [
        { ...failure, isFunction: false, isCopy: false },
        ...(isServer && bare.function?.in === 'vms' ? [{ ...failure, isFunction: true, isCopy: false }] : []),
        ...(copiesFail(bare, component) ? [{ ...failure, isFunction: false, isCopy: true }] : []),
      ];
    }),
  );
  const numbered = failures.map((failure, index): Failure => ({ ...failure, id: `inject.${index + 1}` }));
  const faults = numbered.map(
    ({ id, of, member, isFunction, isCopy }): Fault => ({
      id,
      occasion: { kind: 'at', times: ['1 h'] },
      target: { text: of, ids: [of], isFunction, isCopy, ...(member === undefined ? {} : { member }) },
      mode: 'own',
    }),
  );
  return { document: lowerSystem(withInjection(bare, new Injection(faults))), failures: numbered };
}
