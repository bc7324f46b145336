import { foundText } from '../../config/found.js';
import { suggestion } from '../../config/suggestion.js';
import type { ExpressionText, SpansDocument, TimesDocument } from '../document.js';
import type { Expression } from '../expression/expression.js';
import type { Bound, NamedReward, Reward, Span } from '../net.js';
import { Consequence, Rejection } from './problems.js';
import { positive, type Range } from './ranges.js';
import type { Reader } from './reader.js';
import { below, type Site } from './site.js';
import { readBound, readTimes } from './times.js';

/** What a measure may refer to. */
export interface Observed {
  readonly rewards: readonly NamedReward[];
  readonly spans: readonly Span[];
  /** Names of rewards and spans whose declarations are wrong, and have been reported. */
  readonly broken: readonly string[];
}

/** Reads what stands under the keys of one measure; gives undefined where there is nothing, or it is wrong and reported. */
export class MeasureReader {
  constructor(
    private readonly site: Site,
    private readonly observed: Observed,
    private readonly reader: Reader,
  ) {}

  /** A reward by its name, or an expression used as its rate. */
  reward(key: string, text: ExpressionText | undefined): Reward | undefined {
    const named = this.observed.rewards.find((reward) => reward.name === text);
    if (named !== undefined)
      return { impulses: named.impulses, ...(named.rate === undefined ? {} : { rate: named.rate }) };
    if (typeof text === 'string' && this.observed.broken.includes(text)) return undefined;
    const rate = this.expression([key], text);
    return rate && { rate, impulses: [] };
  }

  expression(keys: readonly string[], text: ExpressionText | undefined): Expression | undefined {
    return text === undefined ? undefined : this.reader.read(text, below(this.site, ...keys));
  }

  number(key: string, text: ExpressionText | undefined, range: Range): number | undefined {
    return text === undefined ? undefined : this.reader.readNumber(text, below(this.site, key), range);
  }

  /** Position of the span that is named. */
  span(key: string, name: ExpressionText | undefined): number | undefined {
    return this.reader.problems.attempt([...this.site.path, key], () => {
      const position = this.observed.spans.findIndex((span) => span.name === name);
      if (position >= 0) return position;
      if (this.observed.broken.includes(String(name))) throw new Consequence();
      const names = this.observed.spans.map((span) => span.name);
      const meant = suggestion(String(name), names);
      const need = meant === undefined ? 'the name of a span' : `${meant} (did you mean that?)`;
      throw new Rejection(foundText(name), names.length === 0 ? `${need}: this net has none` : need);
    });
  }

  /** Positions of the spans that are named, each once. */
  spans(key: string, names: SpansDocument | undefined): readonly number[] {
    const positions = (Array.isArray(names) ? names : [names]).flatMap((name) => this.span(key, name) ?? []);
    return [...new Set(positions)];
  }

  /** One time; a list of them would be a curve, which these measures have not. */
  time(key: string, document: TimesDocument | undefined): number | undefined {
    const times = this.times(key, document, positive);
    if (times?.curve !== true) return times?.times[0];
    this.reader.problems.reject([...this.site.path, key], 'several times', 'one time');
    return undefined;
  }

  times(key: string, document: TimesDocument | undefined, range: Range): (Bound & { kind: 'times' }) | undefined {
    return document === undefined ? undefined : readTimes(document, below(this.site, key), range, this.reader);
  }

  bound(keys: readonly string[], document: TimesDocument | undefined, range: Range): Bound | undefined {
    return document === undefined ? undefined : readBound(document, below(this.site, ...keys), range, this.reader);
  }

  reject(keys: readonly string[], found: string, need: string): void {
    this.reader.problems.reject([...this.site.path, ...keys], found, need);
  }
}
