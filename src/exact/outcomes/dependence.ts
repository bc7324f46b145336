/** What is known of a state before a failure, by name. */
export type Features = Readonly<Record<string, string>>;

/** What an outcome depends on, and which outcomes there are. */
export type Dependence =
  | { readonly on: readonly string[]; readonly cases: readonly DependentCase[] }
  /** The same state leads to one or the other. */
  | { readonly on: 'chance'; readonly outcomes: readonly string[] };

export interface DependentCase {
  readonly if: readonly string[];
  readonly outcomes: readonly string[];
}

/** Outcomes by the states that led to them. */
export class Outcomes {
  /** The features of states as one text, with what they led to. */
  private readonly known = new Map<string, { readonly features: Features; readonly outcomes: Set<string> }>();
  readonly all = new Set<string>();

  add(features: Features, key: string, outcome: string): void {
    this.all.add(outcome);
    const known = this.known.get(key);
    if (known === undefined) this.known.set(key, { features, outcomes: new Set([outcome]) });
    else known.outcomes.add(outcome);
  }

  /** The fewest features that decide the outcome, the first named first; undefined when there is but one. */
  dependence(): Dependence | undefined {
    if (this.all.size < 2) return undefined;
    const entries = [...this.known.values()];
    const names = Object.keys(entries[0]?.features ?? {});
    const sets = [...names.map((name) => [name]), ...pairsOf(names)];
    // Where even a whole state leads to several outcomes, the features decide which of them may come.
    const whole = new Set(entries.map(({ outcomes }) => textOf(outcomes)));
    if (whole.size === 1) return { on: 'chance', outcomes: [...this.all].sort() };
    for (const on of sets) {
      const cases = casesBy(on, entries);
      if (cases !== undefined) return { on, cases };
    }
    return { on: names, cases: casesBy(names, entries) ?? [] };
  }
}

type Entry = { readonly features: Features; readonly outcomes: ReadonlySet<string> };

/** The outcomes by the values of some features; undefined when these do not decide. */
function casesBy(on: readonly string[], entries: readonly Entry[]): readonly DependentCase[] | undefined {
  const found = new Map<string, DependentCase>();
  for (const { features, outcomes } of entries) {
    const values = on.map((name) => features[name] ?? '');
    const key = values.join('\n');
    const known = found.get(key);
    if (known === undefined) found.set(key, { if: values, outcomes: [...outcomes].sort() });
    else if (known.outcomes.join('\n') !== textOf(outcomes)) return undefined;
  }
  return [...found.values()].sort((a, b) => (a.if.join() < b.if.join() ? -1 : 1));
}

const textOf = (outcomes: ReadonlySet<string>): string => [...outcomes].sort().join('\n');

function pairsOf(names: readonly string[]): readonly (readonly string[])[] {
  return names.flatMap((one, index) => names.slice(index + 1).map((other) => [one, other]));
}
