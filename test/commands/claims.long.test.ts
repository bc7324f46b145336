import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ClaimsReport } from '../../src/report/claims/judge-claims.js';
import { ninefold, projectFile, start, temporaryFolder } from './ninefold.js';

const claim = (expected: string, count = 1): string => `format: ninefold/claim@1
claim: software fails
expected: ${expected}
system: {mission: 100 h, hardware: {reliability: 1}, hypervisor: {reliability: 1}}
designs: {virtual: {vms: {count: $n, reliability: 0.5}}}
parts: [{says: it does, for: {n: [${Array.from({ length: count }, (_, n) => n + 1).join(', ')}]}, check: reliability(virtual) < 1}]
`;

test('the numbers of claims that come with Ninefold name them, and a refuted one is no failure of the program', async () => {
  const { code, out, err } = await ninefold(['claims', '16', '7', '--trials', '500'], projectFile('.'));
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(out).toMatch(/^16 A poor function[^\n]*\n {2}refuted in part\n/);
  expect(out).toMatch(/\n {4}holds for n = 6, 9\n/);
  expect(out).toMatch(/\n {4}does not hold for n = 3\n/);
  expect(out).toContain('\n7 With VMs of reliability 0.1 on a hypervisor of 0.3');
  expect(out).toContain('\n2 claims: 1 confirmed, 1 refuted in part\nevery verdict is the recorded one\n');
});

test('a verdict that is not the recorded one is, and the JSON says which; the threads have no part in it', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.yaml'), claim('refuted'));
  const [one, two] = await Promise.all(
    ['1', '2'].map((workers) => ninefold(['claims', 'a.yaml', '--json', '--workers', workers], folder)),
  );
  expect(one).toEqual(two);
  expect(one?.code).toBe(1);
  const report = JSON.parse(one?.out ?? '') as ClaimsReport;
  expect(report).toMatchObject({ different: ['a.yaml'], complete: true, confidence: 0.999, seed: 'ninefold' });
  expect(report.claims[0]).toMatchObject({ verdict: 'confirmed', expected: 'refuted', asExpected: false });
  expect(report.claims[0]?.parts[0]?.checks[0]).toMatchObject({
    check: 'reliability(virtual) < 1',
    case: { n: 1 },
    verdict: 'confirmed',
    exact: { left: 0.5, right: 1, difference: -0.5 },
    simulated: { confidence: 0.999, trials: 4000 },
  });
});

test('what is wrong with a claim, a number and an option is said at once, and nothing is judged', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.yaml'), claim('refuted').replace('reliability(virtual)', 'relability(virtual)'));
  const { code, out, err } = await ninefold(['claims', '999', 'a.yaml', '--trials', '1'], folder);
  expect(out).toBe('');
  expect(code).toBe(2);
  expect(err).toContain('--trials: found 1, need a whole number of at least 2\n');
  expect(err).toContain('claims: found 999, need a file or the number of a claim in sim-configs/claims\n');
  expect(err).toMatch(
    /a\.yaml:6:\d+ parts\[0\]\.check: found the unknown measure relability, need reliability \(did you mean that\?\)\n/,
  );
});

test('when interrupted, only what was judged is printed', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.yaml'), claim('confirmed', 9));
  const { process, finished } = start(['claims', 'a.yaml', '--trials', '1e9', '--workers', '1'], folder);
  setTimeout(() => process.kill('SIGINT'), 2000);
  const { code, out, err } = await finished;
  expect(code).toBe(3);
  expect(out).toContain('0 claims');
  expect(err).toBe('interrupted: only the claims that are printed were judged\n');
});

test('the help tells the exit codes', async () => {
  const { out } = await ninefold(['claims', '--help'], projectFile('.'));
  expect(out.replace(/\s+/g, ' ')).toContain('Exit code 0: every verdict is the one recorded in its file');
});
