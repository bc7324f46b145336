import type { Component } from '../../system/system.js';
import type { Subject } from './node-view.js';

/** How a component is after a failure. */
export function afterText({ repaired }: Component, state: string): string {
  if (state === 'failed') return repaired ? 'has failed, not noticed yet' : 'has failed for good';
  return texts[state] ?? `is ${state}`;
}

const texts: Readonly<Record<string, string>> = {
  up: 'is up',
  wrong: 'gives wrong answers',
  repairing: 'is repaired',
  booting: 'boots',
  off: 'is off',
  loading: 'boots, as its copy',
  applied: 'waits to restart',
  empty: 'is gone',
};

/** Of what kind a component is: all of a family are of one. */
export const kindOf = ({ component }: Subject): string => component.name;

/** What fails, as seen from what is in the state. */
export function failingText(inState: Subject, failing: Subject, isElsewhere: boolean, what: string): string {
  const name =
    inState === failing
      ? 'itself'
      : kindOf(inState) === kindOf(failing)
        ? `another ${kindOf(failing)}`
        : kindOf(failing);
  return `${what}${name}${isElsewhere ? ', on another host' : ''}`;
}
