import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  closedForm,
  compare,
  inlineExecutor,
  loadModel,
  parseNet,
  prepare,
  printNet,
  simulate,
  solveExact,
  virtualisingPays,
} from '../src/index.js';

const text = `format: ninefold/system@1
name: a node
mission: 100 h
horizon: 1000 h
independent: true
hardware: {mttf: 500 h, mttr: 10 h}
hypervisor: {mttf: 300 h, mttr: 3 h}
vms: {count: 2, mttf: 20 h, mttr: 10 h}
baseline: {name: bare, independent: true, software: {mttf: 20 h, mttr: 10 h}}
`;

test('a model is read, simulated, solved and compared with a closed form', async () => {
  const model = loadModel(text);
  if (model.system === undefined) throw new Error('no system was read');
  const prepared = prepare(model.document, { seed: 'a seed' });
  const simulation = await simulate(prepared, { trials: 200 });
  const known = closedForm(model.system, 'availability-long-run');
  const solved = solveExact(model.net)['availability-long-run'];
  if (!known.applies || solved?.kind !== 'value') throw new Error('nothing is known');
  expect(solved.value).toBeCloseTo(known.value, 12);
  const found = simulation.result('availability-long-run', 1 - 1e-6);
  if (found?.kind !== 'value') throw new Error('nothing was estimated');
  expect(found.low).toBeLessThan(known.value);
  expect(found.high).toBeGreaterThan(known.value);

  if (model.baseline === undefined) throw new Error('no baseline was read');
  const bare = prepare(model.baseline.document, { seed: 'a seed' });
  const { measures } = await compare(prepared, bare, ['availability'], {
    executor: inlineExecutor(),
    trials: 200,
    confidence: 0.95,
  });
  expect(measures.availability?.difference.low).toBeGreaterThan(0);
});

test('nets are read and printed', () => {
  const { document } = loadModel(text);
  expect(printNet(loadModel(printNet(document)).document)).toBe(printNet(document));
  expect(parseNet(document).name).toBe('a node');
});

test('closed forms are there by name', () => {
  expect(virtualisingPays({ hypervisor: 0.3, vm: 0.1, vmCount: 4 }).holds).toBe(true);
  expect(virtualisingPays({ hypervisor: 0.3, vm: 0.1, vmCount: 3 }).holds).toBe(false);
});

test('the library is what package.json names', () => {
  const { exports: entries } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(entries['.']).toEqual({ types: './dist/index.d.ts', default: './dist/index.js' });
});
