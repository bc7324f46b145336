import type { MeasureDocument } from '../../net/document.js';
import { type LostWork, mechanismsOf } from '../mechanisms/mechanism.js';
import type { System } from '../system.js';

const HOURS_A_YEAR = 8760;
const UNIT = 'h/y';

/**
 * `lost-work-year`, VM-hours of work that are lost in a year, whatever to; and where there are several, what is lost to each:
 * `lost-work-rejuvenation`, `lost-work-failures`. What passages lose is known up to the horizon; then all are, so that they add up.
 */
export function lostWorkMeasures(
  system: System,
  average: (of: string) => MeasureDocument,
): Readonly<Record<string, MeasureDocument>> {
  const lost = mechanismsOf(system).flatMap(({ lostWork }) => lostWork ?? []);
  if (lost.length === 0) return {};
  const over = lost.some(({ kind }) => kind === 'passages') ? upToHorizon : average;
  const parts = lost.length === 1 ? [] : lost.map((one) => [`lost-work-${one.to}`, sumOf([one], over)]);
  return { 'lost-work-year': sumOf(lost, over), ...Object.fromEntries(parts) };
}

const upToHorizon = (of: string): MeasureDocument => ({ average: of, until: 'horizon' });

function sumOf(lost: readonly LostWork[], average: (of: string) => MeasureDocument): MeasureDocument {
  const rates = lost.flatMap((one) => (one.kind === 'rate' ? [one.rate] : []));
  const spans = lost.flatMap((one) => (one.kind === 'passages' ? one.spans : []));
  const rate = rates.join(' + ');
  if (spans.length === 0) return { ...average(`${HOURS_A_YEAR} * (${rate})`), unit: UNIT };
  const and = rates.length === 0 ? {} : { and: rate };
  return { total: [...spans], ...and, per: HOURS_A_YEAR, until: 'horizon', unit: UNIT };
}
