import { describe, expect, test } from 'vitest';
import { loadYaml } from '../../src/config/yaml.js';
import { evaluate } from '../../src/net/expression/evaluate.js';
import type { Expression } from '../../src/net/expression/expression.js';
import { type ExpressionNames, printExpression } from '../../src/net/expression/print.js';
import type { Activity, Measure, Net } from '../../src/net/net.js';
import { parseNet } from '../../src/net/parse.js';
import { replicas } from './replicas.js';

/** The net of these sections, written with any indentation. */
function net(text: string): Net {
  const indent = /^\n( *)/.exec(text)?.[1] ?? '';
  const sections = text.replaceAll(`\n${indent}`, '\n');
  return parseNet(loadYaml(`format: ninefold/net@1\nname: test\n${sections}`).data);
}

function namesOf({ constants, places, lets }: Net): ExpressionNames {
  const name = (named: { name: string }): string => named.name;
  return {
    constants: constants.map(name),
    places: places.map(name),
    lets: lets.map(name),
    states: places.map((place) => place.states),
  };
}

const textOf = (e: Expression, of: Net): string => printExpression(e, namesOf(of));

function named<T extends { readonly name: string }>(list: readonly T[], name: string): T {
  const found = list.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`no ${name} among ${list.map((entry) => entry.name).join(', ')}`);
  return found;
}

const letText = (of: Net, name: string): string => textOf(named(of.lets, name).expression, of);

function letValue(of: Net, name: string, state: readonly number[] = of.places.map((place) => place.initial)): number {
  const constants = of.constants.map((constant) => constant.value);
  return evaluate(named(of.lets, name).expression, { state, constants, lets: of.lets });
}

function writes(activity: Activity, of: Net, position = 0): string[] {
  const effects = activity.cases[position]?.effects ?? [];
  return effects.map(({ place, value }) => `${of.places[place]?.name}: ${textOf(value, of)}`);
}

describe('the replicas', () => {
  const replicated = parseNet(loadYaml(replicas).data);

  test('members stand in the place of their family, in index order', () => {
    expect(replicated.places.map((place) => place.name)).toEqual(['hypervisor', 'vm(1)', 'vm(2)', 'vm(3)']);
    expect(replicated.activities.map((activity) => activity.name)).toEqual([
      'failHypervisor',
      'rebootHypervisor',
      ...['failVm', 'restartVm', 'fallVm', 'bootVm', 'upVm'].flatMap((name) => [1, 2, 3].map((i) => `${name}(${i})`)),
    ]);
  });

  test('places with named states', () => {
    expect(replicated.places[1]).toEqual({
      name: 'vm(1)',
      initial: 0,
      min: 0,
      max: 3,
      states: ['up', 'failed', 'off', 'booting'],
    });
  });

  test('times are in hours', () => {
    expect(replicated.constants.map(({ name, value }) => [name, value])).toEqual([
      ['n', 3],
      ['k', 1],
      ['mttf', 720],
    ]);
    const restart = named(replicated.activities, 'restartVm(1)').timing;
    expect(restart.kind === 'delay' && restart.law.bound?.mean).toBe(1 / 60);
  });

  test('a law whose parameters are known is bound', () => {
    const { timing } = named(replicated.activities, 'failVm(2)');
    if (timing.kind !== 'delay') throw new Error(timing.kind);
    expect(timing.law.distribution.name).toBe('weibull');
    expect(timing.law.form).toBe(0);
    expect(timing.law.bound?.mean).toBeCloseTo(720, 9);
  });

  test('guards, effects and priorities of a member', () => {
    const fall = named(replicated.activities, 'fallVm(3)');
    expect(textOf(fall.guard, replicated)).toBe('hypervisor != hvUp && vm(3) != off');
    expect(fall.timing).toEqual({ kind: 'immediate' });
    expect(fall.priority).toBe(9);
    expect(writes(fall, replicated)).toEqual(['vm(3): 2']);
    expect(named(replicated.activities, 'restartVm(1)').cases.map(({ weight }) => weight)).toEqual([
      { kind: 'number', value: 0.9 },
      { kind: 'number', value: 0.1 },
    ]);
  });

  test('what is observed', () => {
    expect(letText(replicated, 'service')).toBe('sum(vm(1) == up, vm(2) == up, vm(3) == up) >= k');
    const crashes = named(replicated.rewards, 'crashes').impulses.map(
      ({ activity }) => replicated.activities[activity],
    );
    expect(crashes.map((activity) => activity?.name)).toEqual(['failVm(1)', 'failVm(2)', 'failVm(3)']);
    expect(replicated.measures.map(({ name, kind, unit }) => [name, kind, unit])).toEqual([
      ['availability', 'steady-state', ''],
      ['year', 'average', ''],
      ['mission', 'reach', ''],
      ['mttf', 'mean-time-to', 'h'],
      ['curve', 'instant', ''],
      ['crashes-year', 'accumulated', ''],
      ['outage-p99', 'span', 'h'],
      ['outages', 'span', ''],
      ['outage-mean', 'span', 'h'],
    ]);
    const curve = named(replicated.measures, 'curve');
    if (curve.kind !== 'instant') throw new Error(curve.kind);
    expect(curve.at.times).toHaveLength(61);
    expect([curve.at.times[0], curve.at.times[1], curve.at.times[60]]).toEqual([0, 12, 720]);
    expect(replicated.warnings).toEqual([]);
  });
});

describe('units and constants', () => {
  test('a unit counts in the time unit of the net', () => {
    const of = (unit: string): number[] =>
      net(`time-unit: ${unit}\nconstants: {a: 1 d, b: 1/(2880 h), c: 90}`).constants.map((constant) => constant.value);
    expect(of('h')).toEqual([24, 1 / 2880, 90]);
    expect(of('min')).toEqual([1440, 1 / 172_800, 90]);
    expect(of('d')).toEqual([1, 1 / 120, 90]);
  });

  test('constants follow from earlier ones, and keep their expressions', () => {
    const of = net('constants: {a: 2, b: a^2 + 1, c: true}');
    expect(of.constants.map((constant) => constant.value)).toEqual([2, 5, 1]);
    expect(of.constants[1]?.expression.kind).toBe('binary');
  });
});

describe('families', () => {
  const grid = net(
    `
    constants: {n: 2, m: 3}
    indices: {i: n, j: m}
    places:
      link(i, j): {initial: 10 * i + j}
      hv(j): {states: [good, bad]}
      at(i): {initial: 1, min: 1, max: m}
    let:
      total: sum(link(*, *))
      row(i): sum(link(i, *))
      column: sum(link(*, 2))
      worst: max(min(link(1, *)), 5)
      good2(i): hv(at(i)) == good
      far: link(at(1), 2)
      pairs: sum(hv(*) * link(1, *))
      none: any(good2(*))
  `,
  );

  test('the last index runs fastest', () => {
    expect(grid.places.map((place) => place.name).slice(0, 6)).toEqual([
      'link(1, 1)',
      'link(1, 2)',
      'link(1, 3)',
      'link(2, 1)',
      'link(2, 2)',
      'link(2, 3)',
    ]);
    expect(grid.places.map((place) => place.initial)).toEqual([11, 12, 13, 21, 22, 23, 0, 0, 0, 1, 1]);
  });

  test('stars range over the index they stand for', () => {
    expect(letValue(grid, 'total')).toBe(11 + 12 + 13 + 21 + 22 + 23);
    expect(letValue(grid, 'row(2)')).toBe(21 + 22 + 23);
    expect(letValue(grid, 'column')).toBe(12 + 22);
    expect(letValue(grid, 'worst')).toBe(11);
  });

  test('stars of one expression run together', () => {
    expect(letText(grid, 'pairs')).toBe('sum(hv(1) * link(1, 1), hv(2) * link(1, 2), hv(3) * link(1, 3))');
  });

  test('a computed index reads the place it names', () => {
    expect(letText(grid, 'good2(1)')).toBe('hv(at(1)) == good');
    const state = grid.places.map((place) => place.initial);
    expect(letValue(grid, 'far', state)).toBe(12);
    state[9] = 2;
    expect(letValue(grid, 'far', state)).toBe(22);
    state[7] = 1;
    expect(letValue(grid, 'good2(1)', state)).toBe(0);
    expect(letValue(grid, 'none', state)).toBe(1);
  });

  test('over no members a sum is 0, all holds and any does not', () => {
    const empty = net('indices: {i: 0}\nplaces: {a(i): 1}\nlet: {total: sum(a(*)), every: all(a(*)), some: any(a(*))}');
    expect(empty.places).toEqual([]);
    expect(['total', 'every', 'some'].map((name) => letValue(empty, name))).toEqual([0, 1, 0]);
  });

  test('logic never looks at a member that is not there', () => {
    const chain = net(`
      indices: {i: 3}
      places: {a(i): 0}
      let: {next(i): "i < 3 && a(i + 1) > 0", last(i): "if(i == 3, 7, a(i + 1))", free(i): "i == 3 || a(i + 1) > 0"}
    `);
    expect(letText(chain, 'next(2)')).toContain('a(3) > 0');
    expect(['next(3)', 'last(3)', 'free(3)'].map((name) => letValue(chain, name))).toEqual([0, 7, 1]);
  });

  test('lets stand after those they read, whatever the order they are written in', () => {
    const ladder = net(
      'indices: {i: 3}\nplaces: {p: 1}\nlet: {top: rung(3), rung(i): "if(i == 1, p, rung(i - 1) + 1)"}',
    );
    expect(ladder.lets.map((entry) => entry.name)).toEqual(['rung(1)', 'rung(2)', 'rung(3)', 'top']);
    expect(letValue(ladder, 'top')).toBe(3);
  });
});

describe('activities', () => {
  const shared = net(`
    constants: {n: 3, spare: 0}
    indices: {i: n}
    places: {vm(i): {states: [up, down]}, last: 0}
    activities:
      crash(i): {when: 0 > 1, immediate: 0, then: {vm(i): down, last: i}, restarts: [check]}
      fail(i): {when: vm(i) == up, rate: 1, then: crash(i)}
      shock: {rate: 0.1, then: {vm(*): 1 - vm(*)}, restarts: [fail(*), shock]}
      next(i): {when: i < n && vm(i) == down, rate: 1, then: {vm(i + 1): down}}
      mend: {when: spare > 0, rate: 1, then: {vm(1): up}}
      check: {delay: 1 h, cases: [{weight: vm(1), then: {vm(1): up}}, {weight: 1}]}
    rewards: {size: {rate: vm(1), impulse: {fail(*): 10 * vm(*), crash(*): 1}}}
    spans: {loss: {from: [fail(*), fail(1), next(1)], to: [check, mend], of: last}}
  `);

  test('one whose guard is never true is left out, and what refers to it too', () => {
    expect(shared.activities.map((activity) => activity.name)).toEqual([
      'fail(1)',
      'fail(2)',
      'fail(3)',
      'shock',
      'next(1)',
      'next(2)',
      'check',
    ]);
    expect(shared.spans[0]).toMatchObject({ kind: 'from-to', from: [0, 1, 2, 4], to: [6] });
    expect(shared.rewards[0]?.impulses.map(({ activity }) => activity)).toEqual([0, 1, 2]);
  });

  test("then: another activity means that activity's effects and restarts", () => {
    const fail = named(shared.activities, 'fail(2)');
    expect(writes(fail, shared)).toEqual(['vm(2): 1', 'last: 2']);
    expect(fail.cases[0]?.restarts).toEqual([6]);
  });

  test('a star in a write or an impulse is the member at hand', () => {
    const shock = named(shared.activities, 'shock');
    expect(writes(shock, shared)).toEqual(['vm(1): 1 - vm(1)', 'vm(2): 1 - vm(2)', 'vm(3): 1 - vm(3)']);
    expect(shock.cases[0]?.restarts).toEqual([0, 1, 2, 3]);
    expect(shared.rewards[0]?.impulses.map(({ value }) => textOf(value, shared))).toEqual([
      '10 * vm(1)',
      '10 * vm(2)',
      '10 * vm(3)',
    ]);
  });

  test('an index counts as a number in reads and writes', () => {
    expect(writes(named(shared.activities, 'next(1)'), shared)).toEqual(['vm(2): 1']);
  });

  test('cases keep their weights; one without then does nothing', () => {
    const check = named(shared.activities, 'check');
    expect(check.cases.map(({ weight }) => textOf(weight, shared))).toEqual(['vm(1)', '1']);
    expect(check.cases[1]?.effects).toEqual([]);
  });

  test('the effects of a case that is never taken are not checked', () => {
    const of = net(
      'places: {a: {initial: 0, max: 1}}\nactivities: {x: {rate: 1, cases: [{weight: 0, then: {a: 9}}, {weight: 1, then: {a: 1 - a}}]}}',
    );
    expect(writes(named(of.activities, 'x'), of)).toEqual(['a: 9']);
  });
});

describe('timing', () => {
  const timed = net(`
    places: {load: 1}
    activities:
      rate: {rate: 2 * load}
      fixed: {delay: 30 min, priority: 3}
      worn: {delay: {gamma: {shape: 2, mean: 10}}, speed: load, age: 5 h}
      loaded: {delay: {exponential: {mean: 1/load}}}
      mixed: {delay: {mixture: {weights: [1, 3], of: [{deterministic: {value: 1 min}}, 2 min]}}}
      shift: {delay: {shifted: {by: 1 h, of: {density: {pieces: [[0, 1, 0.5], [1, 3 h, 0.5]]}}}}}
      scan: {delay: {every: {period: 10 min, offset: 1 min, probability: 0.9}}}
      tick: {delay: {every: {period: 1}}}
      script: {delay: {at: [100, 5 d]}}
  `);
  const timing = (name: string) => named(timed.activities, name).timing;
  const law = (name: string) => {
    const found = timing(name);
    if (found.kind !== 'delay') throw new Error(found.kind);
    return found.law;
  };

  test('a rate, a fixed delay and its priority', () => {
    expect(timing('rate').kind).toBe('rate');
    expect(law('fixed').bound?.mean).toBe(0.5);
    expect(named(timed.activities, 'fixed').priority).toBe(3);
  });

  test('speed and age', () => {
    expect(timing('worn')).toMatchObject({ speed: { kind: 'place', index: 0 }, age: { kind: 'number', value: 5 } });
  });

  test('a law that reads a place is not bound', () => {
    expect(law('loaded').bound).toBeUndefined();
    expect(law('loaded').parameters).toHaveLength(1);
  });

  test('laws made of laws', () => {
    expect(law('mixed').bound?.mean).toBeCloseTo((0.25 * 1 + 0.75 * 2) / 60, 12);
    expect(law('shift').bound?.mean).toBeCloseTo(1 + 0.5 * 0.5 + 0.5 * 2, 12);
  });

  test('calendars', () => {
    expect(timing('scan')).toEqual({
      kind: 'every',
      period: { kind: 'number', value: 1 / 6 },
      offset: { kind: 'number', value: 1 / 60 },
      probability: { kind: 'number', value: 0.9 },
    });
    expect(timing('tick')).toEqual({
      kind: 'every',
      period: { kind: 'number', value: 1 },
      offset: { kind: 'number', value: 0 },
    });
    expect(timing('script')).toEqual({
      kind: 'at',
      times: [
        { kind: 'number', value: 100 },
        { kind: 'number', value: 120 },
      ],
    });
  });
});

describe('measures', () => {
  const observed = net(`
    constants: {long: 8760}
    places: {queue: 0, up: {initial: 1, max: 1}}
    let: {busy: queue > 0}
    activities: {come: {rate: 1, then: {queue: queue + 1}}}
    rewards: {work: {rate: queue}, arrivals: {impulse: {come: 1}}, both: {rate: 1, impulse: {come: 1}}}
    spans: {wait: {while: busy}}
    measures:
      list: {average: work, until: [1 d, long]}
      thirds: {at: {from: 0, to: 0.1, steps: 3}, of: busy}
      range: {average: busy, until: {from: 0, to: 4, steps: 2}}
      event: {accumulated: work, until: "queue == 9"}
      before: {probability: {reach: "queue == 5", within: queue == 0}}
      stay: {probability: {stay: busy, within: 3 h}}
      ever: {probability: {reach: busy}}
      frequency: {steady-state: arrivals}
      per-visit: {ratio: work, by: arrivals, until: 10}
      nines: {nines: up}
      p90: {quantile: 0.9, of: wait}
      mixed: {accumulated: both, until: 1, unit: EUR}
  `);
  const measure = <K extends Measure['kind']>(name: string, kind: K): Measure & { kind: K } => {
    const found = named(observed.measures, name);
    if (found.kind !== kind) throw new Error(`${name} is ${found.kind}`);
    return found as Measure & { kind: K };
  };

  test('bounds are times, curves or events', () => {
    expect(measure('list', 'average').until).toEqual({ kind: 'times', times: [24, 8760], curve: true });
    expect(measure('range', 'average').until).toEqual({ kind: 'times', times: [2, 4], curve: true });
    expect(measure('thirds', 'instant').at.times.at(-1)).toBe(0.1);
    expect(measure('stay', 'reach').within).toEqual({ kind: 'times', times: [3], curve: false });
    expect(measure('event', 'accumulated').until.kind).toBe('event');
    expect(measure('before', 'reach').within?.kind).toBe('event');
    expect(measure('ever', 'reach')).not.toHaveProperty('within');
  });

  test('a reward by its name, else an expression as a rate', () => {
    expect(measure('frequency', 'steady-state').of.impulses).toHaveLength(1);
    expect(measure('range', 'average').of).toMatchObject({ rate: { kind: 'let' }, impulses: [] });
  });

  test('to stay is not to reach the opposite', () => {
    const stay = measure('stay', 'reach');
    expect(stay.complement).toBe(true);
    expect(textOf(stay.target, observed)).toBe('!busy');
    expect(measure('ever', 'reach').complement).toBe(false);
  });

  test('units follow from what is measured, or are given', () => {
    const units = Object.fromEntries(observed.measures.map(({ name, unit }) => [name, unit]));
    expect(units).toEqual({
      list: '',
      thirds: '',
      range: '',
      event: 'h',
      before: '',
      stay: '',
      ever: '',
      frequency: '1/h',
      'per-visit': 'h',
      nines: '',
      p90: 'h',
      mixed: 'EUR',
    });
  });

  test('statistics of spans', () => {
    expect(measure('p90', 'span')).toMatchObject({ span: 0, statistic: { kind: 'quantile', probability: 0.9 } });
    expect(measure('p90', 'span')).not.toHaveProperty('until');
    expect(measure('per-visit', 'ratio').until).toBe(10);
  });
});

test('how to run', () => {
  const run = (text: string) => net(`run: ${text}`).run;
  expect(run('{trials: 1000, seed: 42, confidence: 0.99, precision: 1%, warm-up: 10 d, length: 1 y}')).toEqual({
    trials: 1000,
    seed: '42',
    confidence: 0.99,
    precision: 0.01,
    warmUp: 240,
    length: 8760,
  });
  expect(run('{seed: any text, precision: 0.05}')).toEqual({ seed: 'any text', precision: 0.05 });
  expect(net('').run).toEqual({});
});

describe('warnings', () => {
  const warningsOf = (guard: string, then: string): readonly string[] =>
    net(`
      indices: {i: 2}
      places: {a(i): {states: [idle, busy]}, b: 3}
      let: {seen: sum(a(*)) + b}
      activities: {x(i): {when: ${guard}, immediate: 1, then: ${then}}}
      measures: {m: {steady-state: seen}}
    `).warnings;

  test('of an immediate that leaves its guard true', () => {
    const told = [expect.stringMatching(/^activity x\(1\) and 1 more: .*guard true/)];
    expect(warningsOf('a(i) == idle', '{}')).toEqual(told);
    expect(warningsOf('a(i) == idle', '{b: 0}')).toEqual(told);
    expect(warningsOf('a(i) == idle', '{a(i): idle}')).toEqual(told);
    expect(warningsOf('b == 3 && a(i) < 2', '{a(i): busy}')).toEqual(told);
    expect(warningsOf('seen > 2', '{}')).toEqual(told);
  });

  test('of none that makes it false, or might', () => {
    expect(warningsOf('a(i) == idle', '{a(i): busy}')).toEqual([]);
    expect(warningsOf('b > 0 && a(i) == idle', '{b: b - 1}')).toEqual([]);
    expect(warningsOf('seen > 2', '{b: b - 1}')).toEqual([]);
    const neverTaken = '{immediate: 1, when: a == 0, cases: [{weight: 0, then: {}}, {weight: 1, then: {a: 1}}]}';
    expect(net(`places: {a: 0}\nactivities: {x: ${neverTaken}}`).warnings).toEqual([]);
  });

  test('of a place that nothing reads', () => {
    expect(net('indices: {i: 3}\nplaces: {a(i): 1, b: 0}\nlet: {c: b}').warnings).toEqual([
      'place a(1) and 2 more is never read',
    ]);
  });

  const about = (measured: string): readonly string[] =>
    net(`
      indices: {i: 2}
      places: {a(i): 1, b(i): 1}
      let: {read: sum(a(*)) + sum(b(*))}
      measures: {m: {steady-state: "${measured}"}}
    `).warnings;

  test.each([
    ['sum(max(0, a(*)))', 'sum at character 1', 'max'],
    ['2 + sum(if(any(a(*) > 1, b(*) > 1), 1, 0))', 'sum at character 5', 'any'],
    ['max(min(a(*), b(*)))', 'max at character 1', 'min'],
    ['a(1) * all(-sum(a(*)) < b(1))', 'all at character 8', 'sum'],
    ['min(1, sum(max(1, sum(a(*)))))', 'sum at character 8', 'sum'],
  ])('of a fold whose members all go to another inside it: %s', (text, where, inner) => {
    const told = `${where} of '${text}' is of one value: the members of (*) go to the ${inner} inside it`;
    expect(about(text)).toEqual([told]);
  });

  test.each([
    'sum(a(*))',
    'max(0, sum(a(*)))',
    'sum(max(a(*)), b(1))',
    'sum(a(*) - max(a(*)))',
    'sum(if(a(*) > 0, a(*), 0))',
    'sum(max(a(1), b(1)))',
  ])('of no other: %s', (text) => {
    expect(about(text)).toEqual([]);
  });
});
