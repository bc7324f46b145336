import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadModel, type Model } from '../../src/system/model.js';
import { hoursOf } from '../../src/system/net-time.js';
import { TimelinePicture } from '../../src/trace/timeline/picture.js';
import { traceTrial } from '../../src/trace/trace-trial.js';
import { Tracks } from '../../src/trace/tracks.js';
import { expectNesting, traceOf } from './perfetto-events.js';
import { linesOf, subjectOf } from './traced.js';

const FOLDER = 'sim-configs/examples';
const models = readdirSync(FOLDER).flatMap((file) => {
  const model = loadModel(readFileSync(`${FOLDER}/${file}`, 'utf8'));
  const { baseline } = model;
  return [{ name: file, model }, ...(baseline === undefined ? [] : [{ name: `baseline of ${file}`, model: baseline }])];
});

const horizonOf = ({ system }: Model): number => Math.min(hoursOf(system?.horizon ?? '1 y'), 8760);

describe.each(models)('$name', ({ model }) => {
  test('has words for whatever can happen in it, and for every place', () => {
    const { net, words } = subjectOf(model, {});
    const unsaid = net.activities.flatMap(({ name, timing }, activity) => {
      const immediate = timing.kind === 'immediate';
      const text = words.firing({ time: 0, activity, chosenCase: 0, immediate, changes: [] });
      return text.includes(name) ? [name] : [];
    });
    const unnamed = net.places.flatMap(({ name }, place) => {
      const text = words.place(place);
      return text?.match(/\.|\(\d/) ? [name] : [];
    });
    expect([unsaid, unnamed]).toEqual([[], []]);
  });

  test('is told as lines, slices that nest, and a picture', () => {
    const until = horizonOf(model);
    const subject = subjectOf(model, { until });
    const lines = linesOf(subject);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.filter((line) => /undefined|NaN|->/.test(line))).toEqual([]);
    expectNesting(traceOf(subject).events, 0, until * 3600e6);
    let svg = '';
    const picture = new TimelinePicture(subject, (text) => {
      svg += text;
    });
    traceTrial(subject, [new Tracks(picture)]);
    picture.finish();
    expect(svg.trimEnd().endsWith('</svg>')).toBe(true);
  });
});
