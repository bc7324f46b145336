import { foundText } from '../../config/found.js';
import type { RunDocument } from '../document.js';
import type { RunSettings } from '../net.js';
import { Rejection } from './problems.js';
import { notNegative, positive, properProbability, wholePositive, within } from './ranges.js';
import type { Reader } from './reader.js';
import { outside } from './site.js';

/** `run:`, how to run when nothing else is said. */
export function readRun(document: RunDocument, reader: Reader): RunSettings {
  const { trials, seed, confidence, precision, length, lump } = document;
  const warmUp = document['warm-up'];
  const attempt = <T>(key: string, task: () => T): T | undefined => reader.problems.attempt(['run', key], task);
  const settings: { -readonly [K in keyof RunSettings]: RunSettings[K] | undefined } = {
    trials: trials === undefined ? undefined : attempt('trials', () => within(wholePositive, trials, trials)),
    seed: seed === undefined ? undefined : attempt('seed', () => seedText(seed)),
    confidence:
      confidence === undefined
        ? undefined
        : attempt('confidence', () => within(properProbability, confidence, confidence)),
    precision: precision === undefined ? undefined : attempt('precision', () => share(precision)),
    warmUp: warmUp === undefined ? undefined : reader.readNumber(warmUp, outside('run', 'warm-up'), notNegative),
    lump,
    length: length === undefined ? undefined : reader.readNumber(length, outside('run', 'length'), positive),
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function seedText(seed: string | number): string {
  if (typeof seed === 'string' || Number.isSafeInteger(seed)) return String(seed);
  throw new Rejection(String(seed), 'a text or a whole number');
}

/** `1%` or 0.01. */
function share(text: string | number): number {
  const [, percent] = typeof text === 'string' ? (/^\s*(\d+\.?\d*|\.\d+)\s*%\s*$/.exec(text) ?? []) : [];
  const value = percent === undefined ? (typeof text === 'number' ? text : Number.NaN) : Number(percent) / 100;
  if (value > 0 && value < 1) return value;
  throw new Rejection(foundText(text), 'a share above 0 and below 1, like 1% or 0.01');
}
