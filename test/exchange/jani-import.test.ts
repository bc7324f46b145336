import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { solveExact } from '../../src/exact/solve.js';
import { ratesByState } from './chains.js';
import { complaints, imported } from './importing.js';

type Json = { readonly [key: string]: unknown };

const op = (name: string, left: unknown, right: unknown): Json => ({ op: name, left, right });
const less = op('<', 'n', 'N');

/** A queue and a server that take `serve` together; the server has two locations, and says when it is busy. */
const queue = (more: Json = {}, { server = {}, edges = [] as readonly Json[] } = {}): Json => ({
  'jani-version': 1,
  name: 'queue',
  type: 'ctmc',
  metadata: { author: 'nobody' },
  features: ['derived-operators', 'functions'],
  actions: [{ name: 'serve' }, { name: 'take' }],
  constants: [
    { name: 'N', type: 'int' },
    { name: 'lambda', type: { kind: 'bounded', base: 'real', 'lower-bound': 0 }, value: op('/', 3, 2) },
  ],
  variables: [
    { name: 'n', type: { kind: 'bounded', base: 'int', 'lower-bound': 0, 'upper-bound': 'N' }, 'initial-value': 0 },
    { name: 'full', type: 'bool', transient: true, 'initial-value': false },
    { name: 'jobs', type: 'real', transient: true, 'initial-value': 0 },
    { name: 'served', type: 'int', transient: true, 'initial-value': 0 },
  ],
  functions: [
    {
      name: 'atLeast',
      type: 'bool',
      parameters: [
        { name: 'n', type: 'int' },
        { name: 'least', type: 'int' },
      ],
      body: op('≥', 'n', 'least'),
    },
  ],
  automata: [
    {
      name: 'queue',
      locations: [
        {
          name: 'only',
          'transient-values': [
            { ref: 'full', value: { op: 'call', function: 'atLeast', args: ['n', 'N'] } },
            { ref: 'jobs', value: op('*', 2, 'n') },
          ],
        },
      ],
      'initial-locations': ['only'],
      edges: [
        {
          location: 'only',
          rate: { exp: 'lambda', comment: 'arrivals' },
          guard: { exp: less },
          destinations: [{ location: 'only', assignments: [{ ref: 'n', value: op('+', 'n', 1) }] }],
        },
        {
          location: 'only',
          action: 'take',
          rate: { exp: 1 },
          guard: { exp: { op: '¬', exp: op('=', 'n', 0) } },
          destinations: [
            { location: 'only', probability: { exp: 0.75 }, assignments: [{ ref: 'n', value: op('-', 'n', 1) }] },
            { location: 'only', probability: { exp: 0.25 } },
          ],
        },
        ...edges,
      ],
    },
    {
      name: 'server',
      locations: [{ name: 'idle' }, { name: 'busy' }],
      'initial-locations': ['idle'],
      variables: [{ name: 'n', type: 'bool', 'initial-value': false }],
      edges: [
        {
          location: 'idle',
          action: 'serve',
          rate: { exp: 4 },
          destinations: [{ location: 'busy', assignments: [{ ref: 'served', value: 1 }] }],
        },
        {
          location: 'busy',
          rate: { exp: 5 },
          destinations: [{ location: 'idle', assignments: [{ ref: 'n', value: { op: '¬', exp: 'n' } }] }],
        },
      ],
      ...server,
    },
  ],
  system: {
    elements: [{ automaton: 'queue' }, { automaton: 'server' }],
    syncs: [{ synchronise: ['take', 'serve'], result: 'serve' }],
  },
  ...more,
});

const property = (values: unknown): Json => ({
  properties: [{ name: 'asked', expression: { op: 'filter', fun: 'max', values, states: { op: 'initial' } } }],
});

function solved(values: unknown, constants: Readonly<Record<string, string>> = { N: '2' }): number {
  const { net } = imported('jani', JSON.stringify(queue(property(values))), constants);
  const result = solveExact(net).asked;
  return result?.kind === 'value' ? result.value : Number.NaN;
}

describe('a model in JANI', () => {
  test('steps together along its vectors, from location to location', () => {
    const { net } = imported('jani', JSON.stringify(queue()), { N: '2' });
    expect(net.places.map(({ name }) => name)).toEqual(['n', 'server_location', 'server_n']);
    const rates = ratesByState(net);
    expect(rates.get('0,0,0 -> 1,0,0')).toBe(1.5);
    expect(rates.get('1,0,0 -> 0,1,0')).toBe(3);
    expect(rates.get('1,0,0 -> 1,1,0')).toBe(1);
    expect(rates.get('1,1,0 -> 1,0,1')).toBe(5);
    expect([...rates.keys()].some((key) => key.startsWith('2,') && key.includes('-> 3'))).toBe(false);
  });

  test.each([
    [
      'the long run of a label and its opposite',
      op('/', { op: 'Smax', exp: 'full' }, { op: 'Smin', exp: op('=', 'n', 2) }),
      1,
    ],
    ['what is in the first states', { op: 'Emax', exp: 'jobs', 'time-instant': 0 }, 0],
    ['a passage', { op: 'Pmin', exp: { op: 'F', exp: 'full' } }, 1],
    ['a passage before', { op: 'Pmax', exp: op('U', op('=', 'n', 0), op('=', 'n', 1)) }, 1],
    ['the first arrival', { op: 'Emax', exp: 1, accumulate: ['time'], reach: op('>', 'n', 0) }, 2 / 3],
    [
      'a passage in time',
      { op: 'Pmax', exp: { ...op('U', true, op('=', 'n', 1)), 'time-bounds': { upper: 2, 'upper-exclusive': false } } },
      1 - Math.exp(-3),
    ],
    [
      'a stay',
      { op: 'Pmax', exp: { op: 'G', exp: op('=', 'n', 0), 'time-bounds': { lower: 0, upper: 2 } } },
      Math.exp(-3),
    ],
  ])('answers %s', (_, values, expected) => {
    expect(solved(values)).toBeCloseTo(expected, 10);
  });

  test('counts steps, and time, and both', () => {
    const gained = (accumulate: readonly string[], exp: string): number => solved({ op: 'Smax', exp, accumulate });
    const served = gained(['steps'], 'served');
    const jobs = gained(['time'], 'jobs');
    expect(served).toBeGreaterThan(0);
    expect(jobs).toBeGreaterThan(0);
    expect(gained(['time'], 'served')).toBe(0);
    expect(gained(['steps'], 'jobs')).toBe(0);
    expect(gained(['time', 'steps'], 'jobs')).toBe(jobs);
    // The server is idle again once for each time it has served.
    const idle = solved({ op: 'Smax', exp: { op: 'call', function: 'atLeast', args: [0, 'server_location'] } });
    expect(served).toBeCloseTo(5 * (1 - idle), 10);
  });

  test('is found by its restriction where initial values are left open', () => {
    const open = queue(
      { 'restrict-initial': { exp: op('∧', op('=', 'n', 1), true) } },
      { server: { variables: [{ name: 'n', type: 'bool', 'initial-value': true }] } },
    );
    const [n, ...others] = open.variables as readonly Json[];
    const { 'initial-value': _, ...bare } = n as Json;
    const text = JSON.stringify({ ...open, variables: [bare, ...others] });
    const { net } = imported('jani', text, { N: '2' });
    expect(net.places.map(({ initial }) => initial)).toEqual([1, 0, 1]);
  });

  test('may be written as YAML, of which JSON is a part', () => {
    expect(ratesByState(imported('jani', stringify(queue()), { N: '2' }).net).size).toBe(
      ratesByState(imported('jani', JSON.stringify(queue()), { N: '2' }).net).size,
    );
  });

  test('a probability that is a share of the rate is no division', () => {
    const edge: Json = {
      location: 'only',
      rate: { exp: op('+', 'n', 2) },
      destinations: [
        {
          location: 'only',
          probability: { exp: op('/', 'n', op('+', 'n', 2)) },
          assignments: [{ ref: 'n', value: 0 }],
        },
      ],
    };
    const { document } = imported('jani', JSON.stringify(queue({}, { edges: [edge] })), { N: '2' });
    expect(Object.values(document.activities ?? {}).map(({ rate }) => rate)).toContain('n');
  });

  test('may nest a long run of one operator deeper than an expression of a net', () => {
    let run: unknown = false;
    for (let i = 0; i < 1000; i++) run = op('∨', run, op('=', 'n', i % 3));
    expect(solved({ op: 'Smax', exp: run })).toBeCloseTo(1, 12);
  });
});

describe('what has no net is named with its path and line', () => {
  const model = (change: (model: Json) => Json): string => JSON.stringify(change(queue()), null, 1);
  const change = (key: string, value: unknown) => (json: Json) => ({ ...json, [key]: value });

  test.each([
    ['the type', change('type', 'mdp'), /^\d+:\d+ 'mdp', need ctmc/],
    ['the version', change('jani-version', 2), /need 1$/],
    ['no automata', change('automata', []), /an empty list, need/],
    [
      'a clock',
      change('variables', [{ name: 'n', type: 'clock' }]),
      /the type 'clock', need bool, int or a bounded int/,
    ],
    ['an array', change('variables', [{ name: 'n', type: { kind: 'array', base: 'int' } }]), /the type array int/],
    [
      'several initial values',
      change('variables', [{ name: 'n', type: 'bool' }]),
      /(several initial states|no initial)/,
    ],
    [
      'a missing vector',
      change('system', { elements: [{ automaton: 'queue' }, { automaton: 'server' }] }),
      /actions, but no syncs/,
    ],
    [
      'a short vector',
      change('system', {
        elements: [{ automaton: 'queue' }, { automaton: 'server' }],
        syncs: [{ synchronise: ['take'] }],
      }),
      /a vector of 1, need one entry for each of 2 elements/,
    ],
    [
      'a lost automaton',
      change('system', { elements: [{ automaton: 'queue' }], syncs: [] }),
      /server, which the system leaves out/,
    ],
    ['an operator', change('restrict-initial', { exp: op('∃', 1, 2) }), /the operator '∃'/],
    [
      'an unknown function',
      change('restrict-initial', { exp: { op: 'call', function: 'f', args: [] } }),
      /the function 'f'/,
    ],
    [
      'a recursion',
      (json: Json) => ({
        ...json,
        'restrict-initial': { exp: { op: 'call', function: 'f', args: [] } },
        functions: [
          ...(json.functions as readonly Json[]),
          { name: 'f', type: 'bool', parameters: [], body: { op: 'call', function: 'f', args: [] } },
        ],
      }),
      /too deep an expression/,
    ],
    [
      'a property of the wrong kind',
      change('properties', [{ name: 'p', expression: op('≥', { op: 'Pmax', exp: true }, 1) }]),
      /the operator '≥'/,
    ],
    [
      'a path',
      change('properties', [{ name: 'p', expression: { op: 'Pmax', exp: op('W', true, true) } }]),
      /the path operator 'W'/,
    ],
    [
      'an unknown name',
      change('properties', [{ name: 'p', expression: { op: 'Smax', exp: 'nowhere' } }]),
      /the unknown name nowhere/,
    ],
    [
      'a reward without an end',
      change('properties', [{ name: 'p', expression: { op: 'Emax', exp: 'jobs' } }]),
      /a reward without an end/,
    ],
    [
      'a reward on leaving',
      change('properties', [{ name: 'p', expression: { op: 'Emax', exp: 'jobs', accumulate: ['exit'], reach: true } }]),
      /'exit', need time, steps or both/,
    ],
  ])('%s', (_, wrong, expected) => {
    const [first] = complaints('jani', model(wrong), { N: '2' });
    expect(first).toMatch(expected);
    expect(first).toMatch(/^[1-9]\d*:[1-9]\d* /);
  });

  test('edges', () => {
    const edges: readonly Json[] = [
      { location: 'only', destinations: [{ location: 'only' }] },
      { location: 'elsewhere', rate: { exp: 1 }, destinations: [{ location: 'only' }] },
      {
        location: 'only',
        rate: { exp: 1 },
        destinations: [{ location: 'only', assignments: [{ ref: { op: 'aa' }, value: 1 }] }],
      },
      {
        location: 'only',
        rate: { exp: 1 },
        destinations: [
          {
            location: 'only',
            assignments: [
              { ref: 'n', value: 0, index: 0 },
              { ref: 'full', value: true, index: 1 },
            ],
          },
        ],
      },
    ];
    const found = complaints('jani', JSON.stringify(queue({}, { edges }), null, 1), { N: '2' });
    expect(found.map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'an edge without a rate, need a rate: every edge of a ctmc has one',
      "'elsewhere', need a location of queue",
      'an assignment to a map of op, need the name of a variable',
      'assignments one after the other, need all of one index: they happen at once',
    ]);
  });

  test('what is no JSON', () => {
    expect(complaints('jani', '{"jani-version": 1,\n "name": }}')[0]).toMatch(/^2:/);
    expect(complaints('jani', '[]')).toEqual(['1:1 an empty list, need a map']);
  });
});
