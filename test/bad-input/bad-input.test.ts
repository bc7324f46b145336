import { describe, expect, it } from 'vitest';
import { claimOf } from '../../src/experiment/claims/read-claim.js';
import { complaints } from './bad-input.js';
import { badClaims } from './claims.js';
import { badMechanisms } from './mechanisms.js';
import { badNets } from './nets.js';
import { badPatches } from './patches.js';
import { badSystems } from './systems.js';
import { badYaml } from './yaml.js';

describe.each([
  ['YAML', badYaml],
  ['a system', badSystems],
  ['a mechanism', badMechanisms],
  ['patching', badPatches],
  ['a net', badNets],
])('%s that cannot be used is refused at the place and in words', (_, table) => {
  it.each(table)('$what', ({ text, says }) => {
    expect(complaints(text)).toEqual(says);
  });
});

describe('a claim that cannot be used is refused at the place and in words', () => {
  it.each(badClaims)('$what', ({ text, says }) => {
    expect(complaints(text, claimOf)).toEqual(says);
  });
});
