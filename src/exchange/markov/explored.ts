import { type Explored, explore } from '../../exact/explore/explore.js';
import { ExactRefusal, StateError } from '../../exact/explore/refusal.js';
import { type Expression, number } from '../../net/expression/expression.js';
import type { Let, Net, Reward } from '../../net/net.js';
import { isLogical } from './logical.js';
import {
  ExportRefusal,
  type MarkovCommand,
  type MarkovGained,
  type MarkovModel,
  type MarkovQuery,
  type MarkovReward,
} from './markov-model.js';
import { type Observed, observedOf } from './queries.js';

/** More states than this are no file that another tool would read. */
const STATES_MAX = 100_000;

/** Explores a net with what rewards gain at firings, or throws an ExportRefusal. */
export function exploredNet(net: Net, rewards: readonly Reward[], statesMost = STATES_MAX): Explored {
  try {
    return explore(
      net,
      rewards.map(({ impulses }) => impulses),
      { statesMost },
    );
  } catch (problem) {
    if (problem instanceof ExactRefusal) throw new ExportRefusal(problem.reason, problem.suggestion);
    if (problem instanceof StateError) throw new ExportRefusal(problem.message, 'mend the net');
    throw problem;
  }
}

/** The chain of a net, its states numbered in one place: immediates are eliminated, phases are states. */
export function exploredModel(net: Net): MarkovModel {
  const observed = observedOf(net);
  const explored = exploredNet(net, observed.rewards);
  const { stateCount } = explored.chain;
  const states = new StateSets(net, explored);
  const queries = observed.queries.map(({ name, query }) => ({ name, query: states.query(query) }));
  const rewards = observed.rewards.map((reward, position) => states.reward(reward, position));
  return {
    name: net.name,
    remarks: [
      `the explored chain of the net: s numbers its ${stateCount} states, in which immediates are gone and phases count`,
      ...atStart(explored, observed),
      ...observed.left,
    ],
    constants: [],
    places: [{ name: 's', initial: initialState(explored), min: 0, max: stateCount - 1 }],
    lets: states.lets,
    commands: commandsOf(explored),
    rewards,
    queries,
  };
}

function initialState({ initial }: Explored): number {
  const state = initial.indexOf(1);
  if (state >= 0) return state;
  const count = initial.reduce((sum, probability) => sum + (probability > 0 ? 1 : 0), 0);
  throw new ExportRefusal(
    `a chain that starts in one of ${count} states`,
    'export it as csv-chain, which has a column for that',
  );
}

/** What impulses gain before time begins to run is no rate of a state. */
function atStart({ impulsesAtStart }: Explored, { rewards }: Observed): string[] {
  return impulsesAtStart.flatMap((gained, position) =>
    gained === 0 ? [] : [`without the ${gained} that ${rewards[position]?.name} gains at time 0`],
  );
}

const S: Expression = { kind: 'place', index: 0 };
const compared = (operator: '==' | '>=' | '<=', value: number): Expression => ({
  kind: 'binary',
  operator,
  left: S,
  right: number(value),
});

function commandsOf({ chain }: Explored): MarkovCommand[] {
  const commands: MarkovCommand[] = [];
  for (let state = 0; state < chain.stateCount; state++) {
    const first = chain.rowStart[state] as number;
    const last = chain.rowStart[state + 1] as number;
    const alternatives = Array.from({ length: last - first }, (_, offset) => ({
      rate: number(chain.rate[first + offset] as number),
      effects: [{ place: 0, value: number(chain.target[first + offset] as number) }],
    }));
    if (alternatives.length > 0) commands.push({ name: `leave_${state}`, guard: compared('==', state), alternatives });
  }
  return commands;
}

/** Turns what is read of the net's places into sets of states. */
class StateSets {
  readonly lets: Let[] = [];
  private readonly known = new Map<string, Expression>();

  constructor(
    net: Net,
    private readonly explored: Explored,
  ) {
    for (const [index, { name, expression }] of net.lets.entries()) {
      if (isLogical(expression, net.lets)) this.condition({ kind: 'let', index }, name);
    }
  }

  query(query: MarkovQuery): MarkovQuery {
    switch (query.kind) {
      case 'until': {
        const { condition, target } = query;
        const before = condition === undefined ? {} : { condition: this.condition(condition) };
        return { ...query, ...before, target: this.condition(target) };
      }
      case 'always':
      case 'probability-at':
      case 'steady':
        return { ...query, condition: this.condition(query.condition) };
      case 'reward':
        return { ...query, gained: this.gained(query.gained) };
      case 'quotient':
        return {
          ...query,
          of: this.query(query.of),
          by: typeof query.by === 'number' ? query.by : this.query(query.by),
        };
      case 'complement':
      case 'nines':
        return { ...query, of: this.query(query.of) };
    }
  }

  /** What a reward gains per unit of time in each state; of impulses, what they gain on average. */
  reward({ name, rate, impulses }: Observed['rewards'][number], position: number): MarkovReward {
    const { stateCount } = this.explored.chain;
    const perTime = rate === undefined ? new Float64Array(stateCount) : this.explored.values(rate);
    const gained = this.explored.impulseRates[position];
    const byValue = new Map<number, number[]>();
    for (const [state, value] of perTime.entries()) {
      const total = value + (impulses.length === 0 ? 0 : (gained?.[state] ?? 0));
      if (total === 0) continue;
      const states = byValue.get(total);
      if (states === undefined) byValue.set(total, [state]);
      else states.push(state);
    }
    const rates = [...byValue].map(([value, states]) => ({
      condition: states.length === stateCount ? number(1) : among(states),
      value: number(value),
    }));
    return { name, rates, impulses: [] };
  }

  private gained(gained: MarkovGained): MarkovGained {
    return gained.kind === 'until' ? { kind: 'until', target: this.condition(gained.target) } : gained;
  }

  /** The let that is true in the states in which a condition of the net is. */
  private condition(e: Expression, name = `condition_${this.lets.length + 1}`): Expression {
    const key = JSON.stringify(e);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const values = this.explored.values(e);
    const states = [...values.keys()].filter((state) => values[state] !== 0);
    const index = this.lets.push({ name, expression: among(states) }) - 1;
    const found: Expression = { kind: 'let', index };
    this.known.set(key, found);
    return found;
  }
}

/** True in these states, given in ascending order. */
function among(states: readonly number[]): Expression {
  const ranges: [number, number][] = [];
  for (const state of states) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === state - 1) last[1] = state;
    else ranges.push([state, state]);
  }
  const terms = ranges.map(([from, to]): Expression => {
    if (from === to) return compared('==', from);
    return { kind: 'binary', operator: '&&', left: compared('>=', from), right: compared('<=', to) };
  });
  return { kind: 'call', function: 'any', arguments: terms };
}
