import { exactTimeText, type Subject, timeText } from '../subject.js';
import type { Scale } from './scale.js';
import { element, escaped } from './svg.js';
import { ticksOf } from './ticks.js';

const ticksMax = 10;
const grey = { 'text-anchor': 'middle', 'font-size': 11, fill: '#5c656e' };

/** Time below the rows, which begin at `top` and end at `bottom`, with a line up through them at each tick. */
export function drawAxis({ net, from, until }: Subject, scale: Scale, top: number, bottom: number): string {
  const { left, columns } = scale;
  const parts = ticksOf(until - from, net.timeUnit, ticksMax).map(({ time, text }) => {
    const x = scale.x(from + time);
    const sign = from === 0 || text === '0' ? '' : '+';
    const line = element('line', { x1: x, x2: x, y1: top, y2: bottom + 4, stroke: '#e3e6ea' });
    return `${line}\n${element('text', { x, y: bottom + 17, ...grey }, sign + text)}`;
  });
  const since = from === 0 ? '' : ` since ${timeText(net, from)} (${exactTimeText(net, from)})`;
  return [
    ...parts,
    element('line', { x1: left, x2: left + columns, y1: bottom, y2: bottom, stroke: '#aab1b9' }),
    element('text', { x: left + columns / 2, y: bottom + 33, ...grey }, escaped(`simulated time${since}`)),
  ].join('\n');
}
