import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/config/format-problems.js';
import { InputError } from '../../src/config/problem.js';
import { loadYaml } from '../../src/config/yaml.js';

const TEXT = `# a comment
vms:
  - {mttf: 1 h,
     mttr: 2 h}
  - mttf: 3
template: &b {q: 1}
merged: {<<: *b, r: 2}
same: *b
`;

function refusal(text: string): string[] {
  try {
    loadYaml(text);
  } catch (error) {
    if (error instanceof InputError) return formatProblems('f.yaml', error.problems);
    throw error;
  }
  return [];
}

describe('loadYaml', () => {
  it('gives plain data with aliases and merge keys unfolded', () => {
    expect(loadYaml(TEXT).data).toEqual({
      vms: [{ mttf: '1 h', mttr: '2 h' }, { mttf: 3 }],
      template: { q: 1 },
      merged: { q: 1, r: 2 },
      same: { q: 1 },
    });
  });

  it.each([
    { path: ['vms', 0, 'mttr'], value: '4:12', key: '4:6' },
    { path: ['vms', 1, 'mttf'], value: '5:11', key: '5:5' },
    { path: ['vms'], value: '2:1', key: '2:1' },
    { path: ['vms', 1, 'absent'], value: '5:5', key: '5:5' },
    { path: ['merged', 'q'], value: '6:18', key: '6:15' },
    { path: ['same', 'q'], value: '6:18', key: '6:15' },
    { path: ['absent'], value: '2:1', key: '2:1' },
    { path: [], value: '2:1', key: '2:1' },
  ])('locates $path', ({ path, value, key }) => {
    const located = loadYaml(TEXT);
    const text = ({ line, column }: { line: number; column: number }) => `${line}:${column}`;
    expect(text(located.locate(path))).toBe(value);
    expect(text(located.locate(path, true))).toBe(key);
  });

  it.each([
    ['a: 1\na: 2', "f.yaml:2:1: found the key 'a' again, need each key once"],
    ['a:\n\tb: 1', 'f.yaml:2:1: found a tab, need spaces to indent'],
    ['when: !service', "f.yaml:1:7: found the YAML tag '!service', need quotes around a text that begins with !"],
    ['a: !!binary x', "f.yaml:1:4: found the YAML tag '!!binary', need quotes around a text that begins with !"],
    ['a: *b', 'f.yaml:1:4: found the YAML alias *b, need an anchor &b before it'],
    ['? [a, b]\n: 1', 'f.yaml:1:3: found a key that is no text, need a text as key'],
    ['__proto__: 1', "f.yaml:1:1: found the key '__proto__', need another name"],
    ['a: 1\n---\nb: 2', 'f.yaml:2:1: found a second document, need one document a file'],
    ['a: &a [*a]', 'f.yaml:1:8: found the YAML alias *a inside its own anchor, need a finite document'],
    ['['.repeat(50_000), 'f.yaml:1:101: found YAML nested too deeply, need at most 100 levels'],
    ['- '.repeat(5_000), 'f.yaml:1:201: found YAML nested too deeply, need at most 100 levels'],
  ])('refuses %.20s', (text, line) => {
    expect(refusal(text)).toEqual([line]);
  });

  it.each([
    ['aliases', '[1, 2, 3]', (aliases: string) => `[${aliases}]`],
    ['merge keys', '{x: 1}', (aliases: string) => `{<<: [${aliases}]}`],
  ])('refuses %s that unfold without bound', (_, first, next) => {
    let text = `a0: &a0 ${first}\n`;
    for (let i = 1; i < 20; i++)
      text += `a${i}: &a${i} ${next(
        Array(9)
          .fill(`*a${i - 1}`)
          .join(', '),
      )}\n`;
    expect(refusal(text)).toEqual([
      'f.yaml:1:1: found YAML aliases that unfold without bound, need at most 200000 values in all',
    ]);
  });
});

describe('formatProblems', () => {
  it('sorts by position, says a thing once and keeps control characters out', () => {
    const located = loadYaml(TEXT);
    const late = { path: ['same'], found: 'a\nb', need: 'c' };
    const early = { path: ['vms', 0, 'mttf'], found: 'x', need: 'y' };
    expect(formatProblems('f.yaml', [late, early, early], located)).toEqual([
      'f.yaml:3:12 vms[0].mttf: found x, need y',
      'f.yaml:8:7 same: found a\\u000ab, need c',
    ]);
  });
});
