import type { Expression } from '../../net/expression/expression.js';
import type { MarkovGained, MarkovQuery } from '../markov/markov-model.js';
import type { JaniExpression } from './write-term.js';

/** A JSON value of a property, in which lists may stand too. */
export type JaniValue = JaniExpression | readonly JaniValue[] | { readonly [key: string]: JaniValue };

/** What a query needs to know of a reward. */
export interface RewardReference {
  readonly name: string;
  /** Over time, at steps, or both. */
  readonly accumulate: readonly ('time' | 'steps')[];
}

/** A question as a JANI property, asked of the initial state. */
export function writeQuery(
  query: MarkovQuery,
  condition: (e: Expression) => JaniExpression,
  reward: (position: number) => RewardReference,
): JaniValue {
  return { op: 'filter', fun: 'max', values: answer(query, condition, reward), states: { op: 'initial' } };
}

function answer(
  query: MarkovQuery,
  condition: (e: Expression) => JaniExpression,
  reward: (position: number) => RewardReference,
): JaniValue {
  const inner = (part: MarkovQuery): JaniValue => answer(part, condition, reward);
  switch (query.kind) {
    case 'until': {
      const left = query.condition === undefined ? true : condition(query.condition);
      const path = { op: 'U', left, right: condition(query.target), ...upTo(query.within) };
      return { op: 'Pmax', exp: path };
    }
    case 'always':
      return { op: 'Pmax', exp: { op: 'G', exp: condition(query.condition), ...upTo(query.within) } };
    case 'probability-at': {
      const bounds = { lower: query.time, upper: query.time };
      return { op: 'Pmax', exp: { op: 'U', left: true, right: condition(query.condition), 'time-bounds': bounds } };
    }
    case 'steady':
      return { op: 'Smax', exp: condition(query.condition) };
    case 'reward':
      return gainedValue(query.gained, reward(query.reward), condition);
    case 'quotient':
      return { op: '/', left: inner(query.of), right: typeof query.by === 'number' ? query.by : inner(query.by) };
    case 'complement':
      return { op: '-', left: 1, right: inner(query.of) };
    case 'nines':
      return { op: '-', left: 0, right: { op: 'log', left: { op: '-', left: 1, right: inner(query.of) }, right: 10 } };
  }
}

const upTo = (within: number | undefined) => (within === undefined ? {} : { 'time-bounds': { upper: within } });

function gainedValue(
  gained: MarkovGained,
  { name, accumulate }: RewardReference,
  condition: (e: Expression) => JaniExpression,
): JaniValue {
  switch (gained.kind) {
    case 'by':
      return { op: 'Emax', exp: name, accumulate, 'time-instant': gained.time };
    case 'at':
      return { op: 'Emax', exp: name, 'time-instant': gained.time };
    case 'until':
      return { op: 'Emax', exp: name, accumulate, reach: condition(gained.target) };
    case 'steady':
      return { op: 'Smax', exp: name, accumulate };
  }
}
