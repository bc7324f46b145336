import { describe, expect, test } from 'vitest';
import { compileNet } from '../../src/kernel/compile.js';
import type { RunPlan } from '../../src/kernel/plan.js';
import type { Net } from '../../src/net/net.js';
import { loadModel, type Model } from '../../src/system/model.js';
import { NetWords } from '../../src/trace/net-words.js';
import { Story } from '../../src/trace/story.js';
import type { StoryElement } from '../../src/trace/story-json.js';
import { traceTrial } from '../../src/trace/trace-trial.js';
import { valueReader } from '../../src/trace/value-text.js';
import { elementsOf, linesOf, modelNamed, subjectOf } from './traced.js';

const cases = ['eventful', 'counting'].flatMap((name) => [0, 12, 23].map((trial) => ({ name, trial })));

describe('the lines', () => {
  test('of a system say who failed, why, and what it did to the service', () => {
    const lines = linesOf(subjectOf(modelNamed('eventful'), { trial: 23, from: 74, until: 84.5 }));
    expect(`\n${lines.join('\n')}`).toMatchInlineSnapshot(`
      "
      eventful <"&'>: trial 23 of seed ninefold, until 3.52 d
        3.08 d  74 h                    the story began with hardware, hypervisor, vm 1, vm 2, vm 3 up
        3.18 d  76.32751996045221 h     vm 3 began to give wrong answers
        3.22 d  77.18220942094815 h     vm 1 began to give wrong answers, the same as another
                                          ▼ the service went down, charged to vm
        3.26 d  78.32751996045221 h     the wrong answers of vm 3 were detected, its repair began
                                          the wrong answers agree no longer
        3.28 d  78.6474180884374 h      hardware failed, its repair began
                                          hypervisor fell with the hardware
                                          vm 1 fell with the hypervisor
                                          vm 2 fell with the hypervisor
                                          vm 3 fell with the hypervisor
                                          ▼ the outage was charged to hardware from here on
        3.44 d  82.6474180884374 h      hardware was repaired, it began to boot
        3.45 d  82.71408475510407 h     hardware booted
                                          hypervisor began to boot
        3.45 d  82.7474180884374 h      hypervisor booted
                                          vm 1 began to boot
        3.45 d  82.83075142177073 h     vm 1 booted
                                          vm 2 began to boot
        3.45 d  82.91408475510406 h     vm 2 booted
                                          vm 3 began to boot
                                          ▲ the service came back after 5.73 h, charged to vm for 1.47 h and hardware for 4.27 h
        3.46 d  82.99741808843739 h     vm 3 booted
        3.52 d  84.5 h                  the story ended after 19 events
                                          1 outage, down for 5.73 h in all, up for 45.4107 % of the time"
    `);
  });

  test('of a net say which places changed, by which activity', () => {
    const lines = linesOf(subjectOf(modelNamed('counting'), { trial: 1, until: 40 }));
    expect(`\n${lines.join('\n')}`).toMatchInlineSnapshot(`
      "
      counting: trial 1 of seed ninefold, until 40 min
           0 h  0 min                   the story began with unit(1), unit(2) working; crew 1; broken 0
       8.4 min  8.402133818743275 min   broken: 0 -> 1, unit(2): working -> failed (fail(2))
                                          crew: 1 -> 0, unit(2): failed -> repairing (begin(2))
      12.2 min  12.248048157159714 min  broken: 1 -> 2, unit(1): working -> failed (fail(1))
                                          ▼ the service went down
      18.9 min  18.90219546058161 min   crew: 0 -> 1, broken: 2 -> 1, unit(2): repairing -> working (repair(2))
                                          crew: 1 -> 0, unit(1): failed -> repairing (begin(1))
                                          ▲ the service came back after 6.65 min
      25.3 min  25.28518978095488 min   repair(1) fired and changed nothing
      35.7 min  35.681219009417894 min  crew: 0 -> 1, broken: 1 -> 0, unit(1): repairing -> working (repair(1))
        40 min  40 min                  the story ended after 7 events
                                          1 outage, down for 6.65 min in all, up for 83.3646 % of the time"
    `);
  });

  test.each(cases)('of a window of $name $trial are those of the whole story', ({ name, trial }) => {
    const model = modelNamed(name);
    const all = elementsOf(subjectOf(model, { trial }));
    const middle = all[Math.floor(all.length / 2)]?.time ?? Number.NaN;
    // The window's first instant is that of a firing, and the trial's last one is cut off.
    const told = (elements: readonly StoryElement[]) => elements.filter(({ activity }) => activity !== null);
    const window = elementsOf(subjectOf(model, { trial, from: middle, until: 400 }));
    expect(told(window)).toEqual(told(all).filter(({ time }) => time >= middle && time <= 400));
    const between = elementsOf(subjectOf(model, { trial, from: middle + 1e-9, until: 400 }));
    expect(told(between)).toEqual(told(all).filter(({ time }) => time > middle && time <= 400));
  });

  test('say the outage that a window begins in', () => {
    const model = modelNamed('counting');
    const down = elementsOf(subjectOf(model, { trial: 1 })).find(({ service }) => service === 'down')?.time ?? 0;
    const lines = linesOf(subjectOf(model, { trial: 1, from: down + 2, until: 40 }));
    expect(lines[2]).toMatch(/^ {36}\u25bc the service had been down for 2 min$/);
    expect(lines.find((line) => line.includes('came back'))).toMatch(/came back after 6\.65 min$/);
    expect(lines.at(-1)).toMatch(/1 outage, down for 4\.65 min in all/);
  });

  test('end where the net goes wrong', () => {
    const { net } = loadModel(`format: ninefold/net@1
name: overflowing
places: {count: {initial: 0, max: 3}}
activities: {more: {delay: 1 h, then: {count: count + 1}}}
`);
    const subject = { net, words: new NetWords(net), seed: 's', trial: 0, from: 0, until: 10 };
    const lines: string[] = [];
    const story = new Story(subject, (line) => lines.push(line));
    expect(() => traceTrial(subject, [story])).toThrow('count would become 4; it must be an integer in 0..3');
    expect(lines.map((line) => line.slice(34))).toEqual([
      expect.any(String),
      'the story began with count 0',
      'count: 0 -> 1 (more)',
      'count: 1 -> 2 (more)',
      'count: 2 -> 3 (more)',
      'the story ended after 3 events',
    ]);
  });

  test('a fault of a listener is no fault of the net', () => {
    const subject = subjectOf(modelNamed('counting'), {});
    const fired = () => {
      throw new RangeError('no space left');
    };
    expect(() => traceTrial(subject, [{ fired }])).toThrow(new RangeError('no space left'));
  });
});

describe('the elements', () => {
  test.each(cases)(
    'of $name $trial lead from the first state to the one that a compiled trial ends in',
    ({ name, trial }) => {
      const { net } = modelNamed(name);
      const elements = elementsOf(subjectOf(modelNamed(name), { trial }));
      const state = new Map<string, unknown>();
      for (const { changes, activity } of elements) {
        for (const { place, from, to } of changes) {
          expect(from).toBe(activity === null ? null : state.get(place));
          state.set(place, to);
        }
      }
      const { events, finals } = compiledTrial(net, trial);
      expect(elements.length - 1).toBe(events);
      expect(events).toBeGreaterThan(20);
      expect([...state.values()]).toEqual(
        net.places.map((place, index) => valueReader(place)(finals[index] ?? Number.NaN)),
      );
    },
  );

  test.each(cases)('of $name $trial have the outages of a compiled trial', ({ name, trial }) => {
    const model = modelNamed(name);
    const elements = elementsOf(subjectOf(model, { trial }));
    const ended = elements.flatMap(({ outage }) => outage ?? []);
    const { outages } = compiledTrial(model.net, trial);
    expect(ended.map(({ duration }) => duration)).toEqual(outages);
    expect(outages.length).toBeGreaterThan(1);
    if (model.system === undefined) return;
    for (const { duration, charged } of ended) {
      const sum = Object.values(charged).reduce((total, part) => total + part, 0);
      // Times below 512 h have an ulp of at most 2^-44; a handful of differences of them are added.
      expect(Math.abs(sum - duration)).toBeLessThanOrEqual(8 * 2 ** -44);
    }
  });

  test('tell when the charge moves to a lower layer', () => {
    const elements = elementsOf(subjectOf(modelNamed('eventful'), { trial: 23, from: 74, until: 84.5 }));
    const service = elements.filter((element) => element.service !== undefined);
    expect(
      service.map(({ activity, service: became, chargedTo }) => [activity, became, chargedTo]),
    ).toMatchInlineSnapshot(`
      [
        [
          null,
          "up",
          undefined,
        ],
        [
          "failVm(1)",
          "down",
          "vm",
        ],
        [
          "fallVm(3)",
          "down",
          "hardware",
        ],
        [
          "startVm(3)",
          "up",
          undefined,
        ],
      ]
    `);
    expect(Object.keys(service.findLast(({ outage }) => outage !== undefined)?.outage?.charged ?? {})).toEqual([
      'vm',
      'hardware',
    ]);
  });
});

test('every activity of a system has words', () => {
  const different: Model = loadModel(`format: ninefold/system@1
name: different VMs
horizon: 1 d
hardware: {mttf: 1 d, mttr: 1 h}
hypervisor: {mttf: 1 d, repair: 0 h}
vms: [{name: web, count: 2, mttf: 1 d, mttr: 1 h}, {name: db, mttf: 1 d, mttr: 1 h}]
function: {in: vms, mttf: 9 d}
service: {needs: 2}
`);
  for (const model of [modelNamed('eventful'), different]) {
    const { net, words } = subjectOf(model, {});
    for (const [activity, { name, timing }] of net.activities.entries()) {
      const immediate = timing.kind === 'immediate';
      expect(words.firing({ time: 0, activity, chosenCase: 0, immediate, changes: [] })).not.toContain(name);
    }
  }
  const { net, words } = subjectOf(different, {});
  const sentence = (name: string) => {
    const activity = net.activities.findIndex((candidate) => candidate.name === name);
    return words.firing({ time: 0, activity, chosenCase: 0, immediate: false, changes: [] });
  };
  expect(sentence('failWeb(2)')).toBe('web 2 failed');
  expect(sentence('fallDb')).toBe('db fell with the hypervisor');
  expect(sentence('failFunction.web(1)')).toBe('the function in web 1 failed');
});

/** What the compiled program says of the same trial. */
function compiledTrial(net: Net, trial: number) {
  const finals = net.places.map((_, index) => ({ kind: 'place', index }) as const);
  const service = net.lets.findIndex(({ name }) => name === 'service');
  const condition = { kind: 'unary', operator: '!', operand: { kind: 'let', index: service } } as const;
  const span = { name: 'outage', kind: 'while', condition } as const;
  const plan: RunPlan = {
    horizon: 480,
    rewards: [],
    instants: [],
    finals,
    spans: [{ span, from: 0, until: 480, sink: true }],
  };
  const program = compileNet(net, plan, 'ninefold');
  const row = new Float64Array(program.layout.width);
  const outages: number[] = [];
  const events = program.run(trial, 1, row, (_span, _trial, value) => outages.push(value));
  return { events, outages, finals: program.layout.finals.map((column) => row[column] as number) };
}
