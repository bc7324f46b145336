import type {
  ActivityDocument,
  ExpressionText,
  MeasureDocument,
  NetDocument,
  PlaceDocument,
  RewardDocument,
  RunDocument,
  SpanDocument,
} from '../net/document.js';

/** When an activity fires. */
export type Occasion = Omit<ActivityDocument, 'then' | 'cases' | 'restarts'>;

/** What a firing writes, by place. */
export type Writes = Readonly<Record<string, ExpressionText>>;

/** One of several outcomes, by relative weight. */
export interface WeightedWrites {
  readonly weight: ExpressionText;
  readonly writes: Writes;
}

type Entries<T> = Map<string, T>;

/** Gathers the parts of a net, to which each piece of a system contributes; a name is declared once in its section. */
export class NetBuilder {
  private readonly constants: Entries<ExpressionText> = new Map();
  private readonly indices: Entries<ExpressionText> = new Map();
  private readonly places: Entries<PlaceDocument> = new Map();
  private readonly labels: Entries<ExpressionText> = new Map();
  private readonly activities: Entries<ActivityDocument> = new Map();
  private readonly rewards: Entries<RewardDocument> = new Map();
  private readonly spans: Entries<SpanDocument> = new Map();
  private readonly measures: Entries<MeasureDocument> = new Map();

  /** Declares a number of the system and gives its name back; saying the same twice is saying it once. */
  constant(name: string, value: ExpressionText): string {
    if (this.constants.get(name) !== value) add(this.constants, name, value);
    return name;
  }

  index(name: string, size: ExpressionText): void {
    add(this.indices, name, size);
  }

  place(name: string, place: PlaceDocument): void {
    add(this.places, name, place);
  }

  /** The places declared so far, as the document names them. */
  get declaredPlaces(): ReadonlyMap<string, PlaceDocument> {
    return this.places;
  }

  /** A named expression, for the measures of the system and of its users. */
  label(name: string, expression: ExpressionText): void {
    add(this.labels, name, expression);
  }

  activity(name: string, { when, ...timing }: Occasion, outcome: Writes | readonly WeightedWrites[]): void {
    const guard = when === undefined ? {} : { when };
    add(this.activities, name, { ...guard, ...timing, ...outcomeDocument(outcome) });
  }

  hasActivity(name: string): boolean {
    return this.activities.has(name);
  }

  reward(name: string, reward: RewardDocument): void {
    add(this.rewards, name, reward);
  }

  span(name: string, span: SpanDocument): void {
    add(this.spans, name, span);
  }

  measure(name: string, measure: MeasureDocument): void {
    add(this.measures, name, measure);
  }

  /** The net so far; times in hours. */
  document(name: string, run: RunDocument | undefined): NetDocument {
    return {
      format: 'ninefold/net@1',
      name,
      'time-unit': 'h',
      constants: Object.fromEntries(this.constants),
      ...(this.indices.size === 0 ? {} : { indices: Object.fromEntries(this.indices) }),
      places: Object.fromEntries(this.places),
      let: Object.fromEntries(this.labels),
      activities: Object.fromEntries(this.activities),
      ...(this.rewards.size === 0 ? {} : { rewards: Object.fromEntries(this.rewards) }),
      spans: Object.fromEntries(this.spans),
      measures: Object.fromEntries(this.measures),
      ...(run === undefined ? {} : { run }),
    };
  }
}

function outcomeDocument(outcome: Writes | readonly WeightedWrites[]): Pick<ActivityDocument, 'then' | 'cases'> {
  if (!isList(outcome)) return Object.fromEntries([['then', outcome]]);
  return {
    cases: outcome.map(({ weight, writes }) => Object.assign({ weight }, Object.fromEntries([['then', writes]]))),
  };
}

const isList = (outcome: Writes | readonly WeightedWrites[]): outcome is readonly WeightedWrites[] =>
  Array.isArray(outcome);

function add<T>(entries: Entries<T>, name: string, value: T): void {
  if (entries.has(name)) throw new Error(`a net declares ${name} twice`);
  entries.set(name, value);
}
