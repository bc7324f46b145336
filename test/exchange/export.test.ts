import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { explore } from '../../src/exact/explore/explore.js';
import type { ExportedFile } from '../../src/exchange/exported-file.js';
import { exporters } from '../../src/exchange/exporters.js';
import { ExportRefusal } from '../../src/exchange/markov/markov-model.js';
import type { Net } from '../../src/net/net.js';
import { modelOf } from '../../src/system/model.js';
import { netOf, sortedRates } from './chains.js';
import { imported } from './importing.js';
import { MEMORYLESS, WITH_PHASES } from './nets.js';

function exported(format: string, net: Net, states = false): readonly ExportedFile[] {
  const exporter = exporters.get(format);
  if (exporter === undefined) throw new Error(`no format ${format}`);
  return exporter(net, { states });
}

const main = (format: string, net: Net, states = false): string => exported(format, net, states)[0]?.text ?? '';

describe('a chain as tables', () => {
  test('has every state with its values and every rate', () => {
    const net = netOf(WITH_PHASES);
    const [states, transitions] = exported('csv-chain', net);
    const rows = (file: ExportedFile | undefined): string[][] =>
      (file?.text ?? '')
        .trimEnd()
        .split('\n')
        .map((line) => line.split(','));
    const [head, ...body] = rows(states);
    expect(states?.name).toBe('states.csv');
    expect(head).toEqual(['state', 'initial', 'hv', 'vm', 'service', 'reward falls', 'reward load']);
    const { chain, impulseRates } = explore(net, [net.rewards[0]?.impulses ?? []]);
    expect(body.length).toBe(chain.stateCount);
    expect(body.map((row) => Number(row[1])).reduce((a, b) => a + b)).toBe(1);
    expect(body.map((row) => Number(row[5]))).toEqual([...(impulseRates[0] ?? [])]);
    const [names, ...edges] = rows(transitions);
    expect(names).toEqual(['from', 'to', 'rate']);
    expect(edges.map((row) => Number(row[2])).sort((a, b) => a - b)).toEqual(sortedRates(net));
  });

  test('quotes a name with a comma', () => {
    const net = netOf(
      'indices: {i: 1, j: 1}\nplaces:\n  link(i, j): 0\nactivities:\n  a: {when: "link(1, 1) == 0", rate: 1, then: {"link(1, 1)": 1}}',
    );
    expect(main('csv-chain', net).split('\n')[0]).toBe('state,initial,"link(1, 1)"');
  });
});

describe('a picture', () => {
  test('shows places, activities, what is read and what is written', () => {
    const text = main('dot', netOf(WITH_PHASES));
    expect(text).toContain('p1 [shape=ellipse, label="vm\\nup"];');
    expect(text).toContain('a2 [shape=box, penwidth=3, label="fall\\nimmediate 2"];');
    expect(text).toContain('p0 -> a2 [style=dashed, arrowhead=none];');
    expect(text).toContain('a2 -> p1 [label="off"];');
    expect(text).not.toContain('a2 -> p0');
    expect(text.match(/shape=box/g)?.length).toBe(5);
  });

  test('of the states shows each with what differs, and each rate', () => {
    const net = netOf(WITH_PHASES);
    const text = main('dot', net, true);
    const { chain } = explore(net);
    expect(text.match(/ -> /g)?.length).toBe(chain.rate.length);
    expect(text).toContain('s0 [label="initial state", penwidth=3];');
    expect(text).toContain('hv=hvDown\\nvm=off');
  });
});

describe('a net of another kind', () => {
  test('keeps its numbers apart from its names', () => {
    const net = netOf(`
constants: {ctmc: 2, big: 3e9, neg: -1.5}
places: {P: {initial: 1, max: 1}, a.b: {initial: 1, max: 1}}
let: {F: P == 1, value: big * neg}
activities:
  module: {when: F, rate: ctmc, then: {P: 0}}
  a_b: {when: a.b == 1, rate: -neg, then: {a.b: 0}}
measures:
  F: {mean-time-to: "!F"}
`);
    const text = main('prism', net);
    expect(text).toContain('// P_ is P\n');
    expect(text).toContain('const double big = 3000000000.0;');
    expect(text).toContain('const double neg = -1.5;');
    expect(text).toContain("[module_] F_ -> ctmc_ : (P_'=0);");
    const { net: again } = imported(
      'prism',
      exported('prism', net)
        .map((file) => file.text)
        .join('\n'),
    );
    expect(sortedRates(again)).toEqual(sortedRates(net));
  });

  test('reads computed indices, remainders and real powers as the net does', () => {
    const net = netOf(
      `
indices: {i: 3}
constants: {half: 0.5}
places:
  at: {initial: 1, min: -3, max: 3}
  v(i): {initial: 1, max: 9}
let:
  chosen: v(max(at, 1))
activities:
  go: {when: at < 3, rate: 1 + exp(at) + log(4) + 2 ^ (-at) + chosen, then: {at: at + 1, v(2): 'min(v(max(at, 1)) + 1, 9)'}}
  back: {when: at > -3, rate: 5 + at % 2 + (at + half) % 2 + floor(half * at) + ceil(half) + abs(at), then: {at: at - 1}}
  sum: {when: 'at == 0 && sum(v(*)) < 9 && any(v(1) == 1, at > 5) && all(at < 9, 1)', rate: 'if(at, 2, 3) * (at == 0) * min(4, 5, 6)', then: {v(1): 'max(v(1), 1)', v(3): v(3) + half * 2}}
`.replace('chosen: v(max(at, 1))', 'chosen: v(max(at, 1))'),
    );
    for (const format of ['prism', 'jani']) {
      const { net: again } = imported(
        format,
        exported(format, net)
          .map((file) => file.text)
          .join('\n'),
      );
      const [before, after] = [sortedRates(net), sortedRates(again)];
      expect(after.length).toBe(before.length);
      for (const [position, rate] of before.entries()) expect(after[position]).toBeCloseTo(rate, 10);
    }
  });

  test('without a bound gets the range it reaches', () => {
    const text = main('prism', netOf('places: {n: 0}\nactivities:\n  up: {when: n < 4, rate: 1, then: {n: n + 2}}'));
    expect(text).toContain('n : [0..4] init 0;');
    const open = main('prism', netOf('places: {n: 0}\nactivities:\n  up: {rate: 1, then: {n: n + 1}}'));
    expect(open).toContain('n : int init 0;');
    expect(open).toMatch(/\/\/ n without a range: more than \d+ states/);
  });

  test('that is no chain is refused with the reason', () => {
    const net = netOf('places: {n: 0}\nactivities:\n  up: {when: n == 0, delay: {at: [1 h]}, then: {n: 1}}');
    expect(() => exported('prism', net)).toThrow(ExportRefusal);
    expect(() => exported('csv-chain', net)).toThrow(ExportRefusal);
    expect(main('dot', net)).toContain('at listed times');
  });

  test('that starts in one of several states is refused but as tables', () => {
    const net = netOf(
      'places: {n: 0}\nactivities:\n  toss: {when: n == 0, immediate: 1, cases: [{weight: 1, then: {n: 1}}, {weight: 3, then: {n: 2}}]}\n  end: {when: n == 1, rate: 1, then: {n: 2}}',
    );
    expect(() => exported('jani', net)).toThrow('a chain that starts in one of 2 states');
    expect(main('csv-chain', net)).toContain('0,0.25,1\n');
  });

  test('says which measures it leaves out', () => {
    const net = netOf(`${MEMORYLESS}  outages: {count: outage, until: 1 y}\nspans: {outage: {while: "!service"}}\n`);
    expect(main('prism', net)).toContain('// outages is left out: passages have no counterpart\n');
  });
});

test('a system is exported as the net that it becomes', () => {
  const text = readFileSync(new URL('../../sim-configs/validation/two-state-any.yaml', import.meta.url), 'utf8');
  const { net } = modelOf(parse(text));
  const { net: again } = imported(
    'prism',
    exported('prism', net)
      .map((file) => file.text)
      .join('\n'),
  );
  expect(explore(again).chain.stateCount).toBe(explore(net).chain.stateCount);
  expect(sortedRates(again)).toEqual(sortedRates(net));
});
