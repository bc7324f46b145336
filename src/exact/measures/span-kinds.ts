import type { Measure, Net, Span } from '../../net/net.js';
import { ExactRefusal } from '../explore/refusal.js';

export type SpanStatistic = Extract<Measure, { kind: 'span' }>['statistic'];

/** The span, when the chain can see it: one that begins and ends at firings leaves no trace in the state. */
export function whileSpan(net: Net, index: number): Extract<Span, { kind: 'while' }> {
  const span = net.spans[index];
  if (span === undefined) throw new RangeError(`span ${index} of ${net.spans.length}`);
  if (span.kind === 'while') return span;
  throw new ExactRefusal(`${span.name} begins and ends at firings`, 'simulate, or give it as a while span');
}
