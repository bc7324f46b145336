import type { ActivityDocument } from '../../net/document.js';
import { activity } from './activity.js';
import type { Lowering } from './lowering.js';
import type { Naming } from './naming.js';
import { NetNames } from './net-names.js';
import { isTrue } from './term.js';
import type { Transition } from './transitions.js';

/** Each step with the name of its activity: its action or module, numbered where several have the same. */
export function namedSteps(transitions: readonly Transition[]): Map<string, Transition> {
  const names = new NetNames(true);
  const counts = new Map<string, number>();
  for (const { base } of transitions) counts.set(base, (counts.get(base) ?? 0) + 1);
  const numbers = new Map<string, number>();
  const steps = new Map<string, Transition>();
  for (const transition of transitions) {
    const { base } = transition;
    const number = (numbers.get(base) ?? 0) + 1;
    numbers.set(base, number);
    steps.set(names.claim(counts.get(base) === 1 ? base : `${base}_${number}`), transition);
  }
  return steps;
}

export function activityOf({ guard, rate, writes }: Transition, naming: Naming, lowering: Lowering): ActivityDocument {
  const occasion = { ...(isTrue(guard) ? {} : { when: lowering.text(guard) }), rate: lowering.text(rate) };
  return activity(
    occasion,
    writes.map(({ variable, value }) => [naming.of(variable), lowering.text(value)]),
  );
}
