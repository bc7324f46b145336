import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadYaml } from '../../src/config/yaml.js';
import { planRuns } from '../../src/estimate/plans.js';
import { interpretNet } from '../../src/kernel/interpret.js';
import type { RunPlan } from '../../src/kernel/plan.js';
import type { NetDocument } from '../../src/net/document.js';
import type { Net } from '../../src/net/net.js';
import { parseNet } from '../../src/net/parse.js';
import { type Model, modelOf } from '../../src/system/model.js';
import { bothTrials, runTrials } from './trials.js';

const root = new URL('../../', import.meta.url);
const data = (file: string): unknown => loadYaml(readFileSync(new URL(file, root), 'utf8')).data;
const yamlIn = (folder: string): string[] =>
  readdirSync(new URL(folder, root))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `${folder}/${file}`);

/** Enough of a trial for whatever a net does. */
const EVENTS = 150;

function checkRuns(net: Net): void {
  const runs = planRuns(net, { cap: 1e4 });
  expect(runs.length).toBeGreaterThan(0);
  for (const { plan } of runs) bothTrials(net, shortened(net, plan), 2, 'real');
}

/** The plan, cut where a trial has had that many events. */
function shortened(net: Net, plan: RunPlan): RunPlan {
  const longest = Math.min(plan.horizon, 1e6);
  let horizon = longest / 2 ** 20;
  while (horizon < longest && runTrials(interpretNet(net, cut(plan, horizon), 'real'), 0, 1).events < EVENTS) {
    horizon *= 2;
  }
  return cut(plan, horizon);
}

function cut(plan: RunPlan, horizon: number): RunPlan {
  const before = <Record extends { readonly at: readonly number[] }>(records: readonly Record[]): Record[] =>
    records.map((record) => ({ ...record, at: record.at.filter((time) => time <= horizon) }));
  return { ...plan, horizon, rewards: before(plan.rewards), instants: before(plan.instants) };
}

const modelsOf = (model: Model): Model[] => [model, ...(model.baseline === undefined ? [] : modelsOf(model.baseline))];

test.each(yamlIn('test/bench/nets'))('%s: compiled trials are the interpreted ones', (file) => {
  checkRuns(parseNet(data(file)));
});

test('the node with many VMs: compiled trials are the interpreted ones', () => {
  const document = data('test/bench/nets/w1.yaml') as NetDocument;
  checkRuns(parseNet({ ...document, constants: { ...document.constants, n: 60 } }));
});

/** One in five of the many small ones. */
const validation = yamlIn('sim-configs/validation').filter((_, index) => index % 5 === 0);

test.each([...yamlIn('sim-configs'), ...validation])('%s: compiled trials are the interpreted ones', (file) => {
  for (const { net } of modelsOf(modelOf(data(file)))) checkRuns(net);
});

/** So much code that firings keep in bits what is due to be examined. */
const large = ['evacuation', 'inject', 'node-web-tier', 'full-node'].map((name) => `sim-configs/examples/${name}.yaml`);

test.each(large)('%s: compiled trials are the interpreted ones, also of the mechanisms that act seldom', (file) => {
  const { net } = modelOf(data(file));
  const [run] = planRuns(net, { cap: 1e4 });
  if (run === undefined) throw new Error('nothing to run');
  bothTrials(net, cut(run.plan, 2000), 2, 'real');
});
