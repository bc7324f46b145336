import type { Expression } from '../../net/expression/expression.js';
import type { MarkovGained, MarkovQuery } from '../markov/markov-model.js';

/** A question in PRISM's property language. */
export function printQuery(
  query: MarkovQuery,
  condition: (e: Expression) => string,
  reward: (position: number) => string,
): string {
  const print = (inner: MarkovQuery): string => printQuery(inner, condition, reward);
  switch (query.kind) {
    case 'until': {
      const target = `(${condition(query.target)})`;
      if (query.condition === undefined) return `P=? [ F${bound(query.within)} ${target} ]`;
      return `P=? [ (${condition(query.condition)}) U${bound(query.within)} ${target} ]`;
    }
    case 'always':
      return `P=? [ G${bound(query.within)} (${condition(query.condition)}) ]`;
    case 'probability-at':
      return `P=? [ F[${query.time},${query.time}] (${condition(query.condition)}) ]`;
    case 'steady':
      return `S=? [ ${condition(query.condition)} ]`;
    case 'reward':
      return `R{"${reward(query.reward)}"}=? [ ${gainedText(query.gained, condition)} ]`;
    case 'quotient':
      return `${print(query.of)} / ${typeof query.by === 'number' ? query.by : print(query.by)}`;
    case 'complement':
      return `1 - ${print(query.of)}`;
    case 'nines':
      return `-log(1 - ${print(query.of)}, 10)`;
  }
}

const bound = (within: number | undefined): string => (within === undefined ? '' : `<=${within}`);

function gainedText(gained: MarkovGained, condition: (e: Expression) => string): string {
  switch (gained.kind) {
    case 'by':
      return `C<=${gained.time}`;
    case 'at':
      return `I=${gained.time}`;
    case 'until':
      return `F (${condition(gained.target)})`;
    case 'steady':
      return 'S';
  }
}
