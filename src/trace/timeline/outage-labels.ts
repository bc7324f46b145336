import { type Subject, timeText } from '../subject.js';
import type { ServiceHeld } from '../tracks.js';
import { textWidth } from './layout.js';
import type { Scale } from './scale.js';
import { element, escaped } from './svg.js';

/** Outages that are remembered as candidates for a label. */
const remembered = 24;
const fontSize = 10.5;

/** The longest outages of a trial: as many as there is room for are named above the service's row. */
export class OutageLabels {
  private readonly longest: ServiceHeld[] = [];

  add(outage: ServiceHeld): void {
    const at = this.longest.findIndex((known) => durationOf(outage) > durationOf(known));
    this.longest.splice(at === -1 ? this.longest.length : at, 0, outage);
    if (this.longest.length > remembered) this.longest.pop();
  }

  /** How long and by what, with a mark where it was; the longest come first to their place, what would overlap is left out. */
  draw(subject: Subject, scale: Scale, top: number, colour: string): string {
    const taken: { readonly middle: number; readonly half: number }[] = [];
    const parts: string[] = [];
    for (const outage of this.longest) {
      const text = outageText(subject, outage);
      const half = textWidth(text, fontSize) / 2 + 4;
      const x = scale.x((outage.from + outage.to) / 2);
      const middle = Math.min(Math.max(x, scale.left + half), scale.left + scale.columns - half);
      if (taken.some((other) => Math.abs(other.middle - middle) < other.half + half)) continue;
      taken.push({ middle, half });
      const at = { x: middle, y: top - 9, 'text-anchor': 'middle', 'font-size': fontSize, fill: colour };
      const mark = `M${x.toFixed(2)} ${top + 1}l-3.5 -6h7z`;
      parts.push(element('text', at, escaped(text)), element('path', { d: mark, fill: colour }));
    }
    return parts.join('\n');
  }
}

/** `4.2 h vm + hardware` */
function outageText({ net }: Subject, { from, to, charges }: ServiceHeld): string {
  const causes = new Set(charges.flatMap(({ cause }) => cause ?? []));
  return [timeText(net, to - from), [...causes].join(' + ')].join(' ').trim();
}

const durationOf = ({ from, to }: ServiceHeld): number => to - from;
