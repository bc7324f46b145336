import type { State } from '../pieces/state.js';
import type { Component } from '../system.js';

/** How the story of a trial tells what a mechanism does. Whatever has no words is told by the names of the net. */
export interface MechanismWords {
  /** What its activities do to a component, by their verb: `age` is `ageVm(2)`. */
  readonly deeds?: Readonly<Record<string, Deed>>;
  /** What its further places of a component are called: `health` is `vm.health(2)`; null for one that only keeps the books. */
  readonly places?: Readonly<Record<string, string | null>>;
  /** What a state is to a reader, where its name does not give it away. */
  readonly meanings?: Readonly<Record<string, Meaning>>;
  /** What an activity did that is no component's; undefined when it is not known. */
  sentence?(activity: string, firing: Told): string | undefined;
  /** What a place is called that is no component's; null for one that only keeps the books. */
  placeName?(place: string): string | null | undefined;
}

/** Tells in the past tense what was done to a component; `to` is the state that this led it to, undefined when it stayed as it was. */
export type Deed = (subject: Named, to: State | undefined) => string;

/** One component, or one of several. */
export interface Named {
  /** `hypervisor`, `vm 2` */
  readonly name: string;
  /** The name within a sentence: `the hypervisor`, `vm 2`. */
  readonly called: string;
  readonly component: Component;
  /** What it stands on, within a sentence: `the hypervisor`, `hardware 2`. */
  readonly below: string;
}

/** A firing. */
export interface Told {
  readonly chosenCase: number;
  /** The state or value that it led a place to, by name; undefined when the place stayed as it was. */
  led(place: string): string | number | undefined;
  /** Whether it changed anything. */
  readonly changed: boolean;
  /** Whose own place this is; undefined when it is no component's. */
  subject(place: string): Named | undefined;
}

/** What a state is to a reader, which decides its colour. */
export type Meaning = 'wrong' | 'failed' | 'restoring' | 'off' | 'serving' | 'other';

/** What goes without saying after the deed: `, it began to boot`. */
export const follows = (to: State | undefined): string => (to && consequences[to]) ?? '';

const consequences: Readonly<Partial<Record<State, string>>> = {
  repairing: ', its repair began',
  booting: ', it began to boot',
  off: ', it waits for its turn to boot',
};

/** `failed, its repair began`, or `failed for good` */
export function failed({ repaired }: Component, to: State | undefined): string {
  if (to === 'wrong') return 'began to give wrong answers';
  return repaired ? `failed${follows(to)}` : 'failed for good';
}
