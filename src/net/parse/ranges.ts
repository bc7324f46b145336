import { quoted } from '../../config/found.js';
import type { ExpressionText } from '../document.js';
import { Rejection } from './problems.js';

/** The numbers that are allowed somewhere, and how an error says so. */
export interface Range {
  readonly text: string;
  allows(value: number): boolean;
}

export const positive: Range = { text: '> 0', allows: (value) => value > 0 };
export const notNegative: Range = { text: '>= 0', allows: (value) => value >= 0 };
export const probability: Range = { text: 'a probability, 0..1', allows: (value) => value >= 0 && value <= 1 };
export const properProbability: Range = {
  text: 'a probability above 0 and below 1',
  allows: (value) => value > 0 && value < 1,
};
export const wholePositive: Range = {
  text: 'a whole number of at least 1',
  allows: (value) => Number.isSafeInteger(value) && value >= 1,
};

/** `value` when the range allows it; else a Rejection that shows what was written. */
export function within(range: Range, value: number, text: ExpressionText): number {
  if (range.allows(value)) return value;
  const written =
    typeof text === 'string' && Number.isNaN(Number(text)) ? `${quoted(text)}, which is ${value}` : `${value}`;
  throw new Rejection(written, range.text);
}
