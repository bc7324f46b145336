import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { closedForm } from '../../../src/exact/closed-forms/of-system.js';
import { exactSource } from '../../../src/experiment/findings/exact-source.js';
import { loadModel } from '../../../src/system/model.js';

test('each point of a curve has its own exact value, however often it is asked for', () => {
  const model = loadModel(readFileSync('sim-configs/validation/nv.yaml', 'utf8'));
  if (model.system === undefined) throw new Error('no system');
  const exact = exactSource(model);
  for (const hours of [1, 10, 1, 100]) {
    const answer = closedForm(model.system, 'reliability-curve', hours);
    if (!answer.applies) throw new Error(JSON.stringify(answer));
    expect(exact('reliability-curve', hours)?.value).toBe(answer.value);
  }
  expect(exact('reliability-curve', 1)?.value).not.toBe(exact('reliability-curve', 100)?.value);
});
