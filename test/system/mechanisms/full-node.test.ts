import { readFileSync } from 'node:fs';
import seedrandom from 'seedrandom';
import { expect, it } from 'vitest';
import { loadModel } from '../../../src/system/model.js';
import { readingOf, walk } from '../explore.js';
import { SeenSystem } from './seen.js';
import { stateLaws } from './state-laws.js';

const STEPS = 3000;

it('a node with every mechanism keeps all laws in the states that a random walk meets', () => {
  const { net, system } = loadModel(readFileSync('sim-configs/examples/full-node.yaml', 'utf8'));
  if (system === undefined) throw new Error('no system');
  const states = [...walk(net, STEPS, seedrandom('full node'))];
  const seen = new SeenSystem(system, { ...readingOf(net), states, transitions: [] });
  for (const state of seen.states()) for (const law of Object.values(stateLaws)) law(state);
  expect(new Set(states.map(String)).size).toBeGreaterThan(500);
});
