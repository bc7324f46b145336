import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { exporters } from '../../src/exchange/exporters.js';
import { netOf } from './chains.js';
import { complaints } from './importing.js';
import { MEMORYLESS } from './nets.js';

const cluster = readFileSync(new URL('models/cluster.prism', import.meta.url), 'utf8')
  .replace(/\/\/.*/g, '')
  .replace('N;', 'N = 2;');
const jani = (exporters.get('jani')?.(netOf(MEMORYLESS), { states: false }) ?? []).map(({ text }) => text).join('');
const models = {
  prism: cluster.match(/"\w+"|[\w.]+'?|<=>|=>|->|<=|>=|!=|\.\.|\S|\n/g) ?? [],
  jani: jani.match(/"[^"]*"|[-\w.]+|[{}[\]:,]/g) ?? [],
};

/** A slip of the pen: some tokens lost, doubled or in the place of others. */
const slips = fc.array(fc.record({ kind: fc.constantFrom('lose', 'double', 'swap'), at: fc.nat(), other: fc.nat() }), {
  minLength: 1,
  maxLength: 4,
});

test.each([
  ['prism', 40],
  ['jani', 15],
] as const)(
  'a model in %s with slips of the pen is read or refused, each problem with its place',
  (format, numRuns) => {
    const tokens = models[format];
    expect(tokens.length).toBeGreaterThan(300);
    expect(complaints(format, tokens.join(' '))).toEqual([]);
    let refused = 0;
    void fc.assert(
      fc.property(slips, (all) => {
        const text = [...tokens];
        for (const { kind, at, other } of all) {
          const place = at % text.length;
          const token = text[kind === 'swap' ? other % text.length : place] ?? '';
          text.splice(place, kind === 'double' ? 0 : 1, ...(kind === 'lose' ? [] : [token]));
        }
        const found = complaints(format, text.join(' '));
        if (found.length > 0) refused++;
        for (const line of found) expect(line).toMatch(/^[1-9]\d*:[1-9]\d* .+, need .+/);
      }),
      { numRuns, seed: 1 },
    );
    expect(refused).toBeGreaterThan(numRuns / 3);
  },
);
