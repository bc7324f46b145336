import { describe, expect, test } from 'vitest';
import { InputError, type Problem, pathText } from '../../src/config/problem.js';
import { loadYaml } from '../../src/config/yaml.js';
import { parseNet } from '../../src/net/parse.js';
import { soundNet, wrongNets } from './wrong-nets.js';

const dataOf = (text: string): Record<string, unknown> => loadYaml(text).data as Record<string, unknown>;
const changed = (text: string): Record<string, unknown> => ({ ...dataOf(soundNet), ...dataOf(text) });

function problemsIn(document: unknown): readonly Problem[] {
  try {
    parseNet(document);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

/** Keys that are no words are shown apart: `a["2)"]`. */
const shown = ({ path }: Problem): string =>
  path.some((step) => typeof step === 'string' && /[),]/.test(step) && !step.includes('('))
    ? `${pathText(path.slice(0, -1))}[${JSON.stringify(path.at(-1))}]`
    : pathText(path);

test('the net that the wrong ones are made of is sound', () => {
  expect(problemsIn(dataOf(soundNet))).toEqual([]);
  expect(parseNet(dataOf(soundNet)).warnings).toEqual([]);
});

describe('a mistake is reported where it stands', () => {
  test.each(wrongNets)('$what', ({ text, path, says }) => {
    const problems = problemsIn(changed(text));
    expect(problems.map(shown)).toContain(path);
    const told = problems.filter((problem) => shown(problem) === path);
    const words = told.map(({ found, need }) => `found ${found}, need ${need}`).join('\n');
    for (const fragment of says) expect(words).toContain(fragment);
  });
});

describe('all mistakes at once', () => {
  test('of structure and of meaning, without what only follows from them', () => {
    const problems = problemsIn(
      changed(`
        places: {crew: {initial: [1]}, vm(i): {states: [up, down]}}
        let: {service: crew > 0 && vm(1) == upp, other: upp}
        activities: {fail(i): {rte: 1}, repair(i): {rate: -1, then: fail(i)}}
        measures: {a: {steady-state: service}, b: {average: service, until: -1 h}}
        run: {trials: many, confidence: 2}
      `),
    );
    expect(problems.map(shown).sort()).toEqual([
      'activities.fail(i).rte',
      'activities.repair(i).rate',
      'measures.b.until',
      'places.crew.initial',
      'run.confidence',
      'run.trials',
    ]);
  });

  test('nothing that reads a constant without a value', () => {
    const problems = problemsIn(
      changed('constants: {n: 2, mttf: 1/0, a: 2 * mttf, b: -1}\nlet: {service: 1/(a + b + 1)}'),
    );
    expect(problems.map(shown)).toEqual(['constants.mttf']);
  });

  test('one report for all members of a family', () => {
    const problems = problemsIn(changed('let: {service: 1, a(i): vm(i + 7)}'));
    expect(problems.map(shown)).toEqual(['let.a(i)']);
  });

  test('something that is no document', () => {
    for (const input of [undefined, null, 3, 'text', []]) expect(problemsIn(input)).toHaveLength(1);
  });
});
