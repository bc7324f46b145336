import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { solveExact } from '../../../src/exact/solve.js';
import type { PreparedJob } from '../../../src/experiment/job.js';
import { prepare, simulate } from '../../../src/experiment/simulate.js';
import { nodeMechanisms } from '../../../src/system/mechanisms/keys.js';
import { loadModel, type Model } from '../../../src/system/model.js';

const FOLDER = 'sim-configs/examples';
const examples = readdirSync(FOLDER).map((file) => ({ file, text: readFileSync(`${FOLDER}/${file}`, 'utf8') }));

const textOf = (file: string): string => examples.find((example) => example.file === file)?.text ?? '';
const bothOf = (model: Model): readonly Model[] => [model, ...(model.baseline === undefined ? [] : [model.baseline])];

/** The measures up to a short horizon, or those it has where none is: enough to meet what a net forbids. */
function briefly({ document }: Model): PreparedJob {
  const { measures = {}, constants } = document;
  const within = Object.entries(measures).filter(([, measure]) => 'until' in measure);
  return prepare({
    ...document,
    constants: { ...constants, horizon: '60 d' },
    measures: within.length === 0 ? measures : Object.fromEntries(within),
  });
}

const LAYERS = ['hardware', 'hypervisor', 'dom0', 'host-os', 'vmm'];

/** A downtime charged to a layer, to a common cause of the config, or to a cause that is listed. */
function isCauseExplained(measure: string, explained: string, text: string): boolean {
  const [, cause] = /^downtime-(.+)$/.exec(measure) ?? [];
  if (cause === undefined) return false;
  return LAYERS.includes(cause) || text.includes(`{name: ${cause}, among`) || explained.includes(`\`${cause}\``);
}

describe('the examples of mechanisms', () => {
  it.each(examples)('$file is sound, and so is its baseline', ({ text }) => {
    for (const { net } of bothOf(loadModel(text))) expect(net.warnings).toEqual([]);
  });

  it.each(examples)('$file runs, twice to the same bits', async ({ text }) => {
    for (const model of bothOf(loadModel(text))) {
      const prepared = briefly(model);
      const run = async () => (await simulate(prepared, { trials: 2 })).results();
      const results = await run();
      expect(Object.keys(results)).not.toEqual([]);
      expect(await run()).toEqual(results);
    }
  });

  it.each(examples)('all runs of $file can be planned', ({ text }) => {
    for (const { document } of bothOf(loadModel(text))) {
      for (const { plan } of prepare(document).runs) expect(plan.until ?? plan.horizon < Infinity).toBeTruthy();
    }
  });

  it.each(examples)('$file says what to look at', ({ text }) => {
    expect(text).toMatch(/^# What to look at: /m);
  });

  it.each(examples)('all that $file measures is explained', ({ text }) => {
    const explained = readFileSync('docs/reading-results.md', 'utf8');
    const names = bothOf(loadModel(text)).flatMap(({ document, system }) =>
      system === undefined
        ? []
        : Object.keys(document.measures ?? {}).filter((name) => !(name in system.measuresAdded)),
    );
    // The rows of two tables, and the list of causes.
    const isExplained = (name: string): boolean =>
      explained.includes(`\`${name}\``) ||
      (name.startsWith('outage-p') && explained.includes(`\`${name.replace('outage', '')}\``)) ||
      isCauseExplained(name, explained, text);
    expect(names.filter((name) => !isExplained(name))).toEqual([]);
  });

  it('have one for every mechanism of a node', () => {
    const keys = Object.keys(nodeMechanisms);
    expect(keys.filter((key) => !examples.some(({ text }) => new RegExp(`^${key}:`, 'm').test(text)))).toEqual([]);
  });

  it('ageing.yaml has the published downtime, to its last digit', () => {
    const { downtime } = solveExact(loadModel(textOf('ageing.yaml')).net);
    if (downtime?.kind !== 'value') throw new Error(JSON.stringify(downtime));
    expect(downtime.value.toFixed(5)).toBe('0.49044');
  });
});
