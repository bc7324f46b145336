import type { MeasureReport, RunReport } from '../../experiment/findings/run-report.js';
import { displayUnit, inUnit } from '../display-unit.js';
import { causeShares, otherMeasures, shareText } from '../downtime-text.js';
import { effortText } from '../effort-text.js';
import { notesOf } from '../notes.js';
import { exactText, intervalText, numberText } from '../number-text.js';
import { type Html, html } from './html.js';

/** The tables of one design. */
export function measuresSection(report: RunReport): Html {
  const { name, measures } = report;
  const notes = notesOf(report);
  return html`<h2>${name}</h2>
<p class="about">${effortText(report)}</p>
${measuresTable(otherMeasures(measures))}
${downtimeTable(measures)}
${notes.map(({ note, measures: about }) => html`<p>On ${about.join(', ')}: ${note}.</p>\n`)}`;
}

function measuresTable(measures: Readonly<Record<string, MeasureReport>>): Html {
  const entries = Object.entries(measures);
  const withExact = entries.some(([, { exact }]) => exact !== undefined);
  return html`<table>
<tr><th>measure</th><th class="number">estimate</th><th>${intervalTitle(entries)}</th><th></th>${withExact ? html`<th class="number">exact</th><th></th>` : ''}<th>by</th></tr>
${entries.map(([name, measure]) => measureRow(name, measure, withExact))}</table>`;
}

function measureRow(name: string, measure: MeasureReport, withExact: boolean): Html {
  const unit = displayUnit(measure.estimate, measure.unit);
  const { estimate, low, high } = intervalText(inUnit(measure, unit));
  const exact = withExact ? exactCells(measure, unit.factor) : '';
  return html`<tr><td>${name}</td><td class="number">${estimate}</td><td>${low} to ${high}</td><td class="unit">${unit.unit}</td>${exact}<td class="method">${measure.method}</td></tr>\n`;
}

function exactCells({ exact, agrees, halfWidth }: MeasureReport, factor: number): Html {
  if (exact === undefined) return html`<td></td><td></td>`;
  const word = agrees ? 'agrees' : 'disagrees';
  const verdict = agrees === undefined ? '' : html`<span class="${word}">${word}</span>`;
  const value = numberText(exact.value * factor, (halfWidth * factor) / 100);
  return html`<td class="number" title="${exact.method}">${value}</td><td>${verdict}</td>`;
}

function downtimeTable(measures: Readonly<Record<string, MeasureReport>>): Html {
  const shares = causeShares(measures);
  const total = measures['downtime-year'];
  if (total === undefined || shares.length === 0) return html``;
  const unit = displayUnit(total.estimate, total.unit);
  const row = (name: string, share: number, measure: MeasureReport, kind: string): Html => {
    const { estimate, low, high } = intervalText(inUnit(measure, unit));
    return html`<tr class="${kind}"><td>${name}</td><td class="number">${shareText(share)}</td><td class="number">${estimate}</td><td>${low} to ${high}</td><td class="unit">${unit.unit}</td></tr>\n`;
  };
  return html`<p>&nbsp;</p><table>
<tr><th>downtime by cause</th><th class="number">share</th><th class="number">estimate</th><th>${intervalTitle([['', total]])}</th><th></th></tr>
${shares.map(({ cause, measure, share }) => row(cause, share, measure, 'part'))}${row('all', 1, total, 'total')}</table>`;
}

function intervalTitle(entries: readonly (readonly [string, MeasureReport])[]): string {
  return `${exactText(100 * (entries[0]?.[1].confidence ?? 0.95))} % interval`;
}
