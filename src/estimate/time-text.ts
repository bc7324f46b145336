import { convertDuration, durationText } from '../config/duration.js';
import type { TimeUnit } from '../net/net.js';

const digits = 4;

/** A time of a net for a reader: 1274000 h is `145.4 y`. */
export function timeText(time: number, unit: TimeUnit): string {
  return durationText(convertDuration(time, unit, 'h'), digits);
}
