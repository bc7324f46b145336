import type { Measure, Net, Span } from '../../net/net.js';
import { ExactRefusal } from '../explore/refusal.js';

/** What a measure is over: a span, or several. */
export type MeasuredSpans = Pick<Extract<Measure, { kind: 'span' }>, 'span' | 'others'>;

export type SpanStatistic = Extract<Measure, { kind: 'span' }>['statistic'];

/** The span, when there is one and the state shows it; where all of a measure's begin and end at firings see `firing-spans`. */
export function whileSpan(net: Net, { span: index, others }: MeasuredSpans): Extract<Span, { kind: 'while' }> {
  if (others !== undefined) throw new ExactRefusal('it is over several spans', 'ask for each by itself, or simulate');
  const span = net.spans[index];
  if (span === undefined) throw new RangeError(`span ${index} of ${net.spans.length}`);
  if (span.kind === 'while') return span;
  throw new ExactRefusal(`${span.name} begins and ends at firings`, 'ask for it by itself, or simulate');
}
