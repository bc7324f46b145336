import { type Subject, timeText } from '../subject.js';
import type { StateStyle } from './colours.js';
import { type Bin, Lane, type Run } from './lane.js';
import { layout } from './layout.js';
import type { Scale } from './scale.js';
import { Steps } from './steps.js';
import { element, escaped } from './svg.js';

/** Pixels that a share is drawn high at least. */
const shareMin = 0.8;

/** One row of the picture. */
export interface Row {
  readonly name: string;
  readonly height: number;
  readonly isBold: boolean;
  /** What it comes to over the window. */
  readonly summary: string;
  /** Its markup, `y` its upper edge. */
  draw(y: number): string;
}

/** States as bars. */
export class StateRow implements Row {
  readonly isBold;
  readonly height;
  private readonly lane: Lane;
  private serving = 0;
  private canServe = false;

  constructor(
    private readonly subject: Subject,
    readonly name: string,
    scale: Scale,
    private readonly styleOf: (state: string) => StateStyle,
    states: readonly string[],
    kind: 'service' | 'component',
  ) {
    this.isBold = kind === 'service';
    this.height = kind === 'service' ? layout.serviceRow : layout.row;
    this.lane = new Lane(scale, (state) => styleOf(state).rank);
    this.canServe = states.some((state) => styleOf(state).meaning === 'serving');
  }

  add(state: string, from: number, to: number): void {
    this.lane.add(state, from, to);
    if (this.styleOf(state).meaning === 'serving') this.serving += to - from;
  }

  get summary(): string {
    const { from, until } = this.subject;
    return this.canServe ? shareText(this.serving / (until - from)) : '';
  }

  get isDense(): boolean {
    return this.lane.isDense;
  }

  draw(y: number): string {
    if (this.lane.isDense) return this.shares(this.lane.bins(), y);
    return this.lane
      .runs()
      .map((run) => this.bar(run, y))
      .join('\n');
  }

  /** Each state as an area as high as its share of the time, what serves at the bottom. */
  private shares(bins: readonly Bin[], y: number): string {
    const inset = this.isBold ? 3 : 2;
    const height = this.height - 2 * inset;
    const areas = new Map<string, string>();
    for (const { x, width, shares } of bins) {
      let top = y + inset + height;
      for (const [index, { value, share }] of shares.entries()) {
        // The last one fills up; what happened at all is seen.
        const isLast = index === shares.length - 1;
        const high = isLast ? top - y - inset : Math.max(share * height - shareMin * (shares.length - 1), shareMin);
        top -= high;
        areas.set(value, `${areas.get(value) ?? ''}M${x} ${hundredths(top)}h${width}v${hundredths(high)}h-${width}z`);
      }
    }
    return [...areas]
      .map(([value, d]) => {
        const tip = element('title', {}, escaped(`${this.name}: share of the time ${value}`));
        return element('path', { d, fill: this.styleOf(value).colour }, tip);
      })
      .join('\n');
  }

  private bar(run: Run, y: number): string {
    const { meaning, colour } = this.styleOf(run.value);
    // What serves is thinner, so that everything else stands out.
    const inset = this.isBold ? 3 : meaning === 'serving' ? 5 : meaning === 'off' ? 4 : 2;
    const attributes = { x: run.x, y: y + inset, width: run.width, height: this.height - 2 * inset, fill: colour };
    return element('rect', attributes, element('title', {}, escaped(this.tip(run))));
  }

  private tip({ value, from, to, times }: Run): string {
    const { net } = this.subject;
    const held = times === 1 ? `for ${timeText(net, to - from)} from` : `${times} times from`;
    return `${this.name}: ${value} ${held} ${from} ${net.timeUnit} to ${to} ${net.timeUnit}`;
  }
}

/** A number as a curve. */
export class StepRow implements Row {
  readonly isBold = false;
  readonly height = layout.steps;
  private readonly steps: Steps;

  constructor(
    readonly name: string,
    private readonly scale: Scale,
  ) {
    this.steps = new Steps(scale);
  }

  add(value: number, from: number, to: number): void {
    this.steps.add(value, from, to);
  }

  get summary(): string {
    const { mean } = this.steps;
    return mean === undefined ? '' : `mean ${Number(mean.toPrecision(5))}`;
  }

  draw(y: number): string {
    const { low, high } = this.steps.range;
    const bottom = y + this.height - 6;
    const height = this.height - 12;
    const heightOf = (value: number): number => bottom - ((value - low) / (high - low)) * height;
    const line = this.steps.path(heightOf);
    if (line === '') return '';
    const band = this.steps.isDense
      ? element('path', { d: this.steps.band(heightOf), fill: '#5b86b8', 'fill-opacity': 0.3 })
      : '';
    const right = this.scale.left + this.scale.columns;
    const zero = hundredths(heightOf(0));
    const area = `${line}V${zero}H${this.scale.left}Z`;
    const scaleText = (value: number) => {
      const at = { x: right + 6, y: heightOf(value) + 3.5, 'font-size': 9, fill: '#8a929b' };
      return element('text', at, String(value));
    };
    return [
      band,
      element('path', { d: area, fill: '#5b86b8', 'fill-opacity': 0.22 }),
      element('path', { d: line, fill: 'none', stroke: '#3f6896', 'stroke-width': 1.2 }),
      scaleText(high),
      scaleText(low),
    ].join('\n');
  }
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** Four digits, or as many as it takes to tell a share from 1. */
export function shareText(share: number): string {
  for (let digits = 4; digits <= 12; digits++) {
    const text = (100 * share).toPrecision(digits);
    if (Number(text) !== 100 || share >= 1) return `${Number(text)} %`;
  }
  return '100 %';
}
