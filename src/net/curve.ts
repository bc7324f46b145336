import type { Measure } from './net.js';

/** Whether a measure has a value at each of several times. */
export function isCurve(measure: Measure): boolean {
  switch (measure.kind) {
    case 'average':
    case 'accumulated':
      return measure.until.kind === 'times' && measure.until.curve;
    case 'instant':
      return measure.at.curve;
    case 'reach':
      return measure.within?.kind === 'times' && measure.within.curve;
    default:
      return false;
  }
}
