import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exportCommand } from '../../src/commands/export.js';
import { importCommand } from '../../src/commands/import.js';
import { loadYaml } from '../../src/config/yaml.js';
import type { Finished } from '../commands/ninefold.js';
import { said } from '../commands/said.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ninefold-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

type Importing = Partial<Parameters<typeof importCommand.run>[0]> & { readonly file: string };
type Exporting = Parameters<typeof exportCommand.run>[0];

/** What the command printed, and noted. */
async function done(finished: Promise<Finished>): Promise<{ out: string; err: string }> {
  const { code, out, err } = await finished;
  expect(code).toBe(0);
  return { out, err };
}

async function refusal(finished: Promise<Finished>): Promise<string> {
  const { code, err } = await finished;
  expect(code).toBe(2);
  return err.replaceAll(`${folder}/`, '').trimEnd();
}

const importing = (given: Importing) =>
  said(importCommand, { timeUnit: 'h', skipProperties: false, json: false, ...given });
const exporting = (given: Exporting) => said(exportCommand, given);

const MODEL = `ctmc
const int N;
module m
  x : [0..N];
  [] x<N -> 1 : (x'=x+1);
endmodule
`;

describe('ninefold import', () => {
  test('prints a net, with measures from a file of properties', async () => {
    const file = written('m.prism', MODEL);
    const properties = written('m.props', 'P=? [ F<=2 x=N ]\n');
    const { out } = await done(importing({ file, properties, const: 'N=2' }));
    expect(out).toMatch(/^# made from the model m by ninefold import\nformat: ninefold\/net@1\nname: m\n/);
    expect(out).toContain('reach: x == N');
  });

  test('prints the same net as JSON', async () => {
    const file = written('m.prism', MODEL);
    const asJson = await done(importing({ file, const: 'N=2', json: true }));
    const asText = await done(importing({ file, const: 'N=2' }));
    expect(JSON.parse(asJson.out)).toEqual(loadYaml(asText.out).data);
  });

  test('tells each problem in the file it stands in', async () => {
    const file = written('m.prism', MODEL);
    const properties = written('m.props', 'P=? [ F y=2 ]\nP>0.5 [ F x=1 ]\n');
    expect((await refusal(importing({ file, properties }))).split('\n')).toEqual([
      'm.prism:2:11: found the constant N without a value, need a value here, or --const N=...',
      'm.props:1:9: found the unknown name y, need a constant, variable or formula of this model',
      'm.props:2:2: found the bound P>, need P=?: a measure estimates, it does not decide',
    ]);
  });

  test('may leave out what no measure answers', async () => {
    const file = written('m.prism', `${MODEL}P>0.5 [ F x=1 ]\nP=? [ F<=1 x=1 ]\nR=? [ S ]\nP=? [ F "no" ]\n`);
    const { out, err } = await done(importing({ skipProperties: true, file, const: 'N=2' }));
    expect(out.match(/reach:/g)?.length).toBe(1);
    const places = err.split('\n').map((line) => line.replaceAll(`${folder}/`, '').split(' found')[0]);
    expect(places).toEqual(['left out: m.prism:7:2:', 'left out: m.prism:9:1:', 'left out: m.prism:10:9:', '']);
  });

  test('does not leave out what is wrong with the model', async () => {
    const file = written('m.prism', `${MODEL}modul x\n`);
    const found = await refusal(importing({ skipProperties: true, file, const: 'N=2' }));
    expect(found).toMatch(/^m.prism:7:1: found 'modul'/);
  });

  test.each([
    ['m.txt', undefined, 'm.txt: found .txt, need one of .prism, .sm, .pm, .jani'],
    ['missing.prism', undefined, 'missing.prism: found no such file, need a readable file'],
    ['missing.prism', 'N', '--const: found N, need name=value'],
  ])('refuses %s with --const %s', async (name, constants, expected) => {
    const file = join(folder, name);
    if (constants !== undefined) writeFileSync(file, MODEL);
    const options = constants === undefined ? {} : { const: constants };
    expect(await refusal(importing({ file, ...options }))).toBe(expected);
  });
});

describe('ninefold export', () => {
  const NET = `format: ninefold/net@1
name: a pair
places: {x: {initial: 0, max: 2}}
activities:
  up: {when: x < 2, rate: 1, then: {x: x + 1}}
measures:
  both: {mean-time-to: x == 2}
`;

  test('prints the model and says what else there is', async () => {
    const config = written('pair.yaml', NET);
    const { out, err } = await done(exporting({ config, format: 'prism', states: false, json: false }));
    expect(out).toContain("[up] x < 2 -> 1 : (x'=x + 1);");
    expect(err).toBe('not printed: a-pair.props; write all files with --out FOLDER\n');
  });

  test('prints all files as JSON', async () => {
    const config = written('pair.yaml', NET);
    const { out } = await done(exporting({ config, format: 'csv-chain', states: false, json: true }));
    const { format, files } = JSON.parse(out);
    expect(format).toBe('csv-chain');
    expect(files.map(({ name }: { name: string }) => name)).toEqual(['states.csv', 'transitions.csv']);
    expect(files[1].text).toBe('from,to,rate\n0,1,1\n1,2,1\n');
  });

  test('writes all files into a folder', async () => {
    const config = written('pair.yaml', NET);
    const to = join(folder, 'made', 'here');
    await done(exporting({ config, format: 'prism', states: false, json: false, out: to }));
    expect(readdirSync(to)).toEqual(['a-pair.prism', 'a-pair.props']);
    expect(readFileSync(join(to, 'a-pair.props'), 'utf8')).toBe('"both": R{"time"}=? [ F (x = 2) ];\n');
    await done(exporting({ config, format: 'csv-chain', states: false, json: false, out: to }));
    expect(readFileSync(join(to, 'transitions.csv'), 'utf8')).toBe('from,to,rate\n0,1,1\n1,2,1\n');
  });

  test('what it wrote is imported again', async () => {
    const config = written('pair.yaml', NET);
    for (const format of ['prism', 'jani']) {
      await exporting({ config, format, states: true, json: false, out: folder });
      const properties = format === 'prism' ? { properties: join(folder, 'a-pair.props') } : {};
      const again = join(folder, `${format}.yaml`);
      await done(importing({ file: join(folder, `a-pair.${format}`), ...properties, out: again }));
      expect(readFileSync(again, 'utf8')).toContain('mean-time-to: ');
    }
  });

  test('tables need a folder, a chain needs phases', async () => {
    const config = written('pair.yaml', NET);
    expect(await refusal(exporting({ config, format: 'csv-chain', states: false, json: false }))).toBe(
      '--out: found nothing, need a folder for states.csv, transitions.csv',
    );
    const other = written('other.yaml', NET.replace('rate: 1', 'delay: {at: [2 h]}'));
    expect(await refusal(exporting({ config: other, format: 'jani', states: false, json: false }))).toMatch(
      /^other.yaml: found .*, need a Markov chain: /,
    );
  });
});
