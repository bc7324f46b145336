import { expect } from 'vitest';
import { PerfettoTrace } from '../../src/trace/perfetto.js';
import type { Subject } from '../../src/trace/subject.js';
import { traceTrial } from '../../src/trace/trace-trial.js';
import { Tracks } from '../../src/trace/tracks.js';

/** A trace event as the file has it. */
export interface Event {
  readonly ph: string;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
  readonly name: string;
  readonly cat: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export function traceOf(subject: Subject): {
  events: readonly Event[];
  otherData: Readonly<Record<string, unknown>>;
} {
  let text = '';
  const trace = new PerfettoTrace(subject, (piece) => {
    text += piece;
  });
  traceTrial(subject, [new Tracks(trace)]);
  trace.finish();
  const { traceEvents, otherData } = JSON.parse(text);
  return { events: traceEvents, otherData };
}

/** Names of the tracks by their ids. */
export const tracksOf = (events: readonly Event[]): ReadonlyMap<number, unknown> =>
  new Map(events.filter(({ name }) => name === 'thread_name').map(({ tid, args }) => [tid, args.name]));

/** Every track is covered from `start` to `end`, microseconds, by slices that nest; only an outage has slices in it. */
export function expectNesting(events: readonly Event[], start: number, end: number): void {
  const tracks = tracksOf(events);
  const slices = events.filter(({ ph }) => ph === 'X');
  for (const { tid } of slices) expect(tracks.has(tid)).toBe(true);
  for (const [tid, track] of tracks) {
    // A stable sort: what begins at the same time nests in the order of the file.
    const sorted = slices.filter((slice) => slice.tid === tid).sort((a, b) => a.ts - b.ts);
    const open: Event[] = [];
    let reached = start;
    let before = '';
    for (const slice of sorted) {
      while (open.length > 0 && endOf(open.at(-1)) <= slice.ts) open.pop();
      const outer = open.at(-1);
      if (outer === undefined) {
        if (slice.ts !== reached || slice.name === before) {
          throw new Error(`${track}: ${slice.name} at ${slice.ts} after ${before}, which ended at ${reached}`);
        }
        before = slice.name;
        reached = endOf(slice);
      } else if (track !== 'service' || outer.name !== 'down' || open.length > 1 || endOf(slice) > endOf(outer)) {
        throw new Error(`${track}: ${slice.name} at ${slice.ts} within ${outer.name}`);
      }
      open.push(slice);
    }
    expect([track, reached]).toEqual([track, end]);
  }
}

const endOf = (slice: Event | undefined): number => (slice === undefined ? Number.NaN : slice.ts + slice.dur);
