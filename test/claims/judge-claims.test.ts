import { describe, expect, test } from 'vitest';
import { loadYaml } from '../../src/config/yaml.js';
import { PairedTally } from '../../src/estimate/paired.js';
import { claimOf } from '../../src/experiment/claims/read-claim.js';
import { pairedDifference } from '../../src/experiment/findings/simulated-difference.js';
import { claimsText } from '../../src/report/claims/claims-text.js';
import { type ClaimReport, judgeClaims } from '../../src/report/claims/judge-claims.js';

/** Reliability, which a chain gives exactly, and availability of what wears out and is repaired, which only simulation knows. */
const claimText = (parts: string, expected = 'confirmed', trials = 2000): string => `format: ninefold/claim@1
claim: for a test
expected: ${expected}
trials: ${trials}
system: {mission: 100 h, hardware: {reliability: 1}}
designs:
  plain: {software: {reliability: $R}}
  wearing: {software: {life: {weibull: {shape: 2, mean: 20 h}}, mttr: 10 h}}
  lasting: {software: {life: {weibull: {shape: 2, mean: 60 h}}, mttr: 10 h}}
parts:
${parts}`;

async function judged(text: string, confidence = 0.999): Promise<ClaimReport> {
  const claim = { file: 'a.yaml', ...claimOf(loadYaml(text).data) };
  const effort = { toDecide: { trials: 2000, events: 1e6 }, toAgree: { trials: 500, events: 1e6 } };
  const { claims } = await judgeClaims([claim], { confidence, workers: 1, effort });
  const [report] = claims;
  if (report === undefined) throw new Error('no verdict');
  return report;
}

describe('a claim that is put to the test', () => {
  test('is confirmed or refuted by the exact difference, with which the simulation agrees', async () => {
    const report = await judged(
      claimText(
        '  - {says: product, for: {R: [0.3, 0.9]}, check: [reliability(plain) = R, reliability(plain) > R]}',
        'refuted in part',
      ),
    );
    expect(report).toMatchObject({ verdict: 'refuted in part', asExpected: true });
    const [part] = report.parts;
    expect(part?.checks.map(({ verdict }) => verdict)).toEqual(['confirmed', 'refuted', 'confirmed', 'refuted']);
    for (const { exact, simulated } of part?.checks ?? []) {
      expect(exact?.difference).toBe(0);
      expect(exact?.method).toMatch(/^Markov chain/);
      expect(simulated?.low).toBeLessThan(0);
      expect(simulated?.high).toBeGreaterThan(0);
    }
  });

  test('is decided by the interval where nothing is known exactly, and a false one is refuted', async () => {
    const report = await judged(
      claimText(`  - {says: a true one, check: availability(lasting) > availability(wearing)}
  - {says: a false one, check: availability(wearing) >= availability(lasting)}
  - {says: too close to call, check: availability(wearing) > 0.66707}
  - {says: what is so, check: availability(lasting) = 0.9, within: 0.1}`),
    );
    expect(report.parts.map(({ verdict }) => verdict)).toEqual(['confirmed', 'refuted', 'undecided', 'confirmed']);
    expect(report).toMatchObject({ verdict: 'refuted in part', asExpected: false });
    expect(report.parts[0]?.checks[0]?.exact).toBeUndefined();
  });

  test('shares its error probability among the checks that simulation decides', async () => {
    const checks =
      'check: [availability(lasting) > availability(wearing), availability(wearing) < 1, reliability(plain) = 0.5]';
    const report = await judged(claimText(`  - {says: three, for: {R: 0.5}, ${checks}}`), 0.99);
    const confidences = report.parts[0]?.checks.map(({ simulated }) => simulated?.confidence);
    expect(confidences).toEqual([0.995, 0.995, 0.995]);
  });

  test('differs from what is recorded when a part does', async () => {
    const report = await judged(
      claimText('  - {says: one, for: {R: 0.5}, check: reliability(plain) = 0.5, expected: refuted}'),
    );
    expect(report).toMatchObject({ verdict: 'confirmed', expected: 'confirmed', asExpected: false });
  });

  test('multiplies measures and compares numbers alone', async () => {
    const report = await judged(
      claimText(
        `  - says: twice
    for: {R: [0.25, 0.5]}
    let: {half: R / 2}
    check: [2 * reliability(plain) = R + 2 * half, 1 < 2 * reliability(plain), half < R]`,
        'refuted in part',
      ),
    );
    expect(report.parts[0]?.checks.map(({ verdict }) => verdict)).toEqual([
      'confirmed',
      'refuted',
      'confirmed',
      'confirmed',
      'refuted',
      'confirmed',
    ]);
  });

  test('says for which values it holds', async () => {
    const report = await judged(
      claimText('  - {says: good ones, for: {R: [0.3, 0.4, 0.9]}, check: reliability(plain) > 0.5}', 'confirmed'),
    );
    const shown = claimsText(
      { claims: [report], different: ['a.yaml'], complete: true, confidence: 0.999, falseAlarm: 1e-6, seed: 'x' },
      { colour: false, everyCase: false },
    );
    expect(shown).toContain('a.yaml for a test\n  refuted in part (expected: confirmed)\n');
    expect(shown).toContain('    holds for R = 0.9\n');
    expect(shown).toMatch(
      / {4}does not hold for R = 0\.3, 0\.4\n {6}reliability\(plain\) > 0\.5 at R = 0\.4: difference -0\.1 exactly, simulated -0\.\d+ \(/,
    );
    expect(shown).toContain('1 claim: 1 refuted in part\nother than recorded: a.yaml\n');
  });
});

test('what every trial gave alike is not taken to be certain', async () => {
  const text = claimText('  - {says: never above 1, check: outages(rare) < 0.5}').replace(
    '  lasting:',
    '  rare: {software: {life: {weibull: {shape: 9, mean: 90 y}}, mttr: 10 h}}\n  lasting:',
  );
  const [part] = (await judged(text)).parts;
  expect(part?.checks[0]?.exact).toBeUndefined();
  expect(part?.checks[0]?.simulated?.low).toBeLessThan(part?.checks[0]?.simulated?.high ?? 0);
});

describe('pairs that all differ by the same', () => {
  const tally = new PairedTally();
  tally.addBlock(new Float64Array(1000).fill(1), new Float64Array(1000).fill(1), 1000);

  test('leave open what unseen ones would be, as far as they can differ', () => {
    const { estimate, low, high } = pairedDifference(tally, 1, 1, { low: -1, high: 1 }, 0.95);
    // The rule of three: 1 - 0.025^(1 / 1000).
    expect([estimate, low, high]).toEqual([0, expect.closeTo(-0.0036821, 6), expect.closeTo(0.0036821, 6)]);
  });

  test('say nothing when there is no limit to how they can differ', () => {
    const { low, high } = pairedDifference(tally, 1, 1, { low: -Infinity, high: Infinity }, 0.95);
    expect([low, high]).toEqual([-Infinity, Infinity]);
  });
});
