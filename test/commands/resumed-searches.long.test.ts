import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { boundaryCommand } from '../../src/commands/boundary.js';
import { optimiseCommand } from '../../src/commands/optimise.js';
import { resumeCommand } from '../../src/commands/resume.js';
import { wearing } from './nets.js';
import { type Finished, readText, temporaryFolder } from './ninefold.js';
import { configFile, said } from './said.js';

/** Repairs that are quick or good: a lognormal delay that no chain follows. */
const repaired = `
format: ninefold/net@1
name: repaired
constants: {T: 50}
places: {up: {initial: 1, max: 1}, tests: {initial: 0, max: 1000000}}
activities:
  fail: {when: up == 1, rate: 1 / 500, then: {up: 0}}
  mend: {when: up == 0, delay: {lognormal: {mean: T / 2, cv: 0.5}}, then: {up: 1}}
  test: {delay: {deterministic: {value: T}}, then: {tests: tests + 1}}
measures:
  cost: {average: "if(up == 0, 1, 0) + 2 / T", until: 1000}
`;

interface Searched {
  readonly name: string;
  search(config: string, out: string, signal?: AbortSignal): Promise<Finished>;
}

const common = { json: true, workers: '1' } as const;
const searches: readonly Searched[] = [
  {
    name: 'boundary',
    search: (config, out, signal) => {
      const vary = 'hypervisor.mttf=5d..100d:log';
      const given = { configs: [config], vary, trials: '3000', precision: '10%', simulate: false, out, ...common };
      return said(boundaryCommand, given, signal);
    },
  },
  {
    name: 'optimise',
    search: (config, out, signal) => {
      const given = { config, vary: ['constants.T=5..500:log'], minimise: 'cost', trials: '4000', simulate: false };
      return said(optimiseCommand, { ...given, out, ...common }, signal);
    },
  },
];

const linesIn = (folder: string): readonly string[] => {
  const file = join(folder, 'progress.jsonl');
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
};

/** Aborts when so many chunks have been kept, as a user would some time after the start. */
function afterChunks(count: number, folder: string): AbortSignal {
  const interruption = new AbortController();
  const watching = setInterval(() => {
    if (linesIn(folder).length < count) return;
    clearInterval(watching);
    interruption.abort();
  }, 1);
  return interruption.signal;
}

describe.each(searches)('an interrupted $name', ({ name, search }) => {
  const text = name === 'boundary' ? wearing : repaired;
  const config = configFile(text);
  const whole = join(temporaryFolder(), 'kept');
  let alone: Finished;

  beforeAll(async () => {
    alone = await search(config, whole);
    expect(alone).toMatchObject({ code: 0, err: '' });
  }, 60_000);

  test.each([0.01, 0.4, 0.8])('goes on where it was after %d of its chunks, to the same bytes', async (share) => {
    const chunks = Math.ceil(share * linesIn(whole).length);
    const out = join(temporaryFolder(), 'kept');
    const { code, err } = await search(config, out, afterChunks(chunks, out));
    expect(err).toBe(`interrupted: go on with ninefold resume ${out}\n`);
    expect(code).toBe(3);
    expect(JSON.parse(readText(out, 'summary.json'))).toMatchObject({ complete: false });
    const kept = linesIn(out);
    expect(kept.length).toBeGreaterThanOrEqual(chunks);
    expect(kept.length).toBeLessThan(linesIn(whole).length);

    const resumed = await said(resumeCommand, { run: out, json: true, workers: '1' });
    expect(resumed).toEqual(alone);
    expect(readText(out, 'summary.json')).toBe(readText(whole, 'summary.json'));
    // What was kept is there still, and no chunk was computed twice.
    expect(linesIn(out).slice(0, kept.length)).toEqual(kept);
    expect([...linesIn(out)].sort()).toEqual([...linesIn(whole)].sort());
  });

  test('goes on with the config as it was, and the same command finds what it did', async () => {
    const changing = configFile(text);
    const out = join(temporaryFolder(), 'kept');
    expect((await search(changing, out, afterChunks(5, out))).code).toBe(3);
    writeFileSync(changing, 'changed meanwhile');
    const resumed = await said(resumeCommand, { run: out, json: true, workers: '1' });
    expect(resumed.code).toBe(0);
    const kept = linesIn(out);
    writeFileSync(changing, text);
    expect((await search(changing, out)).out).toBe(resumed.out);
    expect(linesIn(out)).toEqual(kept);
  });

  test('does not go on in the folder of another search', async () => {
    const out = join(temporaryFolder(), 'kept');
    expect((await search(config, out, afterChunks(1, out))).code).toBe(3);
    const other = await search(configFile(text.replace(/name: .*/, 'name: another')), out);
    expect(other).toMatchObject({ code: 2, out: '' });
    expect(other.err).toContain("found the results of another run, need an empty folder or this run's own");
  });
});
