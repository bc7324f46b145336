import { convertDuration, durationText } from '../config/duration.js';
import type { Net } from '../net/net.js';
import type { System } from '../system/system.js';
import { NetWords } from './net-words.js';
import { SystemWords } from './system-words.js';
import type { Words } from './words.js';

/** The one trial that is traced, and how to speak of it. */
export interface Subject {
  readonly net: Net;
  readonly words: Words;
  readonly seed: string;
  readonly trial: number;
  /** Where the story begins and the latest time at which it ends, in the net's time unit. */
  readonly from: number;
  readonly until: number;
}

/** The words for a model: a system's, when it was written as one. */
export function wordsOf({ net, system }: { readonly net: Net; readonly system?: System }): Words {
  return system === undefined ? new NetWords(net) : new SystemWords(net, system);
}

/** A time of the net in the unit that suits it: `4.2 d`. */
export function timeText({ timeUnit }: Net, time: number): string {
  return durationText(convertDuration(time, timeUnit, 'h'));
}

/** A time of the net with all its digits: `101.04329172384 h`. */
export function exactTimeText({ timeUnit }: Net, time: number): string {
  return `${time} ${timeUnit}`;
}
