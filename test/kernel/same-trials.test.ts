import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../src/config/problem.js';
import { compileNet } from '../../src/kernel/compile.js';
import { interpretNet } from '../../src/kernel/interpret.js';
import type { TrialProgram } from '../../src/kernel/plan.js';
import type { Net } from '../../src/net/net.js';
import { parseNet } from '../../src/net/parse.js';
import { type RandomNet, randomNet, type Size } from './random-nets.js';
import { expectSame, forms, outcomeOf, planOf, type Trials } from './trials.js';

/** `RANDOM_NETS=50 npx vitest run test/kernel/same-trials.test.ts` looks at fifty times as many. */
const zeal = Number(process.env.RANDOM_NETS ?? 1);
const TRIALS = 3;

const small: Size = { members: { min: 3, max: 5 }, activities: { min: 1, max: 6 } };
/** More clocks than are scanned, and more code than is written out. */
const large: Size = { members: { min: 9, max: 14 }, activities: { min: 3, max: 5 } };

test('compiled trials are the interpreted ones, bit for bit, errors included', () => {
  fc.assert(fc.property(randomNet(small), checkSameTrials), { numRuns: 40 * zeal });
});

test('compiled trials of large nets too', () => {
  fc.assert(fc.property(randomNet(large), checkSameTrials), { numRuns: 6 * zeal });
});

test('and with other numbers in the same net, whatever of it is compiled anew', () => {
  const numbers = fc.record({
    slow: fc.constantFrom(0, 0.4, 0.7, 1),
    fast: fc.constantFrom(0.4, 1, 3.1),
    limit: fc.nat({ max: 3 }),
  });
  const variations = fc.tuple(randomNet(small), fc.array(numbers, { minLength: 2, maxLength: 3 }));
  fc.assert(
    fc.property(variations, ([random, others]) => {
      for (const other of others) {
        const { document } = random;
        checkSameTrials({ ...random, document: { ...document, constants: { ...document.constants, ...other } } });
      }
    }),
    { numRuns: 15 * zeal },
  );
});

function checkSameTrials(random: RandomNet): void {
  const net = parsed(random);
  const plan = planOf(net, random.horizon, random.spanBounds);
  const interpreted = interpretNet(net, plan, 'laws');
  const compiled = forms.map((textMax) => compileNet(net, plan, 'laws', textMax));
  const wanted = outcomeOf(interpreted, 0, TRIALS);
  for (const program of compiled) expectSame(outcomeOf(program, 0, TRIALS), wanted);
  if (wanted.kind === 'error') return;
  for (const program of [interpreted, ...compiled]) checkAlone(program, wanted);
}

/** A trial run alone, after any other, is the trial of the batch. */
function checkAlone(program: TrialProgram, batch: Trials): void {
  const { width } = program.layout;
  let events = 0;
  for (const trial of [2, 0, 1]) {
    const alone = outcomeOf(program, trial, 1);
    const rows = batch.rows.slice(trial * width, (trial + 1) * width);
    const passages = batch.passages.filter((passage) => passage[1] === trial);
    if (alone.kind === 'trials') events += alone.events;
    expectSame(alone, { kind: 'trials', rows, passages, events: alone.kind === 'trials' ? alone.events : Number.NaN });
  }
  expect(events).toBe(batch.events);
}

/** Some numbers are illegal already when the net is read; such a document is none. */
function parsed({ document }: RandomNet): Net {
  try {
    return parseNet(document);
  } catch (error) {
    fc.pre(!(error instanceof InputError));
    throw error;
  }
}
