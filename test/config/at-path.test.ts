import { describe, expect, test } from 'vitest';
import { pathOf, valueAt, withValueAt } from '../../src/config/at-path.js';
import { configOf, modelWith } from '../../src/experiment/config-file.js';

const data = {
  vms: { count: 3 },
  parts: [
    { name: 'a', mttf: 1 },
    { name: 'b', mttf: 2 },
  ],
};

describe('values at paths', () => {
  test('items of lists are found by position and by name', () => {
    expect(valueAt(data, pathOf('parts.1.mttf'))).toBe(2);
    expect(valueAt(data, pathOf('parts.b.mttf'))).toBe(2);
    expect(valueAt(data, pathOf('parts.c.mttf'))).toBeUndefined();
    expect(valueAt(data, pathOf('vms.count.deeper'))).toBeUndefined();
  });

  test('what is put there stands there, and nothing else has changed', () => {
    const changed = withValueAt(data, pathOf('parts.b.mttf'), 5);
    expect(valueAt(changed, pathOf('parts.b.mttf'))).toBe(5);
    expect(withValueAt(changed, pathOf('parts.b.mttf'), 2)).toEqual(data);
    expect(data.parts[1]?.mttf).toBe(2);
  });

  test('null takes out what stands there', () => {
    expect(withValueAt(data, pathOf('parts.a'), null)).toEqual({ ...data, parts: data.parts.slice(1) });
    expect(withValueAt(data, pathOf('vms'), null)).toEqual({ parts: data.parts });
  });

  test('a place that cannot be is refused with what can', () => {
    expect(() => withValueAt(data, pathOf('parts.c.mttf'), 1)).toThrow(/a position from 0 to 1 or one of a, b/);
    expect(() => withValueAt(data, pathOf('vms.count.deeper'), 1)).toThrow(/a map to go on in/);
  });
});

describe('a config with other values', () => {
  const text = `format: ninefold/net@1
name: two
time-unit: h
constants: {rate: 1, n: 2}
places: {up: {initial: n, max: 9}}
activities:
  fail: {when: up > 0, rate: rate, then: {up: up - 1}}
measures:
  mttf: {mean-time-to: up == 0}
`;
  const config = configOf('two.yaml', text);

  test('is the model that the config would be', () => {
    const edited = configOf('two.yaml', text.replace('rate: 1,', 'rate: 3,'));
    expect(modelWith(config, { 'constants.rate': 3 })).toEqual(edited.model);
  });

  test('that is wrong is reported where it stands and with its values', () => {
    expect(() => modelWith(config, { 'measure.x': 3 })).toThrow(
      /^two.yaml:\d+:\d+ measure: found .*\(at measure.x = 3\)$/,
    );
  });
});
