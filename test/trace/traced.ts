import { loadModel, type Model } from '../../src/system/model.js';
import { Story } from '../../src/trace/story.js';
import type { StoryElement } from '../../src/trace/story-json.js';
import { JsonStory } from '../../src/trace/story-json.js';
import { type Subject, wordsOf } from '../../src/trace/subject.js';
import { traceTrial } from '../../src/trace/trace-trial.js';

/** Every way to fail and to be restored that a system has, and often. */
export const eventful = `format: ninefold/system@1
name: eventful <"&'>
horizon: 20 d
hardware: {mttf: 8 d, repair: 4 h, boot: 4 min}
hypervisor: {mttf: 6 d, detection: 30 s, repair: reboot, boot: 2 min}
vms: {count: 3, mttf: 2 d, detection: 2 h, repair: 20 min, boot: 5 min, value-failures: 0.4}
function: {in: vms, mttf: 20 d}
service: {voting: {of: 3, needs: 2, agree: 0.5}}
boots-at-once: 1
common-cause:
  - {name: shared-bug, among: [vms], mttf: 8 d}
  - {name: bad-patch, among: [vms, hypervisor], mttf: 8 d, hits: {vms: 0.5}}
`;

/** A net with states, counts, cases, immediates and a label, in minutes. */
export const counting = `format: ninefold/net@1
name: counting
time-unit: min
indices: {i: 2}
places:
  crew: 1
  broken: {initial: 0, max: 2}
  unit(i): {states: [working, failed, repairing]}
let: {service: sum(unit(*) == working) >= 1}
activities:
  fail(i): {when: unit(i) == working, rate: 1 / 30, then: {unit(i): failed, broken: broken + 1}}
  begin(i): {when: unit(i) == failed && crew > 0, immediate: 1, then: {unit(i): repairing, crew: crew - 1}}
  repair(i):
    when: unit(i) == repairing
    delay: {erlang: {stages: 2, mean: 10}}
    cases:
      - {weight: 0.9, then: {unit(i): working, crew: crew + 1, broken: broken - 1}}
      - {weight: 0.1, then: {}}
measures: {availability: {average: service, until: 500}}
`;

const models = new Map([
  ['eventful', loadModel(eventful)],
  ['counting', loadModel(counting)],
]);

export function modelNamed(name: string): Model {
  const model = models.get(name);
  if (model === undefined) throw new Error(`no model ${name}`);
  return model;
}

export function subjectOf(model: Model, part: Partial<Omit<Subject, 'net' | 'words'>>): Subject {
  return { net: model.net, words: wordsOf(model), seed: 'ninefold', trial: 0, from: 0, until: 480, ...part };
}

export function linesOf(subject: Subject): readonly string[] {
  const lines: string[] = [];
  traceTrial(subject, [new Story(subject, (line) => lines.push(line))]);
  return lines;
}

export function elementsOf(subject: Subject): readonly StoryElement[] {
  const elements: StoryElement[] = [];
  traceTrial(subject, [new JsonStory(subject, (element) => elements.push(element))]);
  return elements;
}
