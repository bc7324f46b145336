import { convertDuration, type DurationUnit, durationText } from '../config/duration.js';

/** What a viewer shows for one simulated hour: an hour, unless that is too much or too little for it. */
export interface PerfettoClock {
  /** Whole microseconds, so that slices that meet in the trial meet in the trace. */
  microseconds(time: number): number;
  /** Said in the trace: `1 h of the model is shown as 1 h`. */
  readonly note: string;
}

/** Viewers count nanoseconds in 63 bits, which is 292 years. */
const shownHoursMax = 200 * 8760;
/** A trace is kept to the microsecond: shorter ones are stretched to have some. */
const shownHoursMin = 1 / 3600;
const step = 1000;

/** The clock for times up to `end` in the given unit: true to scale where that can be shown, else by a power of 1000. */
export function perfettoClock(end: number, unit: DurationUnit): PerfettoClock {
  const hours = convertDuration(end, unit, 'h');
  let factor = 1;
  while (hours * factor > shownHoursMax) factor /= step;
  while (hours > 0 && hours * factor < shownHoursMin) factor *= step;
  return {
    microseconds: (time) => Math.round(convertDuration(time, unit, 'ms') * 1000 * factor),
    note: `1 h of the model is shown as ${durationText(factor)}`,
  };
}
