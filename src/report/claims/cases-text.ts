import type { Case } from '../../experiment/claims/claim.js';
import { exactText } from '../number-text.js';

/** Cases listed one by one, at most. */
const listedMost = 6;

/**
 * Cases in words: the values of each name where all their combinations are there (`n = 1, 2, 3; RM = 0.1, 0.9`), else case by
 * case. Names that have one value in all of `among` go without saying.
 */
export function casesText(cases: readonly Case[], among: readonly Case[]): string {
  const names = namesIn(among).filter((name) => valuesOf(among, name).length > 1);
  if (names.length === 0) return '';
  const values = names.map((name) => valuesOf(cases, name));
  const combinations = values.reduce((product, each) => product * each.length, 1);
  if (combinations === new Set(cases.map((each) => caseText(each, names))).size) {
    return names.map((name, index) => `${name} = ${(values[index] ?? []).join(', ')}`).join('; ');
  }
  const texts = [...new Set(cases.map((each) => `(${caseText(each, names)})`))];
  const rest = texts.length - listedMost;
  return rest <= 1 ? texts.join(', ') : `${texts.slice(0, listedMost).join(', ')} and ${rest} more`;
}

/** One case: `n = 3, RM = 0.1`. */
export function caseText(values: Case, names: readonly string[] = Object.keys(values)): string {
  return names.map((name) => `${name} = ${valueText(values, name)}`).join(', ');
}

const namesIn = (cases: readonly Case[]): readonly string[] => [...new Set(cases.flatMap((each) => Object.keys(each)))];

function valuesOf(cases: readonly Case[], name: string): readonly string[] {
  return [...new Set(cases.map((each) => valueText(each, name)))];
}

function valueText(values: Case, name: string): string {
  const value = values[name];
  return typeof value === 'number' ? exactText(value) : String(value);
}
