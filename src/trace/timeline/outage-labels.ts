import type { ServiceHeld } from '../tracks.js';

/** Outages that are remembered as candidates for a label. */
const remembered = 24;

/** A label above the service's row. */
export interface OutageLabel {
  readonly text: string;
  /** Where the outage is, and the middle of its text, in pixels. */
  readonly x: number;
  readonly textX: number;
}

/** The longest outages of a trial, as many as there is room to name. */
export class OutageLabels {
  private longest: ServiceHeld[] = [];

  add(outage: ServiceHeld): void {
    const at = this.longest.findIndex((known) => durationOf(outage) > durationOf(known));
    this.longest.splice(at === -1 ? this.longest.length : at, 0, outage);
    if (this.longest.length > remembered) this.longest.pop();
  }

  /** The longest come first to their place; what would overlap is left out. */
  place(
    bounds: { readonly left: number; readonly right: number },
    x: (time: number) => number,
    describe: (outage: ServiceHeld) => string,
    widthOf: (text: string) => number,
  ): readonly OutageLabel[] {
    const placed: (OutageLabel & { readonly half: number })[] = [];
    for (const outage of this.longest) {
      const text = describe(outage);
      const half = widthOf(text) / 2 + 4;
      const middle = x((outage.from + outage.to) / 2);
      const textX = Math.min(Math.max(middle, bounds.left + half), bounds.right - half);
      if (placed.every((other) => Math.abs(other.textX - textX) >= other.half + half)) {
        placed.push({ text, x: middle, textX, half });
      }
    }
    return placed;
  }
}

const durationOf = ({ from, to }: ServiceHeld): number => to - from;
