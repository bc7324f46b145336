import type { ActivityDocument, CaseDocument, ThenDocument } from '../document.js';
import { number } from '../expression/expression.js';
import type { Case, Effect } from '../net.js';
import type { ActivityNames } from './activity-names.js';
import { readEffects } from './effects.js';
import { Rejection } from './problems.js';
import { notNegative } from './ranges.js';
import type { Reader } from './reader.js';
import { below, type Site } from './site.js';

/** What a firing does. */
interface Outcome {
  readonly effects: readonly Effect[];
  readonly restarts: readonly number[];
}

interface OutcomeDocument {
  readonly then?: ThenDocument | undefined;
  readonly restarts?: readonly string[] | undefined;
}

/** Reads the cases of activities, following `then: otherActivity` to that activity's effects. */
export class CaseReader {
  constructor(
    private readonly reader: Reader,
    private readonly names: ActivityNames,
    /** Number in the net of each member; those that can never be enabled have none. */
    private readonly numbers: ReadonlyMap<number, number>,
  ) {}

  /** The cases of a member; a plain `then` is one case of weight 1. */
  read(member: number): readonly Case[] {
    const { document, site } = this.names.member(member);
    if (document.cases === undefined) return [{ weight: number(1), ...this.outcome(document, true, site, [member]) }];
    for (const key of ['then', 'restarts'] as const) {
      if (document[key] === undefined) continue;
      this.reader.problems.rejectKey([...site.path, key], `${key} beside cases`, `${key} inside each case`);
    }
    const cases = document.cases.map((entry, position) => this.readCase(entry, below(site, 'cases', position), member));
    this.checkWeights(cases, site);
    return cases;
  }

  private readCase(document: CaseDocument, site: Site, member: number): Case {
    const weight = this.reader.read(document.weight, below(site, 'weight'), notNegative) ?? number(1);
    const isTaken = this.reader.constantValue(weight) !== 0;
    return { weight, ...this.outcome(document, isTaken, site, [member]) };
  }

  private checkWeights(cases: readonly Case[], site: Site): void {
    if (cases.some(({ weight }) => this.reader.constantValue(weight) !== 0)) return;
    this.reader.problems.reject([...site.path, 'cases'], 'weights that are all 0', 'a weight above 0');
  }

  /** `from` holds the members whose effects are being read, the one that fires first. */
  private outcome(document: OutcomeDocument, isTaken: boolean, site: Site, from: readonly number[]): Outcome {
    const { then } = document;
    const own = this.restarts(document.restarts ?? [], below(site, 'restarts'));
    if (typeof then !== 'string')
      return { effects: readEffects(then ?? {}, isTaken, below(site, 'then'), this.reader), restarts: own };
    const other = this.reader.problems.attempt([...site.path, 'then'], () => this.otherActivity(then, site, from));
    if (other === undefined) return { effects: [], restarts: own };
    const target = onlyOutcome(this.names.member(other).document);
    const targetSite = below(this.names.member(other).site, ...target.steps);
    const { effects, restarts } = this.outcome(target.document, isTaken, targetSite, [...from, other]);
    return { effects, restarts: [...new Set([...restarts, ...own])] };
  }

  private otherActivity(text: string, site: Site, from: readonly number[]): number {
    const other = this.names.one(text, site);
    const circle = [...from, other].map((member) => this.names.member(member).name).join(' -> ');
    if (from.includes(other)) throw new Rejection(`a circle: ${circle}`, 'effects written out in one of them');
    const count = this.names.member(other).document.cases?.length ?? 1;
    if (count > 1) throw new Rejection(`${text}, which has ${count} cases`, 'an activity with one case');
    return other;
  }

  private restarts(texts: readonly string[], site: Site): readonly number[] {
    const restarted = new Set<number>();
    for (const [position, text] of texts.entries()) {
      const references = this.reader.problems.attempt([...site.path, position], () => {
        const all = this.names.all(text, site);
        const immediate = all.find(({ member }) => this.names.member(member).document.immediate !== undefined);
        if (immediate !== undefined) throw new Rejection(`${text}, which is immediate`, 'an activity with a clock');
        return all;
      });
      for (const { member } of references ?? []) {
        const activity = this.numbers.get(member);
        if (activity !== undefined) restarted.add(activity);
      }
    }
    return [...restarted];
  }
}

function onlyOutcome(document: ActivityDocument): { document: OutcomeDocument; steps: readonly (string | number)[] } {
  const [only] = document.cases ?? [];
  return only === undefined ? { document, steps: [] } : { document: only, steps: ['cases', 0] };
}
