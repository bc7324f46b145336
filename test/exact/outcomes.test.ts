import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ExactRefusal } from '../../src/exact/explore/refusal.js';
import { Outcomes } from '../../src/exact/outcomes/dependence.js';
import { type OutcomeRow, outcomeTable } from '../../src/exact/outcomes/outcome-table.js';
import { SettledStates } from '../../src/exact/outcomes/settled-states.js';
import { evaluate } from '../../src/net/expression/evaluate.js';
import type { Net } from '../../src/net/net.js';
import { parseNet } from '../../src/net/parse.js';
import { outcomePage, pageEntries } from '../../src/report/outcome-page.js';
import { lowerSystem } from '../../src/system/lower.js';
import { everyFailure } from '../../src/system/mechanisms/inject/every-failure.js';
import { loadModel } from '../../src/system/model.js';
import type { System } from '../../src/system/system.js';
import type { Explored } from '../system/explore.js';
import { exploredByChance } from '../system/mechanisms/calendars.js';
import { SeenSystem } from '../system/mechanisms/seen.js';
import { stateLaws } from '../system/mechanisms/state-laws.js';
import { systemOf } from '../system/read-system.js';

const FOLDER = 'sim-configs/examples';
const STATES_MOST = 5_000;
const entries = pageEntries(
  readdirSync(FOLDER)
    .sort()
    .map((name) => ({ file: `${FOLDER}/${name}`, text: readFileSync(`${FOLDER}/${name}`, 'utf8') })),
);

/** Every system of the examples that is small enough; the page tells of larger ones that they have no table. */
const systems = entries.flatMap(({ file, system, table }) => {
  if (table instanceof ExactRefusal) return [];
  const { measuresKept: _, ...whole } = system;
  const net = parseNet(everyFailure({ ...whole, measuresAdded: {} }).document);
  return [{ file, system: whole, net, table }];
});

it('the page on outcomes is up to date', () => {
  const isSame = outcomePage(entries) === readFileSync('docs/outcomes.md', 'utf8');
  expect(isSame, 'docs/outcomes.md is as the examples are now; if not: npm run outcomes').toBe(true);
});

describe.each(systems)('$file', ({ system, net, table }) => {
  it('has an outcome for every failure in every state, or does not run then', () => {
    const { rows, idle } = table;
    expect(rows.length).toBeGreaterThan(3);
    for (const { outcomes } of rows) {
      expect(outcomes['what fails'].every((outcome) => outcome !== '')).toBe(true);
      expect(outcomes['the service'].length).toBeGreaterThan(0);
    }
    const pairs = [...rows, ...idle];
    const ofState = (state: string): readonly string[] =>
      pairs.filter((pair) => pair.state === state).map(({ fails }) => fails);
    const kinds = [
      ...system.layers,
      ...(system.function?.in === 'hypervisor' ? [system.function.component] : []),
      ...system.servers,
    ];
    for (const state of new Set(pairs.map((pair) => pair.state))) {
      const [, own = ''] = /^(.*?):/.exec(state) ?? [];
      const met = ofState(state);
      expect(new Set(met).size).toBe(met.length);
      for (const { name } of kinds) expect(met, `${name} in ${state}`).toContain(name === own ? 'itself' : name);
    }
  });

  it('keeps the laws of all mechanisms, before and after a failure', () => {
    const states = new SettledStates(net, (activity) => !activity.startsWith('inject.'), STATES_MOST);
    expect(states.states).toHaveLength(table.states);
    const reached = [...states.states];
    const failures = net.activities.filter(({ name }) => /^inject\.\d+$/.test(name));
    for (const state of states.states) {
      for (const { name } of failures) reached.push(...states.fired(name, state).map(({ after }) => after));
    }
    const seen = new SeenSystem(system, exploredAs(net, reached));
    for (const state of seen.states()) for (const law of Object.values(stateLaws)) law(state);
  });
});

/** What the laws read. */
function exploredAs(net: Net, states: readonly Int32Array[]): Explored {
  const constants = net.constants.map(({ value }) => value);
  return {
    net,
    states: states.map((state) => [...state]),
    transitions: [],
    label(name, state) {
      const found = net.lets.find((label) => label.name === name);
      if (found === undefined) throw new Error(`no label ${name}`);
      return evaluate(found.expression, { state, constants, lets: net.lets });
    },
    read: () => {
      throw new Error('laws read states by themselves');
    },
  };
}

const NODE = `hardware: {mttf: 1 y, mttr: 4 h}
hypervisor: {mttf: 1 y, repair: reboot, boot: 2 min}
vms: {count: 2, mttf: 90 d, detection: 1 min, mttr: 1 h, boot: 3 min}
service: {needs: 1}
`;

describe('a table', () => {
  const row = (node: string, state: string, fails: string): OutcomeRow => {
    const { rows } = outcomeTable(systemOf(node));
    const found = rows.find((candidate) => candidate.state === state && candidate.fails === fails);
    if (found === undefined)
      throw new Error(`${state}, ${fails} is none of ${rows.map((each) => `${each.state}, ${each.fails}`)}`);
    return found;
  };

  it.each([
    ['promote', 'boots, as its copy', 'is the VM now'],
    ['finish', 'has failed, not noticed yet', 'goes on'],
    ['restart', 'has failed, not noticed yet', 'is given up'],
  ])('tells what the policy %s does', (policy, vm, copy) => {
    const node = `${NODE}rejuvenation: {every: 1 d, how: reincarnation, boot-share: 0.5, policy: ${policy}}`;
    expect(row(node, 'vm: its copy loading', 'itself').outcomes).toMatchObject({
      'what fails': [vm],
      'its copy': [copy],
    });
    expect(row(node, 'vm: its copy loading', 'hypervisor').outcomes['what is in the state']).toEqual(['is given up']);
    expect(row(node, 'vm: its copy loading', 'another vm').outcomes['what is in the state']).toEqual(['goes on']);
  });

  it('tells a copy that is given up from one that takes over', () => {
    const { system } = loadModel(readFileSync(`${FOLDER}/patching-copy-swap.yaml`, 'utf8'));
    if (system === undefined) throw new Error('no system');
    const { rows } = outcomeTable(system);
    const ofCopies = rows.filter(({ fails }) => fails === 'the copy of itself');
    expect(ofCopies.length).toBeGreaterThan(5);
    for (const { outcomes } of ofCopies) {
      expect(outcomes['what fails'].every((outcome) => outcome.startsWith('is given up'))).toBe(true);
    }
    const quarantined = rows.find(({ state, fails }) => state === 'vm: its copy quarantined' && fails === 'itself');
    expect(quarantined?.outcomes['its copy']).toEqual(['is the VM now']);
  });

  it('says what an outcome depends on', () => {
    const { outcomes, depends } = row(NODE, 'vm: up', 'itself');
    expect(outcomes['the service']).toEqual(['goes down, charged to vm', 'stays up']);
    expect(depends['the service']).toEqual({
      on: ['other VMs that are up'],
      cases: [
        { if: ['0'], outcomes: ['goes down, charged to vm'] },
        { if: ['1'], outcomes: ['stays up'] },
      ],
    });
    expect(row(NODE, 'vm: up', 'another vm').outcomes['the service']).toEqual(['stays up']);
    const wrong = row(NODE.replace('mttf: 90 d', 'mttf: 90 d, value-failures: 0.1'), 'vm: up', 'itself');
    expect(wrong.depends['what fails']).toEqual({
      on: 'chance',
      outcomes: ['gives wrong answers', 'has failed, not noticed yet'],
    });
  });

  it('tells hosts apart', () => {
    const node = `${NODE}hosts: {count: 2}`;
    expect(row(node, 'vm: up', 'hypervisor').outcomes['what is in the state']).toEqual(['is off']);
    expect(row(node, 'vm: up', 'hypervisor, on another host').outcomes['what is in the state']).toEqual(['stays so']);
  });

  it('is refused where there are too many states', () => {
    expect(() => outcomeTable(systemOf(NODE), 10)).toThrow('more than 10 states');
  });

  it('looks at the states that brute force finds', () => {
    const node = `${NODE}rejuvenation: {every: 1 d, how: reincarnation, boot-share: 0.5}`;
    const system: System = systemOf(node);
    const found = new SettledStates(parseNet(lowerSystem(system)), () => true, STATES_MOST);
    const texts = (states: readonly ArrayLike<number>[]): string[] =>
      states.map((state) => Array.from(state).join()).sort();
    expect(texts(found.states)).toEqual(texts(exploredByChance(system).states));
  });
});

describe('a dependence', () => {
  it('is on as little as decides it', () => {
    const outcomes = new Outcomes();
    for (const [a, b, c] of [
      [0, 0, 0],
      [0, 1, 0],
      [1, 0, 0],
      [1, 1, 1],
      [1, 1, 0],
    ]) {
      outcomes.add({ c: String(c), a: String(a), b: String(b) }, `${a}${b}${c}`, String((a ?? 0) && (b ?? 0)));
    }
    expect(outcomes.dependence()).toMatchObject({ on: ['a', 'b'] });
  });
});
