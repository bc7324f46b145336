import type { Meaning } from '../system/mechanisms/words.js';
import { perfettoClock } from './perfetto-clock.js';
import { exactTimeText, type Subject } from './subject.js';
import type { Held, ServiceHeld, TrackListener } from './tracks.js';
import { valueReader } from './value-text.js';

/** All tracks are threads of one process, and the service is the one that viewers put first: its main thread. */
const processId = 1;
const serviceTrack = processId;
const trackOf = (place: number): number => serviceTrack + 1 + place;

/** Colours that chrome://tracing knows; ui.perfetto.dev has its own, one a name. */
const colours: Readonly<Partial<Record<Meaning, string>>> = {
  serving: 'good',
  restoring: 'bad',
  failed: 'terrible',
  wrong: 'vsync_highlight_color',
  off: 'grey',
};

interface Slice {
  readonly track: number;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly meaning: Meaning;
  readonly args?: object;
}

/**
 * One trial in the trace-event format, which ui.perfetto.dev and chrome://tracing open: the service on top with its outages and,
 * inside, who was charged; then a track a component with its states as slices; capacity and whatever is counted as counters.
 * Text is handed over piece by piece; all pieces together are the file. How long an hour is in it, it says itself.
 *
 * Source: Trace Event Format (Google, 2016): complete events "X", counters "C", metadata "M".
 */
export class PerfettoTrace implements TrackListener {
  private readonly clock;
  private readonly readers;
  private isFirst = true;

  constructor(
    private readonly subject: Subject,
    private readonly print: (text: string) => void,
  ) {
    const { net, seed, trial, until } = subject;
    this.clock = perfettoClock(until, net.timeUnit);
    this.readers = net.places.map(valueReader);
    const otherData = { model: net.name, seed, trial, time: this.clock.note };
    print(`{"displayTimeUnit":"ms","otherData":${JSON.stringify(otherData)},"traceEvents":[`);
    this.nameTracks();
  }

  place({ place, value, from, to, by }: Held): void {
    const { net, words } = this.subject;
    const name = words.place(place);
    if (name === undefined) return;
    const read = this.readers[place]?.(value) ?? value;
    if (typeof read === 'number') {
      this.count(name, read, from);
      return;
    }
    const args = by === undefined ? {} : { by: net.activities[by]?.name };
    this.slice({ track: trackOf(place), name: read, from, to, meaning: words.meaning(read), args });
  }

  service({ up, from, to, charges }: ServiceHeld): void {
    this.slice({ track: serviceTrack, name: up ? 'up' : 'down', from, to, meaning: up ? 'serving' : 'failed' });
    for (const [index, { from: charged, cause }] of charges.entries()) {
      if (cause === undefined) continue;
      const end = charges[index + 1]?.from ?? to;
      this.slice({ track: serviceTrack, name: cause, from: Math.max(charged, from), to: end, meaning: 'other' });
    }
  }

  capacity(value: number, from: number): void {
    this.count('capacity', value, from);
  }

  /** Closes the file. */
  finish(): void {
    this.print('\n]}\n');
  }

  private nameTracks(): void {
    const { net, words, trial } = this.subject;
    const name = `${net.name}, trial ${trial} (${this.clock.note})`;
    this.event({ ph: 'M', pid: processId, name: 'process_name', args: { name } });
    if (net.lets.some((label) => label.name === 'service')) this.nameTrack(serviceTrack, 'service');
    for (const [index, { states }] of net.places.entries()) {
      const component = words.place(index);
      if (component !== undefined && states !== undefined) this.nameTrack(trackOf(index), component);
    }
  }

  private nameTrack(tid: number, name: string): void {
    this.event({ ph: 'M', pid: processId, tid, name: 'thread_name', args: { name } });
    this.event({ ph: 'M', pid: processId, tid, name: 'thread_sort_index', args: { sort_index: tid } });
  }

  /** What lasts less than a viewer can show is left out. */
  private slice({ track, name, from, to, meaning, args }: Slice): void {
    const ts = this.clock.microseconds(from);
    const dur = this.clock.microseconds(to) - ts;
    if (dur <= 0) return;
    const { net } = this.subject;
    const exact = { from: exactTimeText(net, from), to: exactTimeText(net, to), ...args };
    const cname = colours[meaning];
    const colour = cname === undefined ? {} : { cname };
    this.event({ ph: 'X', pid: processId, tid: track, ts, dur, name, cat: meaning, ...colour, args: exact });
  }

  private count(name: string, value: number, time: number): void {
    this.event({ ph: 'C', pid: processId, ts: this.clock.microseconds(time), name, args: { value } });
  }

  private event(event: object): void {
    this.print(`${this.isFirst ? '' : ','}\n${JSON.stringify(event)}`);
    this.isFirst = false;
  }
}
