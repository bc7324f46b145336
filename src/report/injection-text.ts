import { displayUnit, inUnit } from './display-unit.js';
import type { Detection, Durations, FaultReport, InjectionReport, Observed } from './injection-report.js';
import { exactText, intervalText, numberText } from './number-text.js';
import { textTable } from './text-table.js';

/** Relative half-width below which times are taken to be equal, and the digits that are shown of them then. */
const roundingMost = 1e-6;
const digitsMost = 6;

/** A table, a line a fault; what no trial reached stands below it. */
export function injectionText(report: InjectionReport): string {
  const { model, seed, confidence, complete, trials, events, faults, impossible } = report;
  const reached = faults.filter(({ reached: count }) => count > 0);
  const head = `${model}: ${faults.length} faults, ${trials.toLocaleString('en')} trials, ${(events / 1e6).toFixed(3)} million events, seed ${seed}; intervals of ${100 * confidence} %\n\n`;
  const table = textTable(
    [
      { title: 'injected' },
      { title: 'fails' },
      { title: 'reached', align: 'right' },
      { title: 'outage' },
      { title: 'mean downtime' },
      { title: 'detected' },
      { title: 'component back after' },
      { title: 'service back after' },
      { title: 'charged to' },
    ],
    reached.map(rowOf),
  );
  const rest = faults.filter(({ reached: count }) => count === 0);
  return [
    head,
    reached.length === 0 ? '' : table,
    pairsText('reached in no trial up to the horizon', rest),
    pairsText('cannot be, as what is to fail does not run then', impossible),
    notes(reached),
    complete ? '' : '\ninterrupted: with fewer trials than asked for\n',
  ].join('');
}

function rowOf(fault: FaultReport): readonly string[] {
  const { when, fails, reached, trials, outage, outageDuration, detection, charged } = fault;
  return [
    when,
    fails,
    `${reached} of ${trials}`,
    outage === undefined ? 'already down' : shareText(outage),
    durationText(outageDuration),
    detectionText(detection),
    durationText(fault.componentRestoration),
    durationText(fault.serviceRestoration),
    Object.entries(charged)
      .map(([cause, share]) => (share.estimate === 1 ? cause : `${cause} in ${shareText(share)}`))
      .join(', '),
  ];
}

/** `98.7 .. 100 %` */
function shareText(share: Observed): string {
  const { low, high } = intervalText({ estimate: 100 * share.estimate, low: 100 * share.low, high: 100 * share.high });
  return `${low} .. ${high} %`;
}

/** The interval of the mean; a lower bound where some were cut off by the horizon. */
function durationText(durations: Durations | undefined): string {
  if (durations === undefined) return '';
  const { mean, censored } = durations;
  const unit = displayUnit(mean.estimate, 'h');
  const { estimate, low, high } = inUnit(mean, unit);
  if (estimate === 0 && high === 0) return 'no time';
  const halfWidth = ((Number.isFinite(high) ? high : estimate) - low) / 2;
  // Differences of times of a long trial are rounded.
  const isExact = halfWidth < estimate * roundingMost;
  const text = (value: number): string => (isExact ? exactText(value, digitsMost) : numberText(value, halfWidth));
  if (censored > 0) return `over ${text(low)} ${unit.unit} *`;
  if (!Number.isFinite(high)) return `${text(estimate)} ${unit.unit}`;
  return text(low) === text(high) ? `${text(estimate)} ${unit.unit}` : `${text(low)} .. ${text(high)} ${unit.unit}`;
}

function detectionText({ atOnce, noticed, ended, never, hiddenFor }: Detection): string {
  const all = atOnce + noticed + ended + never;
  if (atOnce === all) return 'at once';
  const counts = [
    [noticed, ''],
    [atOnce, 'at once'],
    [ended, 'ended before'],
    [never, 'never'],
  ] as const;
  const [first, ...others] = counts.filter(([count]) => count > 0);
  const after = `after ${durationText(hiddenFor)}`;
  if (first !== undefined && others.length === 0) return first[1] === '' ? after : first[1];
  return `${after}; ${counts.flatMap(([count, text]) => (count === 0 ? [] : [`${text === '' ? 'noticed' : text} ${count}`])).join(', ')}`;
}

function pairsText(title: string, pairs: InjectionReport['impossible']): string {
  if (pairs.length === 0) return '';
  const lines = new Map<string, string[]>();
  for (const { when, fails } of pairs) lines.set(when, [...(lines.get(when) ?? []), fails]);
  const texts = [...lines].map(([when, fails]) => `  ${when}: ${fails.join(', ')}\n`);
  return `\n${title}:\n${texts.join('')}`;
}

function notes(faults: readonly FaultReport[]): string {
  const isCut = faults.some(({ componentRestoration, serviceRestoration, outageDuration }) =>
    [componentRestoration, serviceRestoration, outageDuration].some((durations) => (durations?.censored ?? 0) > 0),
  );
  return isCut ? '\n* some were cut off by the horizon; they count with what had passed by then\n' : '';
}
