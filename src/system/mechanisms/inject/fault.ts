import type { LifeCycle } from '../../pieces/life-cycle.js';
import { membersOf, type Part } from '../../pieces/part.js';
import { failsIn, isBeside } from '../../pieces/state.js';
import type { Reference } from '../../read/component-reference.js';
import type { Component, System } from '../../system.js';
import { addedStates, type Lowering } from '../mechanism.js';

/** A fault that is injected, its words checked. */
export interface Fault {
  /** What its names in the net begin with: `inject.1`. */
  readonly id: string;
  readonly occasion: Occasion;
  readonly target: Target;
  readonly mode: Mode;
}

/** Without a mode, as the component's own failures. */
export type Mode = 'own' | 'crash' | 'hang' | 'value' | 'compromise';

export interface Target extends Reference {
  /** What a slot holds beside the VM, in its stead. */
  readonly isCopy: boolean;
}

export type Occasion =
  | { readonly kind: 'at'; readonly times: readonly string[] }
  | { readonly kind: 'on'; readonly entered: Entered; readonly every: boolean };

/** A state, of a component or of a place of the net. */
export interface Entered {
  readonly of: { readonly component: Reference } | { readonly place: string };
  /** As a user writes it: `failure-probable`. */
  readonly state: string;
}

/** One component that is struck, or a slot of it. */
export interface Struck {
  readonly cycle: LifeCycle;
  /** What fails: the component, or the function in it. */
  readonly of: Component;
  /** What this is charged to. */
  readonly cause: string;
}

/** The life cycles of what a reference means, each member of a family and each slot of a VM by itself. */
export function cyclesOf({ cycles }: Pick<Lowering, 'cycles'>, { ids, member }: Reference): readonly LifeCycle[] {
  const isMeant = ({ index }: Part): boolean => member === undefined || index === String(member);
  return cycles
    .filter(({ part }) => ids.includes(part.component.id))
    .flatMap((cycle) =>
      membersOf(cycle.part)
        .filter(isMeant)
        .map((part) => cycle.of(part)),
    );
}

/** All that a fault strikes. */
export function struckBy(lowering: Lowering, { target }: Fault): readonly Struck[] {
  const own = lowering.system.function?.component;
  return cyclesOf(lowering, target).map((cycle) => {
    const { component, cause } = cycle.part;
    return target.isFunction && own !== undefined
      ? { cycle, of: own, cause: 'function' }
      : { cycle, of: component, cause };
  });
}

/** Whether what a VM's slots hold beside it can fail. */
export function copiesFail(system: System, component: Component): boolean {
  return addedStates(system, component).some((state) => isBeside(state) && failsIn(state));
}
