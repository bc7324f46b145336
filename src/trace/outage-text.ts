import type { Net } from '../net/net.js';
import type { Charge } from './listener.js';
import { timeText } from './subject.js';

/** For how long of an outage each cause was charged, in the order of the first charge. */
export function chargeTotals(charges: readonly Charge[], until: number): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const [index, { from, cause }] of charges.entries()) {
    if (cause === undefined) continue;
    totals.set(cause, (totals.get(cause) ?? 0) + (charges[index + 1]?.from ?? until) - from);
  }
  return totals;
}

/** `, charged to vm`, or `, charged to vm for 30 s and hardware for 4.2 h`. */
export function chargedText(net: Net, totals: ReadonlyMap<string, number>): string {
  if (totals.size === 0) return '';
  if (totals.size === 1) return `, charged to ${[...totals.keys()].join()}`;
  const parts = [...totals].map(([cause, time]) => `${cause} for ${timeText(net, time)}`);
  return `, charged to ${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
