import { type Subject, timeText } from '../subject.js';
import type { Held, ServiceHeld, TrackListener } from '../tracks.js';
import { valueReader } from '../value-text.js';
import { drawAxis } from './axis.js';
import { type StateStyle, stateStyles } from './colours.js';
import { cut, layout, rowsMax, textWidth } from './layout.js';
import { drawLegend } from './legend.js';
import { OutageLabels } from './outage-labels.js';
import { type Row, StateRow, StepRow, shareText } from './rows.js';
import { Scale } from './scale.js';
import { element, escaped } from './svg.js';

const serviceStates = ['up', 'down'] as const;

/** One trial as a picture: the service on top with its outages, its capacity, then a row a component, over time. */
export class TimelinePicture implements TrackListener {
  private readonly styles: ReadonlyMap<string, StateStyle>;
  private readonly shown = new Set<string>();
  private readonly scale: Scale;
  private readonly serviceRow: StateRow | undefined;
  private readonly capacityRow: StepRow | undefined;
  private readonly rows = new Map<number, StateRow | StepRow>();
  private readonly readers;
  private readonly placesLeftOut: number;
  private readonly outageLabels = new OutageLabels();
  private outages = 0;
  private downtime = 0;

  constructor(
    private readonly subject: Subject,
    private readonly print: (text: string) => void,
  ) {
    const { net, words, from, until } = subject;
    this.readers = net.places.map(valueReader);
    const places = [...net.places.keys()].filter((place) => words.place(place) !== undefined);
    const drawn = places.slice(0, rowsMax);
    this.placesLeftOut = places.length - drawn.length;
    this.styles = stateStyles([...serviceStates, ...drawn.flatMap((place) => this.statesOf(place))], words);
    const names = ['capacity', ...drawn.map((place) => words.place(place) ?? '')];
    const labels = Math.min(layout.labelsMax, Math.max(...names.map((name) => textWidth(name))) + 12);
    const left = layout.margin + Math.ceil(labels);
    this.scale = new Scale(from, until, left, layout.width - layout.margin - layout.summaries - left);
    const has = (label: string) => net.lets.some(({ name }) => name === label);
    this.serviceRow = has('service') ? this.stateRow('service', serviceStates, 'service') : undefined;
    this.capacityRow = has('capacity') ? new StepRow('capacity', this.scale) : undefined;
    for (const place of drawn) {
      const name = words.place(place) ?? '';
      const states = this.statesOf(place);
      const row = states.length > 0 ? this.stateRow(name, states, 'component') : new StepRow(name, this.scale);
      this.rows.set(place, row);
    }
  }

  place({ place, value, from, to }: Held): void {
    const row = this.rows.get(place);
    if (row instanceof StepRow) row.add(value, from, to);
    else if (row !== undefined) {
      const state = String(this.readers[place]?.(value));
      this.shown.add(state);
      row.add(state, from, to);
    }
  }

  service(held: ServiceHeld): void {
    const { up, from, to } = held;
    const state = up ? 'up' : 'down';
    this.shown.add(state);
    this.serviceRow?.add(state, from, to);
    if (up) return;
    this.outages++;
    this.downtime += to - from;
    this.outageLabels.add(held);
  }

  capacity(value: number, from: number, to: number): void {
    this.capacityRow?.add(value, from, to);
  }

  /** Hands over the whole picture. */
  finish(): void {
    const rows = [this.serviceRow, this.capacityRow, ...this.rows.values()].filter((row) => row !== undefined);
    const parts: string[] = [this.titles()];
    const top = layout.titles + layout.outageLabels;
    let y = top;
    const drawn: string[] = [];
    for (const row of rows) {
      drawn.push(this.labelled(row, y));
      y += row.height + (row === this.serviceRow || row === this.capacityRow ? layout.gap : 0);
    }
    const outages = this.outageLabels.draw(this.subject, this.scale, top, this.styles.get('down')?.colour ?? 'red');
    parts.push(drawAxis(this.subject, this.scale, top, y), outages, ...drawn);
    if (rows.some((row) => row instanceof StateRow && row.summary !== '')) parts.push(summaryTitle(top));
    const legend = drawLegend(this.stylesShown(), this.note(rows), this.scale, y + layout.axis);
    const height = legend.bottom + layout.margin;
    parts.push(legend.markup);
    this.print(this.document(height, parts.join('\n')));
  }

  private document(height: number, content: string): string {
    const { width } = layout;
    const attributes = {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${Math.ceil(height)}`,
      'font-family': "'DejaVu Sans', Verdana, Helvetica, Arial, sans-serif",
      'font-size': 12,
      fill: '#23282d',
    };
    const background = element('rect', { width, height, fill: '#ffffff' });
    return `<?xml version="1.0" encoding="UTF-8"?>\n${element('svg', attributes, `\n${background}\n${content}\n`)}\n`;
  }

  private titles(): string {
    const { net, trial, seed, from, until } = this.subject;
    const window = from === 0 ? timeText(net, until) : `${timeText(net, until - from)} from ${timeText(net, from)} on`;
    const facts = [`trial ${trial} of seed ${seed}`, window];
    if (this.serviceRow !== undefined) {
      facts.push(
        this.outages === 0
          ? 'no outage'
          : `${this.outages} ${this.outages === 1 ? 'outage' : 'outages'}, down for ${timeText(net, this.downtime)} in all`,
        `up for ${shareText(1 - this.downtime / (until - from))} of the time`,
      );
    }
    const x = layout.margin;
    return [
      element('text', { x, y: 28, 'font-size': 17, 'font-weight': 'bold' }, escaped(cut(net.name, 1500))),
      element('text', { x, y: 48, fill: '#5c656e' }, escaped(facts.join('  \u00b7  '))),
    ].join('\n');
  }

  /** Its name to the left, what it comes to on the right. */
  private labelled(row: Row, y: number): string {
    const middle = y + row.height / 2 + 4;
    const weight = { 'font-weight': row.isBold ? 'bold' : 'normal' };
    const name = cut(row.name, layout.labelsMax - 12);
    const label = { x: this.scale.left - 8, y: middle, 'text-anchor': 'end', ...weight };
    const summary = {
      x: layout.width - layout.margin,
      y: middle,
      'text-anchor': 'end',
      'font-size': 11,
      fill: '#5c656e',
    };
    return [
      element('text', label, escaped(name)),
      row.draw(y),
      row.summary === '' ? '' : element('text', { ...summary, ...weight }, escaped(row.summary)),
    ].join('\n');
  }

  private stylesShown(): readonly StateStyle[] {
    return [...this.styles.values()].filter(({ state }) => this.shown.has(state)).sort((a, b) => a.rank - b.rank);
  }

  /** What a reader must know of how rows are drawn. */
  private note(rows: readonly Row[]): string {
    const notes = ['What lasts less than a pixel is drawn a pixel wide, the worst of a pixel on top.'];
    if (rows.some((row) => row instanceof StateRow && row.isDense))
      notes.push('A row with too many states to tell apart shows the share of time in each.');
    const left = this.placesLeftOut;
    if (left > 0) notes.push(`${left} more ${left === 1 ? 'place is' : 'places are'} not drawn.`);
    return notes.join(' ');
  }

  private stateRow(name: string, states: readonly string[], kind: 'service' | 'component'): StateRow {
    const styleOf = (state: string): StateStyle => {
      const style = this.styles.get(state);
      if (style === undefined) throw new Error(`timeline: ${name} has no state ${state}`);
      return style;
    };
    return new StateRow(this.subject, name, this.scale, styleOf, states, kind);
  }

  /** Names of a place's states; none for a number. */
  private statesOf(place: number): readonly string[] {
    const read = this.readers[place];
    return (this.subject.net.places[place]?.states ?? []).map((_, value) => String(read?.(value)));
  }
}

function summaryTitle(top: number): string {
  const at = { x: layout.width - layout.margin, y: top - 9, 'text-anchor': 'end', 'font-size': 10, fill: '#8a929b' };
  return element('text', at, 'time up');
}
