import { quoted } from '../../config/found.js';
import { readAxisText } from './axis-text.js';
import { type Outcome, refusal } from './scale.js';
import type { AxisDocument, SweepDocument } from './schema.js';

const VARY = 'a path and its values, such as vms.count=2,3,4, vms.mttf=10d..100d:10:log or n:vms.count=2..8';

/** Reads `path=values` and `name:path=values` of the command line. */
export function readVaryText(text: string): Outcome<{ readonly name: string; readonly axis: AxisDocument }> {
  const match = /^\s*(?:([^\s=:]+)\s*:)?\s*([^\s=:]+)\s*=(.*)$/s.exec(text);
  if (match === null) return refusal(quoted(text), VARY);
  const [, name, path = '', values = ''] = match;
  const read = readAxisText(values);
  if (!read.ok) return read;
  if (name === undefined) return { ok: true, name: path, axis: read.axis };
  const map = Array.isArray(read.axis) ? { values: read.axis } : read.axis;
  return { ok: true, name, axis: { path, ...map } };
}

const SAMPLE = 'lhs:100 for a Latin hypercube of 100 points, or sobol:128';

/** Reads `lhs:100`, `latin-hypercube:100` and `sobol:128`. */
export function readSampleText(text: string): Outcome<{ readonly sample: NonNullable<SweepDocument['sample']> }> {
  const [, kind, digits] = /^\s*(lhs|latin-hypercube|sobol)\s*[:=]\s*(\d+)\s*$/i.exec(text) ?? [];
  const points = Number(digits);
  if (kind === undefined || !(points >= 1)) return refusal(quoted(text), SAMPLE);
  return { ok: true, sample: kind.toLowerCase() === 'sobol' ? { sobol: points } : { 'latin-hypercube': points } };
}

const ZIP = 'at least two axes with commas between them, such as vms.mttf,vms.mttr';

/** Reads `a,b`. */
export function readZipText(text: string): Outcome<{ readonly group: string[] }> {
  const group = text.split(',').map((name) => name.trim());
  return group.length < 2 || group.includes('') ? refusal(quoted(text), ZIP) : { ok: true, group };
}
