import type { MeasureDocument } from '../document.js';
import type { Measure } from '../net.js';
import type { MeasureReader } from './measure-reader.js';
import { notNegative, positive, properProbability } from './ranges.js';

/** A measure but for its name and unit. */
export type MeasureBody = Measure extends infer M ? (M extends Measure ? Omit<M, 'name' | 'unit'> : never) : never;

/** A kind of measure: the keys beside its own, and how it is read. */
interface MeasureKind {
  readonly required: readonly (keyof MeasureDocument)[];
  readonly optional: readonly (keyof MeasureDocument)[];
  read(document: MeasureDocument, from: MeasureReader): MeasureBody | undefined;
}

const none: readonly (keyof MeasureDocument)[] = [];

/** Each under the key that says what the measure is. */
export const measureKinds: ReadonlyMap<keyof MeasureDocument, MeasureKind> = new Map([
  ['steady-state', { required: none, optional: none, read: readSteadyState }],
  ['average', { required: ['until'], optional: none, read: readAverage }],
  ['accumulated', { required: ['until'], optional: none, read: readAccumulated }],
  ['at', { required: ['of'], optional: none, read: readInstant }],
  ['probability', { required: none, optional: none, read: readProbability }],
  ['mean-time-to', { required: none, optional: none, read: readMeanTimeTo }],
  ['quantile', { required: ['of'], optional: ['until'], read: readQuantile }],
  ['count', { required: none, optional: ['until'], read: (document, from) => readSpan('count', document, from) }],
  ['mean', { required: none, optional: ['until'], read: (document, from) => readSpan('mean', document, from) }],
  ['total', { required: ['until'], optional: ['and', 'per'], read: readTotal }],
  ['ratio', { required: ['by'], optional: ['until'], read: readRatio }],
  ['nines', { required: none, optional: ['until'], read: readNines }],
] satisfies [keyof MeasureDocument, MeasureKind][]);

function readSteadyState(document: MeasureDocument, from: MeasureReader): MeasureBody | undefined {
  const of = from.reward('steady-state', document['steady-state']);
  return of && { kind: 'steady-state', of };
}

/** Over no time there is no average, so the bound lies after 0. */
function readAverage(document: MeasureDocument, from: MeasureReader): MeasureBody | undefined {
  const of = from.reward('average', document.average);
  const until = from.bound(['until'], document.until, positive);
  return of && until && { kind: 'average', of, until };
}

function readAccumulated(document: MeasureDocument, from: MeasureReader): MeasureBody | undefined {
  const of = from.reward('accumulated', document.accumulated);
  const until = from.bound(['until'], document.until, notNegative);
  return of && until && { kind: 'accumulated', of, until };
}

function readInstant(document: MeasureDocument, from: MeasureReader): MeasureBody | undefined {
  const of = from.expression(['of'], document.of);
  const at = from.times('at', document.at, notNegative);
  return of && at && { kind: 'instant', of, at };
}

/** To stay is not to reach the opposite. */
function readProbability({ probability }: MeasureDocument, from: MeasureReader): MeasureBody | undefined {
  const { reach, stay, within } = probability ?? {};
  if ((reach === undefined) === (stay === undefined)) {
    from.reject(
      ['probability'],
      reach === undefined ? 'neither reach nor stay' : 'reach and stay',
      'one of reach, stay',
    );
    return undefined;
  }
  const seen = from.expression(['probability', reach === undefined ? 'stay' : 'reach'], reach ?? stay);
  const bound = from.bound(['probability', 'within'], within, notNegative);
  if (seen === undefined || (within !== undefined && bound === undefined)) return undefined;
  const complement = stay !== undefined;
  const target = complement ? ({ kind: 'unary', operator: '!', operand: seen } as const) : seen;
  return { kind: 'reach', target, complement, ...(bound === undefined ? {} : { within: bound }) };
}

function readMeanTimeTo(document: MeasureDocument, from: MeasureReader): MeasureBody | undefined {
  const target = from.expression(['mean-time-to'], document['mean-time-to']);
  return target && { kind: 'mean-time-to', target };
}

function readQuantile(document: MeasureDocument, from: MeasureReader): MeasureBody | undefined {
  const probability = from.number('quantile', document.quantile, properProbability);
  const span = from.span('of', document.of);
  if (probability === undefined || span === undefined) return undefined;
  return { kind: 'span', span, statistic: { kind: 'quantile', probability }, ...untilTime(document, from) };
}

function readSpan(
  kind: 'count' | 'mean' | 'total',
  document: MeasureDocument,
  from: MeasureReader,
  statistic: (MeasureBody & { kind: 'span' })['statistic'] = { kind },
): MeasureBody | undefined {
  const [span, ...others] = from.spans(kind, document[kind]);
  if (span === undefined) return undefined;
  return {
    kind: 'span',
    span,
    ...(others.length === 0 ? {} : { others }),
    statistic,
    ...untilTime(document, from),
  };
}

function readTotal(document: MeasureDocument, from: MeasureReader): MeasureBody | undefined {
  const and = from.reward('and', document.and);
  const per = from.number('per', document.per, positive);
  return readSpan('total', document, from, {
    kind: 'total',
    ...(and === undefined ? {} : { and }),
    ...(per === undefined ? {} : { per }),
  });
}

function readRatio(document: MeasureDocument, from: MeasureReader): MeasureBody | undefined {
  const of = from.reward('ratio', document.ratio);
  const by = from.reward('by', document.by);
  return of && by && { kind: 'ratio', of, by, ...untilTime(document, from) };
}

function readNines(document: MeasureDocument, from: MeasureReader): MeasureBody | undefined {
  const of = from.expression(['nines'], document.nines);
  return of && { kind: 'nines', of, ...untilTime(document, from) };
}

function untilTime(document: MeasureDocument, from: MeasureReader): { readonly until?: number } {
  const until = from.time('until', document.until);
  return until === undefined ? {} : { until };
}
