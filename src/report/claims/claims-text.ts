import pc from 'picocolors';
import type { Verdict } from '../../experiment/claims/verdict.js';
import { displayUnit, inUnit } from '../display-unit.js';
import { exactText, type Interval, intervalText } from '../number-text.js';
import { casesText, caseText } from './cases-text.js';
import type { CheckReport, ClaimReport, ClaimsReport, PartReport } from './judge-claims.js';

type Paint = ReturnType<typeof pc.createColors>;

export interface ClaimsStyle {
  readonly colour: boolean;
  /** Whether to show every check in every case, not only the closest. */
  readonly everyCase: boolean;
}

/** Verdicts with the numbers behind them, for a terminal. */
export function claimsText(report: ClaimsReport, style: ClaimsStyle): string {
  const paint = pc.createColors(style.colour);
  const claims = report.claims.map((claim) => claimText(claim, paint, style.everyCase));
  return `${claims.join('\n')}\n${summary(report)}\n`;
}

function claimText(claim: ClaimReport, paint: Paint, everyCase: boolean): string {
  const { verdict, expected, asExpected, note } = claim;
  const number = claim.number === undefined ? claim.file : String(claim.number);
  const lines = [`${paint.bold(number)} ${claim.claim.trim()}`, `  ${painted(verdict, paint)}`];
  if (!asExpected) lines[1] += paint.red(` (expected: ${expected})`);
  if (note !== undefined) lines.push(`  ${note.trim()}`);
  for (const part of claim.parts) lines.push(...partLines(part, paint, everyCase));
  return `${lines.join('\n')}\n`;
}

function partLines({ says, verdict, expected, checks }: PartReport, paint: Paint, everyCase: boolean): string[] {
  const differs = expected !== undefined && expected !== verdict ? paint.red(` (expected: ${expected})`) : '';
  const lines = [`  - ${says.trim()}: ${painted(verdict, paint)}${differs}`];
  const cases = checks.map((check) => check.case);
  for (const [decision, words] of outcomes) {
    const among = checks.filter((check) => check.verdict === decision);
    if (among.length === 0) continue;
    const where = casesText(
      among.map((check) => check.case),
      cases,
    );
    if (where !== '') lines.push(`    ${words} for ${where}`);
    for (const check of everyCase ? among : closest(among)) lines.push(`      ${checkText(check, cases.length > 1)}`);
  }
  return lines;
}

const outcomes = [
  ['confirmed', 'holds'],
  ['refuted', 'does not hold'],
  ['undecided', 'undecided'],
] as const;

/** Of the checks written alike, the one that was decided most narrowly. */
function closest(checks: readonly CheckReport[]): readonly CheckReport[] {
  const byText = new Map<string, CheckReport>();
  for (const check of checks) {
    const before = byText.get(check.check);
    if (before === undefined || check.margin < before.margin) byText.set(check.check, check);
  }
  return [...byText.values()];
}

/** `a(x) > a(y): 0.0187 exactly, simulated 0.0185 (0.0164 .. 0.0206) at n = 3`. */
function checkText({ check, case: values, exact, simulated, reason, unit }: CheckReport, several: boolean): string {
  const at = several ? ` at ${caseText(values)}` : '';
  const numbers = [
    ...(exact === undefined ? [] : [`${exactNumber(exact.difference, unit)} exactly`]),
    ...(simulated === undefined ? [] : [`simulated ${simulatedNumber(simulated, unit)}`]),
    ...(reason === undefined ? [] : [reason]),
  ];
  return `${check}${at}: difference ${numbers.join(', ')}`;
}

function exactNumber(value: number, unit: string): string {
  const shown = displayUnit(value, unit);
  return withUnit(exactText(value * shown.factor, 4), shown.unit);
}

function simulatedNumber(interval: Interval, unit: string): string {
  const shown = displayUnit(interval.estimate, unit);
  const { estimate, low, high } = intervalText(inUnit(interval, shown));
  return withUnit(`${estimate} (${low} .. ${high})`, shown.unit);
}

const withUnit = (text: string, unit: string): string => (unit === '' ? text : `${text} ${unit}`);

function painted(verdict: Verdict, paint: Paint): string {
  if (verdict === 'confirmed') return paint.green(verdict);
  return verdict === 'undecided' ? paint.yellow(verdict) : paint.red(verdict);
}

function summary({ claims, different, complete, confidence }: ClaimsReport): string {
  const counts = (['confirmed', 'refuted in part', 'refuted', 'undecided'] as const)
    .map((verdict) => ({ verdict, count: claims.filter((claim) => claim.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${verdict}`);
  const judged = `${claims.length === 1 ? '1 claim' : `${claims.length} claims`}: ${counts.join(', ')}`;
  const outcome =
    different.length === 0 ? 'every verdict is the recorded one' : `other than recorded: ${different.join(', ')}`;
  const basis = `intervals hold for all checks of a claim at once with confidence ${exactText(confidence)}; where a difference is known exactly, that decides and the simulation must agree with it`;
  return [judged, outcome, basis, ...(complete ? [] : ['interrupted: the other claims are not judged'])].join('\n');
}
