import fc from 'fast-check';
import { describe, it } from 'vitest';
import { parseSystem } from '../../../src/system/parse-system.js';
import { exploredByChance } from './calendars.js';
import { randomSystems } from './random-systems.js';
import { SeenSystem } from './seen.js';
import { stateLaws } from './state-laws.js';
import { stepLaws } from './step-laws.js';

describe('in every state of a system', () => {
  it.each(randomSystems)('that is $what, all laws hold', ({ node, runs, charges }) => {
    fc.assert(
      fc.property(node, (described) => {
        const plain = JSON.parse(JSON.stringify(described)) as object;
        const system = parseSystem({ format: 'ninefold/system@1', name: 'random', ...plain });
        const seen = new SeenSystem(system, exploredByChance(system));
        for (const state of seen.states()) for (const law of Object.values(stateLaws)) law(state);
        for (const law of Object.values(stepLaws)) law(seen, charges);
      }),
      { numRuns: runs },
    );
  });
});
