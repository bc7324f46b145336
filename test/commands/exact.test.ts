import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ninefold, temporaryFolder } from './ninefold.js';

const folder = temporaryFolder();
writeFileSync(
  join(folder, 'config.yaml'),
  `format: ninefold/net@1
name: one machine
time-unit: h
places:
  machine: {states: [up, down]}
let:
  service: machine == up
activities:
  fail: {when: machine == up, rate: 1 / 100, then: {machine: down}}
  repair: {when: machine == down, rate: 1 / 10, then: {machine: up}}
measures:
  availability: {steady-state: service}
  mttf: {mean-time-to: "!service"}
  outage: {average: "!service", until: 1 y}
`,
);

/** Names of the measures that are solved. */
async function solved(...args: readonly string[]): Promise<readonly string[]> {
  const { code, out, err } = await ninefold(['exact', ...args, '--json'], folder);
  expect([code, err]).toEqual([0, '']);
  return Object.keys(JSON.parse(out).measures);
}

describe('--measure', () => {
  test.each([
    ['once', ['config.yaml', '--measure', 'availability'], ['availability']],
    ['before the config', ['--measure', 'availability', 'config.yaml'], ['availability']],
    ['as a list', ['config.yaml', '--measure', 'availability,mttf'], ['availability', 'mttf']],
    ['twice', ['config.yaml', '--measure', 'mttf', '--measure', 'availability'], ['availability', 'mttf']],
    ['not at all', ['config.yaml'], ['availability', 'mttf', 'outage']],
  ])('given %s', async (_, args, names) => {
    expect(await solved(...args)).toEqual(names);
  });

  test('of a name that is no measure', async () => {
    const { code, err } = await ninefold(['exact', 'config.yaml', '--measure', 'availabilty'], folder);
    expect(code).toBe(2);
    expect(err).toBe('--measure: found availabilty, need one of availability, mttf, outage\n');
  });
});
