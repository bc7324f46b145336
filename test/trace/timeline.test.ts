import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convertDuration } from '../../src/config/duration.js';
import { meaningOf } from '../../src/trace/state-meaning.js';
import type { Subject } from '../../src/trace/subject.js';
import { Lane } from '../../src/trace/timeline/lane.js';
import { TimelinePicture } from '../../src/trace/timeline/picture.js';
import { shareText } from '../../src/trace/timeline/rows.js';
import { Scale } from '../../src/trace/timeline/scale.js';
import { Steps } from '../../src/trace/timeline/steps.js';
import { ticksOf } from '../../src/trace/timeline/ticks.js';
import { traceTrial } from '../../src/trace/trace-trial.js';
import { Tracks } from '../../src/trace/tracks.js';
import { elementsOf, modelNamed, subjectOf } from './traced.js';

function pictureOf(subject: Subject): string {
  let svg = '';
  const picture = new TimelinePicture(subject, (text) => {
    svg += text;
  });
  traceTrial(subject, [new Tracks(picture)]);
  picture.finish();
  return svg;
}

interface Bar {
  readonly x: number;
  readonly width: number;
  readonly tip: string;
}

/** The bars of a picture by the row they are in. */
function barsByRow(svg: string): ReadonlyMap<string, readonly Bar[]> {
  const rows = new Map<string, Bar[]>();
  for (const match of svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"[^>]*><title>([^<]*): ([^<]*)</g)) {
    const [, x, width, row = '', tip = ''] = match;
    rows.set(row, [...(rows.get(row) ?? []), { x: Number(x), width: Number(width), tip }]);
  }
  return rows;
}

describe('a picture', () => {
  test.each([
    ['eventful', ['service', 'hardware', 'hypervisor', 'vm 1', 'vm 2', 'vm 3']],
    ['counting', ['service', 'unit(1)', 'unit(2)']],
  ])('of %s is an SVG whose rows cover the time', (name, rows) => {
    const svg = pictureOf(subjectOf(modelNamed(name), { trial: 23, until: 60 }));
    // Refuses what is no XML.
    const { width, height } = new Resvg(svg);
    expect(width).toBe(1200);
    expect(height).toBeGreaterThan(150);
    const bars = barsByRow(svg);
    expect([...bars.keys()]).toEqual(rows);
    const [first] = bars.get('service') ?? [];
    const left = first?.x ?? Number.NaN;
    const right = 1200 - 20 - 96;
    for (const row of bars.values()) {
      const sorted = [...row].sort((a, b) => a.x - b.x);
      let end = left;
      for (const { x, width } of sorted) {
        // Coordinates are kept to a hundredth.
        expect(x).toBeLessThanOrEqual(end + 0.02);
        end = Math.max(end, x + width);
      }
      expect(Math.abs(end - right)).toBeLessThanOrEqual(0.02);
    }
  });

  test('tells each outage', () => {
    const subject = subjectOf(modelNamed('eventful'), { trial: 23, from: 74, until: 84.5 });
    const svg = pictureOf(subject);
    const down = barsByRow(svg)
      .get('service')
      ?.filter(({ tip }) => tip.startsWith('down'));
    expect(down?.map(({ tip }) => tip)).toEqual(['down for 5.73 h from 77.18220942094815 h to 82.91408475510406 h']);
    expect(svg).toContain('>5.73 h vm + hardware</text>');
    expect(svg).toContain('1 outage, down for 5.73 h in all  \u00b7  up for 45.41 % of the time');
    expect(svg).toContain('simulated time since 3.08 d (74 h)');
    const outages = elementsOf(subject).filter(({ outage }) => outage !== undefined).length;
    expect(down?.length).toBe(outages);
  });

  test('of a long trial stays small', () => {
    const svg = pictureOf(subjectOf(modelNamed('counting'), { until: 100_000 }));
    expect(svg.length).toBeLessThan(120_000);
    expect(svg).toContain('shows the share of time in each');
    expect(() => new Resvg(svg)).not.toThrow();
  });
});

describe('a lane', () => {
  const rankOf = (value: string): number => ['up', 'booting', 'failed'].indexOf(value);

  test('shows what is far shorter than a pixel', () => {
    const lane = new Lane(new Scale(0, 1000, 50, 100), rankOf);
    lane.add('up', 0, 501);
    lane.add('failed', 501, 501.001);
    lane.add('booting', 501.001, 501.002);
    lane.add('up', 501.002, 1000);
    expect(lane.runs()).toEqual(
      [
        { value: 'up', from: 0, to: 501, times: 1, x: 50, width: 50.1 },
        { value: 'up', from: 501.002, to: 1000, times: 1, x: 100.1002, width: 49.8998 },
        { value: 'failed', from: 501, to: 501.001, times: 1, x: 100.1, width: 1.5 },
      ].map((run) => ({ ...run, x: expect.closeTo(run.x, 9), width: expect.closeTo(run.width, 9) })),
    );
    expect(lane.isDense).toBe(false);
  });

  test('counts what it cannot tell apart', () => {
    const lane = new Lane(new Scale(0, 100, 0, 10), rankOf);
    for (const time of [0, 1, 2, 3]) {
      lane.add('up', 10 + time, 10.5 + time);
      lane.add('failed', 10.5 + time, 11 + time);
    }
    const [run, ...others] = lane.runs();
    expect(others).toEqual([]);
    expect(run).toMatchObject({ value: 'failed', from: 10.5, to: 14, times: 4 });
  });

  test('keeps the shares of time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 20, noNaN: true }), { minLength: 1, maxLength: 60 }),
        (holds) => {
          const end = holds.reduce((sum, hold) => sum + hold, 0);
          const lane = new Lane(new Scale(0, end, 7, 30), rankOf);
          let time = 0;
          const spent = new Map<string, number>();
          for (const [index, hold] of holds.entries()) {
            const value = ['up', 'failed', 'booting'][index % 3] as string;
            const to = index === holds.length - 1 ? end : time + hold;
            lane.add(value, time, to);
            spent.set(value, (spent.get(value) ?? 0) + to - time);
            time = to;
          }
          expect(lane.isDense).toBe(holds.length > 30);
          const bins = lane.bins();
          expect(bins.reduce((sum, { width }) => sum + width, 0)).toBe(30);
          for (const [value, total] of spent) {
            const shares = bins.map(({ shares }) => shares.find((share) => share.value === value)?.share ?? 0);
            const share = shares.reduce((sum, each) => sum + each, 0) / bins.length;
            expect(share).toBeCloseTo(total / end, 9);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

test('a curve goes through every value, and averages over time', () => {
  const steps = new Steps(new Scale(0, 10, 0, 10));
  steps.add(1, 0, 2);
  steps.add(3, 2, 2.5);
  steps.add(0, 2.5, 10);
  expect(steps.path((value) => value)).toBe('M0 1H2V0V3V0H10');
  expect(steps.range).toEqual({ low: 0, high: 3 });
  expect(steps.mean).toBeCloseTo((2 + 1.5) / 10, 12);
});

test('ticks are few, even, and reach across', () => {
  const units = ['s', 'min', 'h', 'd', 'y'] as const;
  fc.assert(
    fc.property(fc.double({ min: -12, max: 12, noNaN: true }), fc.constantFrom(...units), (power, unit) => {
      const length = 10 ** power;
      const ticks = ticksOf(length, unit, 10);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThanOrEqual(10);
      const step = (ticks[1]?.time ?? Number.NaN) - (ticks[0]?.time ?? Number.NaN);
      const last = ticks.at(-1)?.time ?? Number.NaN;
      expect(last).toBeLessThanOrEqual(length * (1 + 1e-12));
      expect(last + step).toBeGreaterThan(length);
      const [, count, shown] = /^(\S+) (ms|s|min|h|d|y)$/.exec(ticks.at(-1)?.text ?? '') ?? [];
      expect(convertDuration(Number(count), shown as 's', unit) / last).toBeCloseTo(1, 9);
    }),
    { numRuns: 300 },
  );
  expect(
    ticksOf(365, 'd', 10)
      .map(({ text }) => text)
      .slice(0, 3),
  ).toEqual(['0', '50 d', '100 d']);
});

test.each([
  ['up', 'serving'],
  ['failed', 'failed'],
  ['hvDown', 'failed'],
  ['failureProbable', 'wrong'],
  ['wrong', 'wrong'],
  ['booting', 'restoring'],
  ['underRepair', 'restoring'],
  ['off', 'off'],
  ['forLeft', 'other'],
  ['upgrade', 'other'],
])('the state %s is taken as %s', (state, meaning) => expect(meaningOf(state)).toBe(meaning));

test.each([
  [1, '100 %'],
  [0.5, '50 %'],
  [0.99999, '99.999 %'],
  [1 - 1e-9, '99.9999999 %'],
  [0, '0 %'],
])('the share %d is told from 1', (share, text) => expect(shareText(share)).toBe(text));
