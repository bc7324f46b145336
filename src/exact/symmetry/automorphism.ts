import type { Expression } from '../../net/expression/expression.js';
import type { Activity, Case, Net, Timing } from '../../net/net.js';
import type { Observed } from '../explore/relevant.js';
import { Forms, type Permutation, type Renamed } from './forms.js';

/** A renaming of places that maps a net onto itself, and what it does to the activities. */
export interface Automorphism {
  readonly places: Permutation;
  readonly activities: Permutation;
  readonly renamed: Renamed;
}

/** What a renaming of places makes of an activity that has no equal in the net. */
export interface Unmatched {
  readonly activity: number;
}

/**
 * Decides whether renamings of places map a net onto itself: guards, timings, weights, effects, restarts. The order of
 * declaration is not looked at; where it decides between immediates that are tied, `AnyOrder` must find that it does not matter.
 */
export class Automorphisms {
  private readonly forms: Forms;
  private readonly same: Renamed;
  private readonly happening: readonly number[];
  private readonly formOf: ReadonlyMap<number, string>;
  private readonly withForm: ReadonlyMap<string, readonly number[]>;

  constructor(private readonly net: Net) {
    this.forms = new Forms(net);
    this.same = this.forms.under(net.places.map((_, index) => index));
    this.happening = net.activities.flatMap(({ guard }, index) =>
      guard.kind === 'number' && guard.value === 0 ? [] : [index],
    );
    this.formOf = new Map(this.happening.map((index) => [index, activityForm(this.activity(index), this.same)]));
    this.withForm = byForm(this.formOf);
  }

  /** The automorphism that renames the places so, or the first activity whose image is not in the net. */
  of(places: Permutation): Automorphism | Unmatched {
    const renamed = this.forms.under(places);
    const images = new Map<number, string>();
    for (const activity of this.happening) {
      const image = activityForm(this.activity(activity), renamed);
      if (!this.withForm.has(image)) return { activity };
      images.set(activity, image);
    }
    const activities = this.net.activities.map((_, index) => index);
    for (const [image, from] of byForm(images)) {
      const to = this.withForm.get(image) ?? [];
      // Activities of one form are told apart by their order only: the k-th becomes the k-th.
      for (const [k, activity] of from.entries()) {
        const target = to[k];
        if (target === undefined || to.length !== from.length) return { activity };
        activities[activity] = target;
      }
    }
    const odd = this.happening.find((index) => !this.restartsKept(index, activities, renamed));
    return odd === undefined ? { places, activities, renamed } : { activity: odd };
  }

  /** Whether an observer cannot tell the net from its image. */
  keeps({ activities, renamed }: Automorphism, observed: Observed): boolean {
    const sorted = (list: string[]): string => list.sort().join();
    const expressions = (by: Renamed): string => observed.expressions.map((e) => by.of(e)).join();
    const impulses = (by: Renamed, image: (activity: number) => number | undefined): string =>
      sorted(observed.impulses.map(({ activity, value }) => `${image(activity)}:${by.of(value)}`));
    return (
      expressions(renamed) === expressions(this.same) &&
      impulses(renamed, (activity) => activities[activity]) === impulses(this.same, (activity) => activity)
    );
  }

  private restartsKept(index: number, activities: Permutation, renamed: Renamed): boolean {
    const { cases } = this.activity(index);
    if (cases.every(({ restarts }) => restarts.length === 0)) {
      const image = this.activity(activities[index] as number);
      return image.cases.every(({ restarts }) => restarts.length === 0);
    }
    const written = (of: readonly Case[], by: Renamed, image: (activity: number) => number): string =>
      of
        .map((one) => `${caseForm(one, by)} ${one.restarts.map(image).sort((a, b) => a - b)}`)
        .sort()
        .join('|');
    return (
      written(cases, renamed, (activity) => activities[activity] as number) ===
      written(this.activity(activities[index] as number).cases, this.same, (activity) => activity)
    );
  }

  private activity(index: number): Activity {
    const activity = this.net.activities[index];
    if (activity === undefined) throw new RangeError(`activity ${index} of ${this.net.activities.length}`);
    return activity;
  }
}

function byForm(forms: ReadonlyMap<number, string>): Map<string, number[]> {
  const lists = new Map<string, number[]>();
  for (const [index, form] of forms) lists.set(form, [...(lists.get(form) ?? []), index]);
  return lists;
}

function activityForm({ guard, timing, priority, cases }: Activity, by: Renamed): string {
  const ways = cases.map((one) => caseForm(one, by)).sort();
  return `${by.of(guard)} ${timingForm(timing, by)} ${priority} ${ways.join('|')}`;
}

function caseForm({ weight, effects }: Case, by: Renamed): string {
  const written = effects.map(({ place, value }) => `${by.place(place)}=${by.of(value)}`).sort();
  return `${by.of(weight)}:${written.join()}`;
}

function timingForm(timing: Timing, by: Renamed): string {
  const optional = (e: Expression | undefined): string => (e === undefined ? '-' : `${by.of(e)}`);
  switch (timing.kind) {
    case 'immediate':
      return 'immediate';
    case 'rate':
      return `rate ${by.of(timing.rate)}`;
    case 'delay':
      return `delay ${by.law(timing.law)} ${optional(timing.speed)} ${optional(timing.age)}`;
    case 'every':
      return `every ${by.of(timing.period)} ${by.of(timing.offset)} ${optional(timing.probability)}`;
    case 'at':
      return `at ${timing.times.map((time) => by.of(time)).join()}`;
  }
}
