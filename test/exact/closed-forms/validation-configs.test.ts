import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadYaml } from '../../../src/config/yaml.js';
import { closedForm } from '../../../src/exact/closed-forms/of-system.js';
import { lowerSystem } from '../../../src/system/lower.js';
import { parseSystem } from '../../../src/system/parse-system.js';

const FOLDER = new URL('../../../sim-configs/validation/', import.meta.url);
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));

function read(file: string) {
  const text = readFileSync(new URL(file, FOLDER), 'utf8');
  return { text, system: parseSystem(loadYaml(text).data) };
}

/** A curve is asked for at one of its times. */
const CURVES = ['reliability-curve', 'point-availability'];

describe('a config to validate against', () => {
  test.each(files)('%s names its schema, says what it checks, and has a closed form for every measure', (file) => {
    const { text, system } = read(file);
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\.\/schema\/system\.schema\.json\n#\n# \S/);
    const kept = system.measuresKept ?? [];
    expect(kept).not.toHaveLength(0);
    expect(Object.keys(lowerSystem(system).measures ?? {}).sort()).toEqual([...kept].sort());
    for (const measure of kept) {
      const answer = closedForm(system, measure, CURVES.includes(measure) ? 1 : undefined);
      expect(answer, measure).toMatchObject({ applies: true });
    }
  });

  test('together they cover every closed form that describes a system', () => {
    const forms = files.flatMap((file) => {
      const { system } = read(file);
      return [system, system.baseline].flatMap((node) => {
        const answers = ['reliability', 'availability', 'availability-long-run'].map((measure) =>
          node === undefined ? undefined : closedForm(node, measure),
        );
        return answers.flatMap((answer) => (answer?.applies === true ? [answer.form] : []));
      });
    });
    expect(new Set(forms)).toEqual(
      new Set(['NV', 'n', 'C1', 'C2', '2of3', 'k-of-n', 'shock', 'availability', 'two-state']),
    );
  });

  // The numbers that the comments of the files state.
  test.each([
    ['nv.yaml', 'reliability', 0.855, 1e-12],
    ['any-of-1-poor.yaml', 'reliability', 0.03, 1e-12],
    ['any-of-2-poor.yaml', 'reliability', 0.057, 1e-12],
    ['any-of-3-poor.yaml', 'reliability', 0.0813, 1e-12],
    ['any-of-4-poor.yaml', 'reliability', 0.10317, 1e-12],
    ['two-of-three.yaml', 'reliability', 0.75, 1e-12],
    ['two-of-three-poor.yaml', 'reliability', 0.216, 1e-12],
    ['two-of-three-near-certain.yaml', 'reliability', 1 - 0.000298, 1e-12],
    ['shock-series.yaml', 'reliability', (0.95 * 0.9) / 0.96, 1e-12],
    ['shock-parallel.yaml', 'reliability', 0.98 * 0.96 * (1 - (1 - 0.9 / 0.96) ** 3), 1e-12],
    ['break-even-time.yaml', 'reliability', Math.exp(-6.9265637649), 1e-9],
    ['latent-error.yaml', 'mttf', 240, 1e-9],
    ['function-three.yaml', 'reliability', 0.930804 * (1 - 0.25 ** 3), 1e-6],
  ])('%s: %s is %d', (file, measure, value, relativeError) => {
    const answer = closedForm(read(file).system, measure);
    if (!answer.applies) throw new Error(answer.reasons.join('; '));
    expect(Math.abs(answer.value / value - 1)).toBeLessThan(relativeError);
  });
});
