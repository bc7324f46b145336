import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadYaml } from '../../src/config/yaml.js';
import { type NetDocument, netDocumentSchema } from '../../src/net/document.js';
import type { Net } from '../../src/net/net.js';
import { parseNet } from '../../src/net/parse.js';
import { describeState, printNet } from '../../src/net/print.js';
import { replicas } from './replicas.js';
import { soundNet } from './wrong-nets.js';

const documentOf = (text: string): NetDocument => netDocumentSchema.parse(loadYaml(text).data);

/** A net as data: a distribution is a name, a bound law its numbers. */
const dataOf = (net: Net): unknown =>
  JSON.parse(JSON.stringify(net, (key, value) => (key === 'distribution' ? value.name : value)));

describe('a printed net', () => {
  test.each([
    ['replicas', replicas],
    ['pair', soundNet],
  ])('gives the same net again: %s', (_, text) => {
    const document = documentOf(text);
    const printed = printNet(document);
    expect(documentOf(printed)).toEqual(document);
    expect(dataOf(parseNet(documentOf(printed)))).toEqual(dataOf(parseNet(document)));
  });

  test('keeps any text as it is', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('true', '1_000', '0x1', 'null', '!a', '*a', 'a: b', '# a', '12', '~'),
    );
    const key = fc.stringMatching(/^[a-z]+$/).filter((name) => name !== '__proto__');
    fc.assert(
      fc.property(fc.dictionary(key, text, { noNullPrototype: true }), (lets) => {
        const document: NetDocument = { format: 'ninefold/net@1', name: 'texts', let: lets };
        expect(loadYaml(printNet(document)).data).toEqual(document);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('stands in block style, sections in the order of the language', () => {
    const printed = printNet({
      let: { up: 'max(a, b)' },
      places: { a: { states: ['on', 'off'] } },
      name: 'short',
      format: 'ninefold/net@1',
    });
    expect(printed).toBe(
      [
        'format: ninefold/net@1',
        'name: short',
        'places:',
        '  a:',
        '    states: [on, off]',
        'let:',
        '  up: max(a, b)',
        '',
      ].join('\n'),
    );
  });
});

test('a state in words', () => {
  const net = parseNet(documentOf(soundNet));
  expect(describeState(net, [0, 1, 7])).toEqual(['vm(1)=up', 'vm(2)=down', 'crew=7']);
  expect(() => describeState(net, [0])).toThrow('no value for vm(2)');
});
