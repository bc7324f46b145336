import { expect, test } from 'vitest';
import { perfettoClock } from '../../src/trace/perfetto-clock.js';
import { expectNesting, traceOf, tracksOf } from './perfetto-events.js';
import { elementsOf, modelNamed, subjectOf } from './traced.js';

const parts = ['eventful', 'counting'].flatMap((name) =>
  [0, 12, 23].flatMap((trial) => [
    { name, trial, from: 0, until: 480 },
    { name, trial, from: 77.5, until: 300 },
  ]),
);

test.each(parts)('slices nest and cover the window: $name $trial $from', ({ name, trial, from, until }) => {
  const subject = subjectOf(modelNamed(name), { trial, from, until });
  const { events } = traceOf(subject);
  const microsecondsPerUnit = name === 'eventful' ? 3600e6 : 60e6;
  expect([...tracksOf(events).values()]).toEqual(
    name === 'eventful'
      ? ['service', 'hardware', 'hypervisor', 'vm 1', 'vm 2', 'vm 3']
      : ['service', 'unit(1)', 'unit(2)'],
  );
  expectNesting(events, from * microsecondsPerUnit, until * microsecondsPerUnit);
});

test('slices are the states of the story, and say what led to them', () => {
  const subject = subjectOf(modelNamed('eventful'), { trial: 23 });
  const { events, otherData } = traceOf(subject);
  const told = elementsOf(subject);
  const slices = events.filter(({ ph }) => ph === 'X');
  const failed = slices.filter(({ name }) => name === 'failed');
  expect(failed.length).toBeGreaterThan(10);
  for (const { args } of failed) {
    const moment = told.filter(({ time }) => `${time} h` === args.from);
    expect(moment.map(({ activity }) => activity)).toContain(args.by);
  }
  const outages = told.flatMap(({ outage }) => outage ?? []);
  const down = slices.filter(({ tid, name }) => tid === 1 && name === 'down');
  expect(down.length).toBe(outages.length);
  const causes = slices.filter(({ tid, cat }) => tid === 1 && cat === 'other').map(({ name }) => name);
  expect([...new Set(causes)].sort()).toEqual(
    [...new Set(outages.flatMap(({ charged }) => Object.keys(charged)))].sort(),
  );
  expect(otherData).toEqual({
    model: subject.net.name,
    seed: 'ninefold',
    trial: 23,
    time: '1 h of the model is shown as 1 h',
  });
});

test('what is counted is a counter that changes at each event', () => {
  const { events } = traceOf(subjectOf(modelNamed('counting'), { trial: 1, until: 40 }));
  const broken = events.filter(({ ph, name }) => ph === 'C' && name === 'broken');
  expect(broken.map(({ args }) => args.value)).toEqual([0, 1, 2, 1, 0]);
  expect(broken.map(({ ts }) => ts)).toEqual(
    [0, 8.402133818743275, 12.248048157159714, 18.90219546058161, 35.681219009417894].map((min) =>
      Math.round(min * 6e7),
    ),
  );
  // The crew that ends a repair begins the next one in the same instant.
  const { events: later } = traceOf(subjectOf(modelNamed('counting'), { trial: 1 }));
  const crew = later.filter(({ ph, name }) => ph === 'C' && name === 'crew').map(({ args }) => Number(args.value));
  expect(crew.length).toBeGreaterThan(10);
  expect(crew).toEqual(crew.map((_, index) => (index + 1) % 2));
  const capacity = traceOf(subjectOf(modelNamed('eventful'), {})).events.filter(({ name }) => name === 'capacity');
  expect(Math.max(...capacity.map(({ args }) => Number(args.value)))).toBe(3);
  expect(Math.min(...capacity.map(({ args }) => Number(args.value)))).toBe(0);
});

test.each([
  [1, 'y', 3_600_000_000, '1 h of the model is shown as 1 h'],
  [200, 'y', 3_600_000_000, '1 h of the model is shown as 1 h'],
  [201, 'y', 3_600_000, '1 h of the model is shown as 3.6 s'],
  [1e6, 'y', 3600, '1 h of the model is shown as 3.6 ms'],
  [1, 's', 3_600_000_000, '1 h of the model is shown as 1 h'],
  [0.02, 's', 3_600_000_000_000, '1 h of the model is shown as 41.7 d'],
] as const)('the clock of %d %s has %d microseconds an hour', (end, unit, microseconds, note) => {
  const clock = perfettoClock(end, unit);
  expect(clock.microseconds(unit === 'y' ? 1 / 8760 : 3600)).toBe(microseconds);
  expect(clock.note).toBe(note);
});
