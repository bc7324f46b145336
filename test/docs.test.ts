import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadModel } from '../src/system/model.js';
import { standardMeasures } from '../src/system/pieces/measures.js';

const pages = [
  'README.md',
  'ARCHITECTURE.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const textOf = (page: string): string => readFileSync(page, 'utf8');

describe.each(pages)('%s', (page) => {
  test('links to what is there', () => {
    const links = [...textOf(page).matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link);
    for (const link of links.filter((each) => !/^https?:/.test(each))) {
      expect(existsSync(join(dirname(page), link)), link).toBe(true);
    }
  });

  test('names files that are there', () => {
    const layered =
      /`((?:config|net|system|kernel|trace|exact|exchange|estimate|experiment|library|report|commands)\/[\w/-]+(?:\.ts)?\/?)`/g;
    for (const [, file = ''] of textOf(page).replaceAll('NAME', 'NAME ').matchAll(layered))
      expect(existsSync(join('src', file)), file).toBe(true);
  });
});

test("the README's config is one", () => {
  const [, config = ''] = /```yaml\n([\s\S]*?)```/.exec(textOf('README.md')) ?? [];
  const model = loadModel(config);
  expect(model.net.name).toBe('replicated service');
  expect(model.baseline?.net.name).toBe('one machine');
});

test('the README names every command', () => {
  const help = execFileSync(process.execPath, ['dist/bundle/cli.js', '--help'], { encoding: 'utf8' });
  const commands = [...help.matchAll(/^ {2}ninefold (\w+)/gm)].map(([, name = '']) => name);
  expect(commands).toContain('run');
  const [, table = ''] = /## Commands\n([\s\S]*?)\n\n[^|\n]/.exec(textOf('README.md')) ?? [];
  for (const command of commands) expect(table).toMatch(new RegExp(`\\b${command}\\b`));
});

test('the measures of the example are explained', () => {
  const { system } = loadModel(readFileSync('sim-configs/replicated-service.yaml', 'utf8'));
  if (system === undefined) throw new Error('the example is no system');
  const page = textOf('docs/reading-results.md');
  for (const name of standardMeasures(system).keys()) {
    const written = name.startsWith('downtime-') && name !== 'downtime-year' ? 'downtime-CAUSE' : name;
    const short = written.replace(/^outage-(p\d+)$/, '-$1');
    expect(page.includes(`\`${written}\``) || page.includes(`\`${short}\``), name).toBe(true);
  }
});

test("the README's results are those of the example", () => {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-'));
  try {
    const program = ['dist/bundle/cli.js', 'run', 'sim-configs/replicated-service.yaml', '--out', folder];
    const out = execFileSync(process.execPath, program, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const quoted = textOf('README.md')
      .split('\n')
      .filter((line) => /^ {4}(?!npm )/.test(line))
      .map((line) => line.slice(4));
    expect(quoted.length).toBeGreaterThan(8);
    for (const line of quoted) expect(out.split('\n')).toContain(line);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
