import { expect, test } from 'vitest';
import { constantValues } from '../../src/net/constants.js';
import { parseNet } from '../../src/net/parse.js';

const net = parseNet({
  format: 'ninefold/net@1',
  name: 'constants',
  constants: { mttf: '30 d', rate: '1/mttf', pair: '2 * rate' },
});

test('without overrides they are the values of the net', () => {
  expect([...constantValues(net)]).toEqual(net.constants.map((constant) => constant.value));
});

test('what is computed from an overridden constant follows', () => {
  expect([...constantValues(net, new Map([['mttf', 100]]))]).toEqual([100, 0.01, 0.02]);
  expect([...constantValues(net, new Map([['rate', 0.5]]))]).toEqual([720, 0.5, 1]);
});

test('what has no value is refused', () => {
  expect(() => constantValues(net, new Map([['mttr', 1]]))).toThrow('no constant mttr');
  expect(() => constantValues(net, new Map([['mttf', 0]]))).toThrow('1 / 0');
  expect(() => constantValues(net, new Map([['mttf', Number.NaN]]))).toThrow('NaN');
});
