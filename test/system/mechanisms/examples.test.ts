import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { solveExact } from '../../../src/exact/solve.js';
import { loadModel } from '../../../src/system/model.js';

const FOLDER = 'sim-configs/examples';
const files = readdirSync(FOLDER);
const model = (file: string) => loadModel(readFileSync(`${FOLDER}/${file}`, 'utf8'));

describe('the examples of mechanisms', () => {
  it.each(files)('%s is sound, and so is its baseline', (file) => {
    const { net, baseline } = model(file);
    expect([...net.warnings, ...(baseline?.net.warnings ?? [])]).toEqual([]);
  });

  it('are there', () => {
    expect(files.length).toBeGreaterThan(7);
  });

  it('ageing.yaml has the published downtime, to its last digit', () => {
    const { downtime } = solveExact(model('ageing.yaml').net);
    if (downtime?.kind !== 'value') throw new Error(JSON.stringify(downtime));
    expect(downtime.value.toFixed(5)).toBe('0.49044');
  });
});
