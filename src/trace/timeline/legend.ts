import type { StateStyle } from './colours.js';
import { layout, textWidth } from './layout.js';
import type { Scale } from './scale.js';
import { element, escaped } from './svg.js';

/** What each colour is, in as many lines as it takes, and a note below. */
export function drawLegend(
  styles: readonly StateStyle[],
  note: string,
  { left }: Scale,
  top: number,
): { readonly markup: string; readonly bottom: number } {
  const parts: string[] = [];
  let x = left;
  let y = top + 14;
  for (const { state, colour } of styles) {
    const width = 18 + textWidth(state) + 14;
    if (x + width > layout.width - layout.margin) {
      x = left;
      y += layout.legendLine;
    }
    parts.push(
      element('rect', { x, y: y - 10, width: 12, height: 12, fill: colour }),
      element('text', { x: x + 18, y }, escaped(state)),
    );
    x += width;
  }
  if (styles.length > 0) y += layout.legendLine;
  parts.push(element('text', { x: left, y, 'font-size': 10, fill: '#8a929b' }, escaped(note)));
  return { markup: parts.join('\n'), bottom: y };
}
