import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../src/config/problem.js';
import { loadYaml } from '../../src/config/yaml.js';
import { parseNet } from '../../src/net/parse.js';
import { replicas } from './replicas.js';

type Step = string | number;

/** The paths to everything in a document. */
function pathsIn(value: unknown): Step[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  const entries: [Step, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [[], ...entries.flatMap(([step, child]) => pathsIn(child).map((path) => [step, ...path]))];
}

/** A copy of a document with something else at a path. */
function replaced(value: unknown, [step, ...rest]: readonly Step[], by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((entry, at) => (at === step ? replaced(entry, rest, by) : entry));
  const map = value as Record<string, unknown>;
  return { ...map, [step]: replaced(map[step], rest, by) };
}

const expressions = [
  'vm(1)',
  'vm(*)',
  'sum(vm(*))',
  'n',
  'i',
  'up',
  'service',
  'crashes',
  'failVm(2)',
  '1/0',
  'hv(',
  '!',
  '-1',
  '0',
];
const rubbish = fc.oneof(
  fc.constantFrom(...expressions),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(undefined, Number.NaN, Number.POSITIVE_INFINITY, 1e308, -0),
);

test('whatever stands in a document, it is a net or an InputError with problems in it', () => {
  const { data } = loadYaml(replicas);
  const paths = pathsIn(data);
  const outcomes = new Set<string>();
  fc.assert(
    fc.property(fc.constantFrom(...paths), rubbish, (path, by) => {
      try {
        outcomes.add(typeof parseNet(replaced(data, path, by)).name);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        outcomes.add(error.problems.length > 0 ? 'problems' : 'no problem');
      }
    }),
    { seed: 9, numRuns: 150 },
  );
  expect([...outcomes].sort()).toEqual(['problems', 'string']);
});
