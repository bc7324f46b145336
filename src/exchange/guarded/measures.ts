import type {
  ActivityDocument,
  ExpressionText,
  MeasureDocument,
  PlaceDocument,
  RewardDocument,
} from '../../net/document.js';
import { activity } from './activity.js';
import type { Lowering } from './lowering.js';
import type { GuardedModel, Property, Query, RewardReference } from './model.js';
import type { Naming } from './naming.js';
import type { ModelProblems } from './problems.js';
import type { NetReward } from './rewards.js';
import type { Scope } from './scope.js';
import { conjunction, isTrue, labelsIn, namesIn, not, type Origin, type Term } from './term.js';

/** What is already known of the net; places and activities are added to where a property has to be watched. */
interface Surroundings {
  readonly model: GuardedModel;
  readonly scope: Scope;
  readonly lowering: Lowering;
  readonly naming: Naming;
  readonly rewards: readonly NetReward[];
  readonly places: Map<string, PlaceDocument>;
  readonly activities: Map<string, ActivityDocument>;
}

type QueryOf<K extends Query['kind']> = Extract<Query, { kind: K }>;

/** Writes properties as measures of the net. */
export class MeasureWriter {
  /** Places that watch a condition, by what they watch. */
  private readonly watchers = new Map<ExpressionText, string>();

  constructor(
    private readonly net: Surroundings,
    private readonly problems: ModelProblems,
  ) {}

  /** The measure that answers a property; undefined when there is none, which is reported. */
  measure({ query, origin }: Property): MeasureDocument | undefined {
    switch (query.kind) {
      case 'until':
        return this.until(query, origin);
      case 'always':
        return { probability: { stay: this.text(query.condition), ...this.within(query.within) } };
      case 'probability-at':
        return { at: this.time(query.time), of: this.text(query.condition) };
      case 'steady':
        return { 'steady-state': this.text(query.condition) };
      case 'reward':
        return this.reward(query, origin);
      case 'quotient':
        return this.quotient(query, origin);
      case 'complement':
        if (query.of.kind === 'until') return this.until(query.of, origin, true);
        return this.refuse(origin, '1 - this property', '1 - P=? [ ... U ... ] or 1 - P=? [ F ... ]');
      case 'nines':
        return this.nines(query, origin);
    }
  }

  /** To stay out of the target is not to reach it. */
  private until(query: QueryOf<'until'>, origin: Origin, complement = false): MeasureDocument | undefined {
    const { condition, target, within } = query;
    const isFree = isTrue(condition);
    if (!isFree && !(this.changes(condition) && this.changes(target))) {
      return this.refuse(origin, 'U between conditions that never change', 'conditions on variables');
    }
    const isWatched = !isFree && within !== undefined;
    const text = this.text(target);
    const reach = isWatched ? `(${text}) && ${this.watcher(condition, target)} == 0` : text;
    const seen = complement ? { stay: isWatched ? `!(${reach})` : this.text(not(target)) } : { reach };
    const end = isFree || isWatched ? this.within(within) : { within: this.text(not(condition)) };
    return { probability: { ...seen, ...end } };
  }

  /** A place that is 1 once the condition was seen false before the target. */
  private watcher(condition: Term, target: Term): string {
    const { naming, places, activities } = this.net;
    const lost = this.text(conjunction([not(condition), not(target)], target.origin));
    const known = this.watchers.get(lost);
    if (known !== undefined) return known;
    const place = naming.taken.claim(`broken${this.watchers.size + 1}`);
    this.watchers.set(lost, place);
    places.set(place, { initial: 0, max: 1 });
    activities.set(`see_${place}`, activity({ when: `${place} == 0 && (${lost})`, immediate: 0 }, [[place, 1]]));
    return place;
  }

  private reward({ reward, gained }: QueryOf<'reward'>, origin: Origin): MeasureDocument | undefined {
    const found = this.structure(reward);
    if (found === undefined) return undefined;
    const { name, document } = found;
    switch (gained.kind) {
      case 'by':
        return { accumulated: name, until: this.time(gained.time) };
      case 'at':
        return { at: this.time(gained.time), of: document.rate ?? 0 };
      case 'until': {
        if (!this.changes(gained.target)) {
          return this.refuse(origin, 'F of a condition that never changes', 'a condition on variables');
        }
        const until = this.text(gained.target);
        return isTime(document) ? { 'mean-time-to': until } : { accumulated: name, until };
      }
      case 'steady':
        return { 'steady-state': name };
    }
  }

  private quotient({ of, by }: QueryOf<'quotient'>, origin: Origin): MeasureDocument | undefined {
    if (by.kind === 'term') {
      const isAverage = of.kind === 'reward' && of.gained.kind === 'by' && this.same(of.gained.time, by.term);
      const found = isAverage ? this.structure(of.reward) : undefined;
      if (isAverage) return found && { average: found.name, until: this.time(of.gained.time) };
      return this.refuse(origin, 'a property divided by a number', 'R=? [ C<=t ] / t with the same t');
    }
    const perPassage = this.averageOfPassage(of, by);
    if (perPassage !== undefined) return perPassage;
    const [above, below] = [this.ratioPart(of), this.ratioPart(by)];
    if (above !== undefined && below !== undefined && above.until === below.until) {
      const until = above.until === undefined ? {} : { until: above.until };
      return { ratio: above.text, by: below.text, ...until };
    }
    return this.refuse(
      origin,
      'a quotient of these properties',
      'two long-run ones, or two R=? [ C<=t ] of the same t',
    );
  }

  /** What is gained until a target, divided by how long that takes. */
  private averageOfPassage(of: Query, by: Query): MeasureDocument | undefined {
    if (of.kind !== 'reward' || by.kind !== 'reward') return undefined;
    if (of.gained.kind !== 'until' || by.gained.kind !== 'until') return undefined;
    const [total, time] = [this.structure(of.reward), this.structure(by.reward)];
    const until = this.text(of.gained.target);
    if (total === undefined || time === undefined || !isTime(time.document)) return undefined;
    return until === this.text(by.gained.target) ? { average: total.name, until } : undefined;
  }

  private ratioPart(query: Query): { text: ExpressionText; until?: ExpressionText } | undefined {
    if (query.kind === 'steady') return { text: this.text(query.condition) };
    if (query.kind !== 'reward') return undefined;
    const found = this.structure(query.reward);
    if (found === undefined) return undefined;
    if (query.gained.kind === 'steady') return { text: found.name };
    return query.gained.kind === 'by' ? { text: found.name, until: this.time(query.gained.time) } : undefined;
  }

  private nines({ of }: QueryOf<'nines'>, origin: Origin): MeasureDocument | undefined {
    if (of.kind === 'steady') return { nines: this.text(of.condition) };
    const measure = this.measure({ query: of, origin });
    if (measure === undefined) return undefined;
    const name = measure.average ?? measure['steady-state'];
    const found = this.net.rewards.find((reward) => reward.name === name);
    if (found?.document.rate !== undefined && found.document.impulse === undefined) {
      return { nines: found.document.rate, ...(measure.until === undefined ? {} : { until: measure.until }) };
    }
    return this.refuse(origin, 'the nines of this property', 'those of a long-run or time average');
  }

  private refuse(origin: Origin, found: string, need: string): undefined {
    this.problems.note(origin, found, need);
    return undefined;
  }

  private structure({ reward, origin }: RewardReference): NetReward | undefined {
    const { model, rewards } = this.net;
    const position = typeof reward === 'number' ? reward - 1 : model.rewards.findIndex(({ name }) => name === reward);
    const found = rewards[position];
    if (found === undefined) {
      const names = model.rewards.flatMap(({ name }) => (name === undefined ? [] : [`"${name}"`]));
      const need =
        rewards.length === 0
          ? 'a model with rewards'
          : `a reward structure of 1..${rewards.length} or ${names.join(', ')}`;
      this.problems.note(origin, `the reward structure ${reward}`, need);
    }
    return found;
  }

  private text(term: Term): ExpressionText {
    return this.net.lowering.text(term);
  }

  private within(time: Term | undefined): { within?: ExpressionText } {
    return time === undefined ? {} : { within: this.time(time) };
  }

  private time(term: Term): ExpressionText {
    if (this.changes(term)) this.problems.note(term.origin, 'a time that reads variables', 'a number or constants');
    return this.text(term);
  }

  /** Whether a term reads a variable, through formulas and labels. */
  private changes(term: Term): boolean {
    const { scope } = this.net;
    const names = [...namesIn(term)].some((name) => {
      const meaning = scope.meaning(name);
      return meaning?.kind === 'variable' || (meaning?.kind === 'formula' && this.changes(meaning.declaration.body));
    });
    if (names) return true;
    return [...labelsIn(term)].some((name) => {
      const label = scope.label(name);
      return label !== undefined && this.changes(label.body);
    });
  }

  private same(a: Term, b: Term): boolean {
    return this.text(a) === this.text(b);
  }
}

/** Whether a reward is the time itself. */
const isTime = ({ rate, impulse }: RewardDocument): boolean => rate === 1 && impulse === undefined;
