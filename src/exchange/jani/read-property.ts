import { foundText, quoted } from '../../config/found.js';
import type { Gained, Property, Query, RewardStructure } from '../guarded/model.js';
import { type Term, truth } from '../guarded/term.js';
import type { JaniPath } from './jani-path.js';
import type { ModelNames } from './names.js';
import { isData, type JaniNames, readTerm } from './read-term.js';

type Data = Readonly<Record<string, unknown>>;

/** Operators that ask for the smallest and the largest answer mean the same in a model without choice. */
const OPERATORS: ReadonlyMap<unknown, 'P' | 'S' | 'E'> = new Map([
  ['Pmin', 'P'],
  ['Pmax', 'P'],
  ['Smin', 'S'],
  ['Smax', 'S'],
  ['Emin', 'E'],
  ['Emax', 'E'],
]);

/** Ways to gather the answers of the initial states, of which there is one. */
const GATHERINGS: readonly unknown[] = ['min', 'max', 'sum', 'avg', 'values'];

const NEED = 'a property with Pmin, Pmax, Smin, Smax, Emin or Emax';

/** Reads properties; a reward that is no transient variable becomes a structure of its own. */
export class PropertyReader {
  private readonly names: JaniNames;
  /** All rewards of the model, those that properties add included. */
  readonly rewards: RewardStructure[];

  constructor(
    private readonly model: ModelNames,
    rewards: readonly RewardStructure[],
  ) {
    this.names = model.inside();
    this.rewards = [...rewards];
  }

  read(name: string, expression: unknown, at: JaniPath): Property[] {
    const query = this.filtered(expression, at);
    return query === undefined ? [] : [{ name, query, origin: at.origin }];
  }

  private filtered(json: unknown, at: JaniPath): Query | undefined {
    if (!isData(json) || json.op !== 'filter') return this.query(json, at);
    const { states } = json;
    if (!isData(states) || states.op !== 'initial')
      return refuse(at.below('states'), 'other states', 'the initial states');
    if (!GATHERINGS.includes(json.fun)) return refuse(at.below('fun'), foundText(json.fun), GATHERINGS.join(', '));
    return this.query(json.values, at.below('values'));
  }

  private query(json: unknown, at: JaniPath): Query | undefined {
    if (!isData(json)) return refuse(at, foundText(json), NEED);
    switch (OPERATORS.get(json.op)) {
      case 'P':
        return this.path(json.exp, at.below('exp'));
      case 'S':
        return this.steady(json, at);
      case 'E':
        return this.expected(json, at);
      case undefined:
        return this.composition(json, at);
    }
  }

  /** `Q / t`, `Q / Q`, `1 - P` and `0 - log(1 - Q, 10)`: what the export of some measures needs. */
  private composition(json: Data, at: JaniPath): Query | undefined {
    const { op, left, right } = json;
    if (op === '/' && isData(left)) {
      const of = this.query(left, at.below('left'));
      const isNumber = !isData(right) || !OPERATORS.has(right.op);
      const below = at.below('right');
      if (isNumber) {
        const term = readTerm(right, below, this.names);
        return of && term && { kind: 'quotient', of, by: { kind: 'term', term } };
      }
      const by = this.query(right, below);
      return of && by && { kind: 'quotient', of, by };
    }
    if (op === '-' && isData(right)) {
      if (left === 1) {
        const of = this.query(right, at.below('right'));
        return of && { kind: 'complement', of };
      }
      if (left === 0 && right.op === 'log' && right.right === 10)
        return this.nines(right.left, at.below('right', 'left'));
    }
    return refuse(at, typeof op === 'string' ? `the operator ${quoted(op)}` : foundText(json), NEED);
  }

  private nines(json: unknown, at: JaniPath): Query | undefined {
    if (!isData(json) || json.op !== '-' || json.left !== 1) return refuse(at, foundText(json), '1 - an average');
    const of = this.query(json.right, at.below('right'));
    return of && { kind: 'nines', of };
  }

  private path(json: unknown, at: JaniPath): Query | undefined {
    if (!isData(json)) return refuse(at, foundText(json), 'a path with U, F or G');
    const { op } = json;
    if (op !== 'U' && op !== 'F' && op !== 'G') return refuse(at, `the path operator ${foundText(op)}`, 'U, F or G');
    for (const key of ['step-bounds', 'reward-bounds']) {
      if (json[key] !== undefined) return refuse(at.below(key), key, 'time-bounds');
    }
    const condition = op === 'U' ? this.state(json.left, at.below('left')) : truth(true, at.origin);
    const target = this.state(op === 'U' ? json.right : json.exp, at.below(op === 'U' ? 'right' : 'exp'));
    const bounds = json['time-bounds'] === undefined ? {} : this.bounds(json['time-bounds'], at.below('time-bounds'));
    if (condition === undefined || target === undefined || bounds === undefined) return undefined;
    const { within, time } = bounds;
    const end = within === undefined ? {} : { within };
    if (op === 'G') {
      return time === undefined ? { kind: 'always', condition: target, ...end } : refuse(at, 'G at one time', 'G or F');
    }
    if (time === undefined) return { kind: 'until', condition, target, ...end };
    const isFree = condition.kind === 'truth' && condition.value;
    if (isFree) return { kind: 'probability-at', condition: target, time };
    return refuse(
      at.below('time-bounds'),
      'a path from a time on',
      'an upper bound, or both the same with nothing before',
    );
  }

  private bounds(json: unknown, at: JaniPath): { within?: Term; time?: Term } | undefined {
    if (!isData(json)) return refuse(at, foundText(json), 'time-bounds with upper');
    const upper = json.upper === undefined ? undefined : readTerm(json.upper, at.below('upper'), this.names);
    if (json.lower === undefined || json.lower === 0) return upper === undefined ? {} : { within: upper };
    if (JSON.stringify(json.lower) === JSON.stringify(json.upper))
      return upper === undefined ? undefined : { time: upper };
    return refuse(at.below('lower'), 'a lower bound', 'an upper bound, or both the same');
  }

  private state(json: unknown, at: JaniPath): Term | undefined {
    if (isData(json) && OPERATORS.has(json.op)) return refuse(at, `${json.op} inside a path`, 'a condition on states');
    return readTerm(json, at, this.names);
  }

  private steady(json: Data, at: JaniPath): Query | undefined {
    const { exp } = json;
    const isReward =
      json.accumulate !== undefined || (typeof exp === 'string' && this.model.transients.get(exp)?.type === 'number');
    if (isReward) {
      const kinds = Array.isArray(json.accumulate) && json.accumulate.length > 0 ? json.accumulate : ['time'];
      return this.reward(exp, kinds, { kind: 'steady' }, at);
    }
    const condition = this.state(exp, at.below('exp'));
    return condition && { kind: 'steady', condition };
  }

  private expected(json: Data, at: JaniPath): Query | undefined {
    const kinds: readonly unknown[] = Array.isArray(json.accumulate) ? json.accumulate : [];
    for (const key of ['step-instant', 'reward-instants']) {
      if (json[key] !== undefined) return refuse(at.below(key), key, 'time-instant or reach');
    }
    if (json['time-instant'] !== undefined) {
      const time = readTerm(json['time-instant'], at.below('time-instant'), this.names);
      if (time === undefined) return undefined;
      return this.reward(json.exp, kinds, { kind: kinds.length === 0 ? 'at' : 'by', time }, at);
    }
    if (json.reach === undefined) return refuse(at, 'a reward without an end', 'time-instant or reach');
    const target = this.state(json.reach, at.below('reach'));
    return target && this.reward(json.exp, kinds, { kind: 'until', target }, at);
  }

  /** `kinds`: over time, at steps, or both. */
  private reward(exp: unknown, kinds: readonly unknown[], gained: Gained, at: JaniPath): Query | undefined {
    const other = kinds.find((kind) => kind !== 'time' && kind !== 'steps');
    if (other !== undefined) return refuse(at.below('accumulate'), foundText(other), 'time, steps or both');
    const overTime = kinds.includes('time') || gained.kind === 'at';
    const name = this.structure(exp, overTime, kinds.includes('steps'), at.below('exp'));
    return name === undefined ? undefined : { kind: 'reward', reward: { reward: name, origin: at.origin }, gained };
  }

  private structure(exp: unknown, overTime: boolean, atSteps: boolean, at: JaniPath): string | undefined {
    const known = typeof exp === 'string' ? this.rewards.find(({ name }) => name === exp) : undefined;
    if (known === undefined) return this.made(exp, overTime, atSteps, at);
    if (overTime && atSteps) return known.name;
    return this.part(known, overTime ? 'time' : 'steps');
  }

  /** A reward without what it gains in the other way. */
  private part(of: RewardStructure, kind: 'time' | 'steps'): string {
    const { name = '', gains, ...rest } = of;
    const partName = `${name}_${kind}`;
    if (this.rewards.some((reward) => reward.name === partName)) return partName;
    const isWhole = kind === 'steps' ? of.rates.length === 0 : !this.model.isAssigned(name);
    if (isWhole) return name;
    const counted = kind === 'time' || gains === undefined ? {} : { gains };
    this.rewards.push({ ...rest, name: partName, rates: kind === 'time' ? of.rates : [], ...counted });
    return partName;
  }

  /** A reward that is an expression: gained over time. */
  private made(exp: unknown, overTime: boolean, atSteps: boolean, at: JaniPath): string | undefined {
    const value = readTerm(exp, at, this.names);
    if (value === undefined) return undefined;
    if (atSteps || !overTime) return refuse(at, 'an expression gained at steps', 'a transient variable');
    const name = `reward_${this.rewards.length + 1}`;
    const { origin } = at;
    this.rewards.push({ name, rates: [{ condition: truth(true, origin), value }], impulses: [], origin });
    return name;
  }
}

function refuse(at: JaniPath, found: string, need: string): undefined {
  at.note(found, need);
  return undefined;
}
