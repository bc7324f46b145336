import { describe, expect, test } from 'vitest';
import { loadYaml } from '../../../src/config/yaml.js';
import { contains } from '../../../src/estimate/measure-set.js';
import { solveExact } from '../../../src/exact/solve.js';
import { prepare, simulate } from '../../../src/experiment/simulate.js';
import type { NetDocument } from '../../../src/net/document.js';
import { parseNet } from '../../../src/net/parse.js';

/** Over all comparisons of this file, a correct solution fails with at most this probability. */
const FALSE_ALARM = 1e-6;
const TRIALS = 1_000;

/** All kinds of measures, of a place `on` that is 0 or 1, a place `x`, and a reward `hits`. */
const measures = `
spans: {lit: {while: on == 1}}
measures:
  share: {average: on, until: 12 h}
  point: {at: [3 h, 4 h, 7.5 h], of: on}
  total: {accumulated: hits, until: 12 h}
  first: {probability: {reach: x == 1, within: [2 h, 5 h]}}
  begun: {count: lit, until: 12 h}
  mean-time: {mean-time-to: x == 1}
  meanwhile: {accumulated: hits, until: x == 1}
  earlier: {probability: {reach: x == 1, within: on == 1}}
  long: {steady-state: on}
  pace: {steady-state: hits}
  rate: {count: lit}
  duration: {mean: lit}
`;

const nets: Record<string, string> = {
  'calendars that lose and keep their clocks at one moment': `
places: {on: {max: 1}, x: {max: 2}, gate: {max: 1}, dip: {max: 1}}
activities:
  flip: {rate: 1/3, then: {gate: 1 - gate}}
  blink: {when: gate == 1, delay: {every: {period: 2 h, probability: 0.7}}, then: {dip: 1}}
  back: {when: dip == 1, immediate: 1, then: {dip: 0}}
  light: {when: dip == 0 && on == 0, delay: {every: {period: 1 h, probability: 0.6}}, then: {on: 1}}
  dark: {when: on == 1, delay: {every: {period: 2 h}}, priority: 1, then: {on: 0}}
  step: {when: x < 2, delay: {every: {period: 3 h, offset: 4 h, probability: 0.5}}, then: {x: x + 1}}
  reset: {when: x == 2, rate: 1, then: {x: 0}}
rewards: {hits: {impulse: {light: 1, blink: 0.5, flip: x}, rate: gate / 4}}
`,
  'what one calendar does keeps another from ringing, and restarts it': `
places: {on: {max: 1}, x: {max: 1}, held: {max: 1}, tried: {max: 3}}
activities:
  hold: {rate: 1/2, then: {held: 1 - held}}
  first: {delay: {every: {period: 1 h, probability: 0.5}}, priority: 2, cases: [{weight: 1, then: {on: 1 - on}}, {weight: 1, then: {tried: (tried + 1) % 4}, restarts: [second]}]}
  second: {when: held == 0, delay: {every: {period: 1 h}}, cases: [{weight: 1, then: {x: 1}}, {weight: 3, then: {tried: 0}}]}
  again: {when: tried < 3, delay: {every: {period: 1 h, offset: 0.5 h, probability: 0.3}}, then: {tried: tried + 1}}
  clear: {when: x == 1, delay: {erlang: {stages: 2, mean: 2}}, then: {x: 0}}
rewards: {hits: {impulse: {second: 1 + tried, again: 1}}}
`,
  'fixed delays that begin when calendars ring, lost by chance': `
places: {vm: {states: [up, off, boot, failed]}, on: {max: 1}, x: {max: 1}}
activities:
  fail: {when: vm == up, rate: 1/4, then: {vm: failed, x: 1}}
  repair: {when: vm == failed, rate: 2, then: {vm: up, x: 0}}
  crash: {when: vm == boot, rate: 1/2, then: {vm: failed, on: 1}}
  renew: {when: vm == up, delay: {every: {period: 3 h, offset: 1 h}}, then: {vm: off}}
  start: {when: vm == off, immediate: 1, then: {vm: boot, on: 0}}
  booted: {when: vm == boot, delay: 1.5 h, then: {vm: up, on: 1}}
  polish: {when: vm == up, delay: {every: {period: 1.5 h, probability: 0.5}}, then: {on: 1 - on}}
rewards: {hits: {impulse: {booted: 1, renew: 1}}}
`,
  'two fixed delays that begin with each other': `
places: {on: {max: 1}, x: {max: 1}, wear: {max: 3}}
activities:
  work: {when: on == 0, delay: 2 h, then: {on: 1}}
  rest: {when: on == 1, delay: 0.75 h, cases: [{weight: 2, then: {on: 0}}, {weight: 1, then: {on: 0, x: 1 - x}}]}
  wear: {when: on == 0 && wear < 3, rate: 1/2, then: {wear: wear + 1}}
  mend: {when: wear == 3 && on == 1, immediate: 1, then: {wear: 0}}
rewards: {hits: {impulse: {mend: 1}, rate: wear}}
`,
  'one fixed delay that is lost, set and restarted by chance': `
places: {on: {max: 1}, x: {max: 1}, dip: {max: 1}, stage: {max: 2}}
activities:
  rise: {when: on == 0, rate: 1, then: {on: 1}}
  fade: {when: on == 1, rate: 1/5, then: {on: 0}}
  blink: {when: on == 1, rate: 1/6, then: {dip: 1}}
  back: {when: dip == 1, immediate: 1, then: {dip: 0}}
  grow: {when: stage < 2, rate: 1/2, cases: [{weight: 1, then: {stage: stage + 1}}, {weight: 1, then: {stage: stage + 1}, restarts: [ring]}]}
  ring: {when: on == 1 && dip == 0, delay: 1.25 h, cases: [{weight: 1, then: {stage: 0, on: 0}}, {weight: 2, then: {stage: 0}}, {weight: 1, then: {x: 1 - x}}]}
rewards: {hits: {impulse: {ring: 1 + stage, fade: 0.5}, rate: stage / 2}}
`,
  'several fixed delays, one at a time': `
places: {on: {max: 1}, x: {max: 1}, at: {states: [wait, work, check]}}
activities:
  come: {when: at == wait, delay: {erlang: {stages: 2, mean: 1}}, then: {at: work}}
  work: {when: at == work, delay: 1.5 h, cases: [{weight: 3, then: {at: check, on: 1}}, {weight: 1, then: {at: work}}]}
  stop: {when: at == work, rate: 1/4, then: {at: wait, x: 1}}
  check: {when: at == check, delay: 0.5 h, then: {at: wait, on: 0, x: 0}}
rewards: {hits: {impulse: {work: 1, check: 1}}}
`,
};

const documentOf = (text: string): NetDocument =>
  loadYaml(`format: ninefold/net@1\nname: test\n${text}${measures}`).data as NetDocument;
const names = Object.keys(parseNet(documentOf(Object.values(nets)[0] ?? '')).measures);
const confidence = 1 - FALSE_ALARM / (Object.keys(nets).length * (names.length + 3));

describe.each(Object.entries(nets))('%s', async (_, text) => {
  const document = documentOf(text);
  const net = parseNet(document);
  const exact = solveExact(net);
  const simulated = (await simulate(prepare(document, { seed: 'fixed' }), { trials: TRIALS, confidence })).results();

  test.each(net.measures.map(({ name }) => [name]))('%s is what is simulated', (name) => {
    const [found, estimate] = [exact[name], simulated[name]];
    if (found === undefined || found.kind === 'refused') throw new Error(JSON.stringify(found));
    if (estimate?.kind === 'value' && found.kind === 'value') {
      expect(estimate.high - estimate.low, 'an interval that tells').toBeLessThan(
        Math.max(1, Math.abs(estimate.estimate)),
      );
      expect(contains(estimate, found.value), `${found.value} in ${estimate.low} .. ${estimate.high}`).toBe(true);
      return;
    }
    if (estimate?.kind !== 'curve' || found.kind !== 'curve') throw new Error(`${estimate?.kind}, ${found.kind}`);
    for (const [index, { value }] of found.points.entries()) {
      const point = estimate.points[index];
      expect(point !== undefined && contains(point, value), `${value} in ${point?.low} .. ${point?.high}`).toBe(true);
    }
  });
});
