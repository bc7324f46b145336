import type { RunReport } from '../experiment/findings/run-report.js';
import { exactText } from './number-text.js';

/** How much was simulated. */
export function effortText({ trials, events, seed }: RunReport): string {
  return `${trials.toLocaleString('en')} trials, ${exactText(events / 1e6, 3)} million events, seed ${seed}`;
}
