import type { ExpressionText, RewardDocument } from '../../net/document.js';
import type { Lowering } from './lowering.js';
import type { GuardedModel, RewardStructure } from './model.js';
import type { NetNames } from './net-names.js';
import { isTrue, joined, type Term } from './term.js';
import type { Transition } from './transitions.js';

export interface NetReward {
  readonly name: string;
  readonly document: RewardDocument;
}

/**
 * The rewards of a net, by position: state rewards are rates, transition rewards impulses of every activity that their action
 * has become. A name is none of an expression's, because a measure may name either.
 */
export function readRewards(
  model: GuardedModel,
  steps: ReadonlyMap<string, Transition>,
  lowering: Lowering,
  names: NetNames,
): readonly NetReward[] {
  return model.rewards.map((structure, position) => {
    const wanted = structure.name ?? (model.rewards.length === 1 ? 'reward' : `reward_${position + 1}`);
    const name = names.claim(names.isFree(wanted) ? wanted : `${wanted}_reward`);
    const impulse: Record<string, ExpressionText> = {};
    for (const [activity, transition] of steps) {
      const value = impulseOf(structure, transition);
      if (value !== undefined) impulse[activity] = lowering.text(value);
    }
    const rate = sumOf(structure.rates);
    const hasImpulse = Object.keys(impulse).length > 0;
    return {
      name,
      document: {
        ...(rate === undefined ? (hasImpulse ? {} : { rate: 0 }) : { rate: lowering.text(rate) }),
        ...(hasImpulse ? { impulse } : {}),
      },
    };
  });
}

function impulseOf(structure: RewardStructure, { action, gains, origin }: Transition): Term | undefined {
  const own = gains
    .filter(({ reward }) => reward === structure.gains)
    .map(({ value }) => ({ condition: always(origin), value }));
  return sumOf([...structure.impulses.filter((impulse) => impulse.action === action), ...own]);
}

const always = (origin: Term['origin']): Term => ({ kind: 'truth', value: true, origin });

function sumOf(items: readonly { readonly condition: Term; readonly value: Term }[]): Term | undefined {
  const terms = items.map(({ condition, value }): Term => {
    const { origin } = value;
    const none: Term = { kind: 'number', value: 0, type: 'int', origin };
    return isTrue(condition) ? value : { kind: 'choice', condition, yes: value, no: none, origin };
  });
  return terms.length === 0 ? undefined : joined('+', terms);
}
