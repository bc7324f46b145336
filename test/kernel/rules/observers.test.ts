import { expect, test } from 'vitest';
import { story } from '../story.js';
import { bothTrials, netOf, planOf } from '../trials.js';

/** Down from 1 to 3 and, for no time, at 4. */
const blinking = `
places: {vm: {states: [up, down]}}
activities:
  fail:  {delay: {at: [1, 4]}, then: {vm: down}}
  back:  {delay: {at: [3, 4]}, then: {vm: up}}
`;

test('what lasts no time is never seen', () => {
  const { passages, span, reward, instants, end, ended } = story(
    `
places: {vm: {states: [up, down]}, flash: 0}
activities:
  fail:  {delay: {at: [1]}, then: {vm: down, flash: 1}}
  fade:  {when: flash == 1, immediate: 1, then: {flash: 0}}
  back:  {delay: {at: [1]}, then: {vm: up}}
rewards: {down: {rate: vm == down}}
spans: {outage: {while: vm == down}, flash: {while: flash == 1}}
measures:
  down-at: {at: [1, 2], of: vm == down}
  reached: {mean-time-to: vm == down || flash == 1}
`,
    3,
  );
  expect(passages('outage')).toEqual([]);
  expect(span('outage')).toEqual([0, 0, 0]);
  expect(span('flash')).toEqual([0, 0, 0]);
  expect(reward('down')).toEqual([0]);
  expect(instants('down-at')).toEqual([0, 0]);
  expect([end, ended]).toEqual([3, false]);
});

test('an observed expression that fails only where nobody looks does no harm', () => {
  const { reward } = story(
    `
places: {count: 1}
let: {inverse: 1 / count}
activities:
  down: {delay: {at: [1]}, then: {count: 0}}
  up:   {delay: {at: [1]}, then: {count: 2}}
rewards: {inverse: {rate: 1 / count}, let: {rate: inverse}, lazy: {rate: "if(count > 1, inverse, 3)"}}
`,
    3,
  );
  expect([reward('inverse'), reward('let'), reward('lazy')]).toEqual([[2], [2], [4]]);
});

test('impulses count every firing, also those that take no time', () => {
  const { reward } = story(
    `
places: {flash: 0}
activities:
  fail: {delay: {at: [1, 2, 2.5]}, then: {flash: 1}}
  fade: {when: flash == 1, immediate: 1, then: {flash: 0}}
rewards: {fades: {impulse: {fade: 1}}, both: {rate: 0.5, impulse: {fade: 10, fail: 100}}}
`,
    4,
  );
  expect(reward('fades')).toEqual([3]);
  expect(reward('both')).toEqual([2 + 330]);
});

test('a reward is gained at its rate, and known at any time', () => {
  const { reward } = story(
    `${blinking}
measures: {down: {accumulated: vm == down, until: [0, 0.5, 1, 2, 3, 3.5, 4]}, one: {accumulated: "1", until: [0, 4]}}
`,
    5,
  );
  expect(reward('down')).toEqual([0, 0, 0, 1, 2, 2, 2, 2]);
  expect(reward('one')).toEqual([0, 4, 5]);
});

test('an impulse at a time counts at that time', () => {
  const { reward } = story(
    `
activities: {tick: {delay: 1, then: {}}}
rewards: {ticks: {impulse: {tick: 1}}}
measures: {ticks-by: {accumulated: ticks, until: [0, 0.5, 1, 2]}}
`,
    3,
  );
  expect(reward('ticks-by')).toEqual([0, 0, 1, 2, 3]);
});

test('the value at an instant is right-continuous: what fires then is included', () => {
  const { instants, final } = story(`${blinking}\nmeasures: {down: {at: [0, 0.999, 1, 3, 4], of: vm == down}}`, 4.5);
  expect(instants('down')).toEqual([0, 0, 1, 0, 0]);
  expect(final('down')).toBe(0);
});

test('sums over families are known at instants and at the end though nothing else reads them', () => {
  const { instants, final, reward } = story(
    `
indices: {i: 5}
places: {vm(i): {states: [up, down]}}
activities: {fail(i): {when: vm(i) == up, delay: i, then: {vm(i): down}}}
rewards: {lost: {impulse: {fail(*): sum(vm(*) == up)}}}
measures: {ups: {at: [0, 2.5], of: sum(vm(*) == up)}, none: {at: 0, of: all(vm(*) == down)}}
`,
    4,
  );
  expect(instants('ups')).toEqual([5, 3]);
  expect(final('ups')).toBe(1);
  expect(final('none')).toBe(0);
  expect(reward('lost')).toEqual([5 + 4 + 3 + 2]);
});

test('sums beyond 32 bits are exact', () => {
  const { instants, reward } = story(
    `
indices: {i: 5}
places: {bytes(i): {initial: 1000000000}}
activities: {grow: {delay: 1, then: {bytes(*): bytes(*) + 1}}}
measures: {total: {at: [0, 1], of: sum(bytes(*))}, integral: {accumulated: sum(bytes(*)), until: 1}}
`,
    1.5,
  );
  expect(instants('total')).toEqual([5e9, 5e9 + 5]);
  expect(reward('integral')).toEqual([5e9, 5e9 + 2.5e9 + 2.5]);
});

test('a while span lasts while its condition is seen true; one open at the end is begun and not completed', () => {
  const { passages, span } = story(
    `
places: {vm: {states: [up, down]}}
activities:
  fail: {delay: {at: [1, 5]}, then: {vm: down}}
  back: {delay: {at: [3, 7]}, then: {vm: up}}
spans: {outage: {while: vm == down}, uptime: {while: vm == up}}
`,
    6,
  );
  expect(passages('outage')).toEqual([2]);
  expect(span('outage')).toEqual([2, 1, 2]);
  expect(passages('uptime')).toEqual([1, 2]);
  expect(span('uptime')).toEqual([2, 2, 3]);
});

test('a span that is left and entered in no time is not interrupted', () => {
  const { passages } = story(`${blinking}\nspans: {uptime: {while: vm == up}}`, 6);
  expect(passages('uptime')).toEqual([1]);
});

test('a from-to span runs from the last beginning to the next end', () => {
  const { passages, span } = story(
    `
activities:
  save:  {delay: {at: [1, 2, 5]}, then: {}}
  crash: {delay: {at: [0.5, 4, 4.5, 9]}, then: {}}
spans: {lost: {from: [save], to: [crash]}}
`,
    8,
  );
  expect(passages('lost')).toEqual([2]);
  expect(span('lost')).toEqual([2, 1, 2]);
});

test('a passage that begins anew within the window is counted though it first began before it', () => {
  const { span } = story(
    `
activities:
  save:  {delay: {at: [1, 3, 4]}, then: {}}
  crash: {delay: {at: [5]}, then: {}}
spans: {lost: {from: [save], to: [crash]}}
`,
    8,
    { from: 2, until: 8 },
  );
  expect(span('lost')).toEqual([1, 1, 1]);
});

test('an activity that ends a passage and begins the next does both', () => {
  const { passages } = story('activities: {tick: {delay: 1.5, then: {}}}\nspans: {gap: {from: [tick], to: [tick]}}', 5);
  expect(passages('gap')).toEqual([1.5, 1.5]);
});

test('of: the integral of a rate over the passage', () => {
  const { passages } = story(
    `
places: {load: 2, vm: {states: [up, down]}}
activities:
  grow:  {delay: {at: [2]}, then: {load: 5}}
  begin: {delay: {at: [1]}, then: {vm: down}}
  end:   {delay: {at: [4]}, then: {vm: up}}
spans: {work: {while: vm == down, of: load}, between: {from: [begin], to: [end], of: 2 * load}}
`,
    5,
  );
  expect(passages('work')).toEqual([2 + 10]);
  expect(passages('between')).toEqual([4 + 20]);
});

test('only passages that begin in the window are counted, and those that end in it completed', () => {
  const { passages, span } = story(
    `
places: {vm: {states: [up, down]}}
activities:
  fail: {delay: {at: [1, 3, 5, 7, 9]}, then: {vm: down}}
  back: {delay: {at: [2, 4, 6, 8, 10]}, then: {vm: up}}
spans: {outage: {while: vm == down}}
`,
    12,
    { from: 3, until: 7.5 },
  );
  expect(passages('outage')).toEqual([1, 1]);
  expect(span('outage')).toEqual([3, 2, 2]);
});

test('the window of a span is closed', () => {
  const { span } = story(`${blinking}\nspans: {outage: {while: vm == down}}`, 6, { from: 1, until: 3 });
  expect(span('outage')).toEqual([1, 1, 2]);
});

test('a trial ends when its target is seen, at the bound itself too', () => {
  const text = `${blinking}\nrewards: {time: {rate: 1}}\nmeasures: {reached: {mean-time-to: vm == down}}`;
  const before = story(text, 0.99);
  expect([before.end, before.ended]).toEqual([0.99, false]);
  const at = story(text, 1);
  expect([at.end, at.ended, at.reward('time')]).toEqual([1, true, [1]]);
  const after = story(text, 5);
  expect([after.end, after.ended]).toEqual([1, true]);
});

test('a target that holds at the start is reached at time 0', () => {
  const { end, ended, events } = story(`${blinking}\nmeasures: {reached: {mean-time-to: vm == up}}`, 5);
  expect([end, ended, events]).toEqual([0, true, 0]);
});

test('values at times that the trial does not reach are missing', () => {
  const { instants, reward } = story(
    `${blinking}
measures:
  reached: {mean-time-to: vm == down}
  down: {at: [0.5, 2], of: vm == down}
  time: {accumulated: "1", until: [0.5, 2]}
`,
    5,
  );
  expect(instants('down')).toEqual([0, Number.NaN]);
  expect(reward('time')).toEqual([0.5, Number.NaN, 1]);
});

test('what fires at the horizon counts, what fires after it does not', () => {
  const { firings, reward } = story(
    'activities: {tick: {delay: {at: [1, 2, 2.000001]}, then: {}}}\nrewards: {ticks: {impulse: {tick: 1}}}',
    2,
  );
  expect(firings).toHaveLength(2);
  expect(reward('ticks')).toEqual([2]);
});

test('a trial in which nothing can happen any more ends at its horizon, or never', () => {
  const text = `
places: {vm: {states: [up, down]}}
activities: {fail: {when: vm == up, delay: 1, then: {vm: down}}}
rewards: {up: {rate: vm == up}, down: {rate: vm == down}}
measures: {back: {mean-time-to: vm == up && down-first == 1}, state: {at: 3, of: vm == down}}
let: {down-first: 0}
`.replace(/down-first/g, 'never');
  const bounded = story(text, 10);
  expect([bounded.end, bounded.ended]).toEqual([10, false]);
  const unbounded = story(text, Number.POSITIVE_INFINITY);
  expect([unbounded.end, unbounded.ended]).toEqual([Number.POSITIVE_INFINITY, false]);
  expect(unbounded.reward('up')).toEqual([1]);
  expect(unbounded.reward('down')).toEqual([Number.POSITIVE_INFINITY]);
  expect(unbounded.instants('state')).toEqual([1]);
});

test('a net without activities is observed to its horizon', () => {
  const net = netOf(
    'places: {count: 3}\nmeasures: {count: {at: [0, 5], of: count}, gain: {accumulated: count, until: 5}}',
  );
  expect([...bothTrials(net, planOf(net, 5)).rows]).toEqual([5, 0, 15, 15, 3, 3, 3]);
});

test('observers never feed back: what is observed changes no trial', () => {
  const activities = `
places: {vm: {states: [up, down]}}
activities:
  fail: {when: vm == up, rate: 1, then: {vm: down}}
  back: {when: vm == down, rate: 2, then: {vm: up}}
`;
  const observed = `
rewards: {down: {rate: vm == down, impulse: {fail: 1}}}
spans: {outage: {while: vm == down}}
measures: {at: {at: [1, 2], of: vm}}
`;
  expect(story(activities + observed, 20).firings).toEqual(story(activities, 20).firings);
});
