import { expect, it } from 'vitest';
import { loadYaml } from '../../src/config/yaml.js';
import { compileNet } from '../../src/kernel/compile.js';
import { interpretNet } from '../../src/kernel/interpret.js';
import { number } from '../../src/net/expression/expression.js';
import { parseNet } from '../../src/net/parse.js';

it('runs a net in which nothing takes time', () => {
  const net = parseNet(
    loadYaml(`
format: ninefold/net@1
name: one toss
places: {coin: 0}
activities:
  toss: {when: coin == 0, immediate: 1, cases: [{weight: 1, then: {coin: 1}}, {weight: 3, then: {coin: 2}}]}
`).data,
  );
  const plan = {
    horizon: 1,
    rewards: [],
    instants: [],
    finals: [{ kind: 'place', index: 0 } as const, number(7)],
    spans: [],
  };
  const rows = [compileNet, interpretNet].map((evaluator) => {
    const program = evaluator(net, plan, 'tosses');
    const row = new Float64Array(program.layout.width * 100);
    expect(program.run(0, 100, row, () => {})).toBe(100);
    return row;
  });
  expect(rows[0]).toEqual(rows[1]);
  expect(new Set(rows[0])).toEqual(new Set([0, 1, 2, 7]));
});
