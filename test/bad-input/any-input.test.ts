import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/config/problem.js';
import { loadYaml } from '../../src/config/yaml.js';
import { parseNet } from '../../src/net/parse.js';
import { lowerSystem } from '../../src/system/lower.js';
import { parseSystem } from '../../src/system/parse-system.js';

const SYSTEM = `
format: ninefold/system@1
name: a node with everything
mission: 1000 h
horizon: 2 y
hardware: {mttf: 3 y, mttr: 4 h, boot: 4 min}
hypervisor: {reliability: 0.99, repair: reboot, boot: 2 min}
dom0: {life: {exponential: {mean: 1 y}}, mttr: 1 h}
vms:
  - {name: web, count: 2, mttf: 30 d, detection: 10 s, repair: reboot, boot: {lognormal: {mean: 90 s, cv: 0.5}}}
  - {name: spare, life: {weibull: {shape: 1.5, mean: 30 d}}, age: 3 d, mttr: 1 h, detection: 1 min, value-failures: 0.1}
function: {in: hypervisor, mttf: 1 y, mttr: 1 h}
service: {voting: {of: 3, needs: 2, agree: 0.1}}
boots-at-once: 1
common-cause:
  - {name: bug, among: [web, dom0], mttf: 10 y, marginals: kept, hits: {web: 0.5}}
  - {among: [web], beta: 0.1}
baseline: {software: {mttf: 30 d, mttr: 5 min}}
measures: [availability, downtime-year]
run: {trials: 100}
`;

/** Every place in a document: the keys and positions that lead to it. */
function placesIn(data: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof data !== 'object' || data === null) return [path];
  return [path, ...Object.entries(data).flatMap(([key, part]) => placesIn(part, [...path, key]))];
}

function replaced(data: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(data))
    return data.map((part, index) => (String(index) === step ? replaced(part, rest, value) : part));
  const entries = Object.entries(data as object).map(([key, part]) => [
    key,
    key === step ? replaced(part, rest, value) : part,
  ]);
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}

const sound = loadYaml(SYSTEM).data;
const strange = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    '0 h',
    '1 h',
    '1e300 y',
    '1e-300 s',
    'reboot',
    'vms',
    'web',
    0,
    1,
    2,
    3,
    -1,
    0.5,
    1e300,
    [],
    {},
    ['web'],
    true,
  ),
  fc.constantFrom<unknown>(
    { mttf: '1 h' },
    { exponential: { rate: '1 / 0 h' } },
    { weibull: { shape: 1e300, mean: '1 h' } },
    Number.NaN,
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const change = fc.tuple(fc.constantFrom(...placesIn(sound)), strange);

/** A system that is accepted gives a net that is accepted, but for measures and how to run, which only the net knows. */
function isRefusedOrSound(data: unknown): void {
  let system: ReturnType<typeof parseSystem>;
  try {
    system = parseSystem(data);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).problems.length).toBeGreaterThan(0);
    return;
  }
  for (const node of system.baseline === undefined ? [system] : [system, system.baseline]) {
    try {
      parseNet(lowerSystem(node));
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      for (const { path } of (error as InputError).problems) expect(['measures', 'run']).toContain(path[0]);
    }
  }
}

describe('whatever is written into a system', () => {
  it('is sound before that', () => {
    expect(parseNet(lowerSystem(parseSystem(sound))).warnings).toEqual([]);
  });

  it('it is refused with a reason or gives a sound net', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        let data = sound;
        for (const [path, value] of changes) {
          const isThere = path.reduce<unknown>(
            (part, step) => (part as Record<string, unknown> | undefined | null)?.[step],
            data,
          );
          if (isThere !== undefined) data = replaced(data, path, value);
        }
        isRefusedOrSound(data);
      }),
      { numRuns: 300 },
    );
  });
});
