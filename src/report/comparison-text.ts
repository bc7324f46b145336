import type { RunReport } from '../experiment/findings/run-report.js';
import { displayUnit, inUnit } from './display-unit.js';
import type { Paint } from './measures-text.js';
import type { ComparisonReport } from './model-report.js';
import { exactText, type Interval, intervalText } from './number-text.js';

type Verdict = 'better' | 'worse' | 'undecided';

const hoursAYear = 8760;

/** What a comparison says, in words. */
export interface ComparisonWords {
  readonly headline: string;
  /** What it rests on. */
  readonly basis: string;
  readonly amounts: readonly { readonly measure: string; readonly text: string }[];
}

/** Which of the two designs is better, and by how much, as far as the paired trials can tell. */
export function comparisonWords(comparison: ComparisonReport, design: RunReport, baseline: RunReport): ComparisonWords {
  const entries = Object.entries(comparison);
  const verdicts = entries.map(([, { difference }]) => verdictOf(difference));
  const measures = entries.map(([measure]) => measure);
  const amounts = entries.map(([measure, { difference }]) => ({
    measure,
    text: amountText(measure, difference, design, baseline),
  }));
  const [first] = Object.values(comparison);
  const trials = first?.trials.toLocaleString('en');
  const confidence = exactText(100 * (first?.confidence ?? 0.95));
  return {
    headline: headline(verdicts, measures, design.name, baseline.name),
    basis: `${trials} trials of each on the same random numbers, ${confidence} % intervals`,
    amounts,
  };
}

/** The same for a terminal. */
export function comparisonText({ headline, basis, amounts }: ComparisonWords, paint: Paint): string {
  const lines = amounts.map(({ measure, text }) => `  ${measure}: ${text}`);
  return `${paint.bold(headline)} (${basis})\n${lines.join('\n')}\n`;
}

function verdictOf({ low, high }: Interval): Verdict {
  if (low > 0) return 'better';
  return high < 0 ? 'worse' : 'undecided';
}

function headline(verdicts: readonly Verdict[], measures: readonly string[], design: string, baseline: string): string {
  const [first] = verdicts;
  const agree = verdicts.every((verdict) => verdict === first);
  if (agree && first === 'better') return `${design} is better than ${baseline}`;
  if (agree && first === 'worse') return `${baseline} is better than ${design}`;
  if (agree) return `${design} and ${baseline} cannot be told apart`;
  const parts = verdicts.map((verdict, index) => {
    const measure = measures[index] ?? '';
    if (verdict === 'undecided') return `on ${measure} they cannot be told apart`;
    return `${verdict === 'better' ? design : baseline} is better on ${measure}`;
  });
  return parts.join(', ');
}

/** The two values, and their difference in a form that means something to a reader. */
function amountText(measure: string, difference: Interval, design: RunReport, baseline: RunReport): string {
  const verdict = verdictOf(difference);
  const own = design.measures[measure];
  const other = baseline.measures[measure];
  const values =
    own === undefined || other === undefined
      ? ''
      : `${intervalText(own).estimate} against ${intervalText(other).estimate}, `;
  const size = verdict === 'worse' ? opposite(difference) : difference;
  const word = verdict === 'undecided' ? 'differ by' : verdict === 'better' ? 'higher by' : 'lower by';
  const { estimate, low, high } = intervalText(size);
  return `${values}${word} ${estimate} (${low} .. ${high})${downtimeMeaning(measure, verdict, size)}`;
}

/** A difference in availability as hours of downtime in a year. */
function downtimeMeaning(measure: string, verdict: Verdict, difference: Interval): string {
  if (!measure.startsWith('availability') || verdict === 'undecided') return '';
  const unit = displayUnit(difference.estimate * hoursAYear, 'h');
  const { estimate, low, high } = intervalText(inUnit(difference, { ...unit, factor: unit.factor * hoursAYear }));
  return `: ${estimate} ${unit.unit} (${low} .. ${high}) ${verdict === 'better' ? 'less' : 'more'} downtime a year`;
}

function opposite({ estimate, low, high }: Interval): Interval {
  return { estimate: -estimate, low: -high, high: -low };
}
