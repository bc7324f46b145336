import { z } from 'zod';

/**
 * The data of a net file, `format: ninefold/net@1`, just as YAML gives it: names are text, expressions are text or numbers,
 * families are still written `vm(i)`. A system is lowered to this form too, so that what it became can be printed.
 */
export const netFormat = 'ninefold/net@1';

/** An expression: text, or a plain number or truth value. */
const expression = z.union(
  [z.number(), z.string(), z.boolean()],
  'an expression (one with a comma or a leading ! inside {} needs quotes)',
);
export type ExpressionText = z.infer<typeof expression>;

const place = z.union([
  expression,
  z.strictObject({
    states: z.array(z.string()).min(1).optional().describe('Names of the values 0, 1, ...; the first is initial'),
    initial: expression.optional().describe('Value at time 0: an integer, or the name of a state'),
    min: expression.optional().describe('Lowest legal value; 0 when absent'),
    max: expression.optional().describe('Highest legal value'),
  }),
]);
export type PlaceDocument = z.infer<typeof place>;

/** `{weibull: {shape: 1.5, mean: 30 d}}`, nested where a law is made of laws. */
export type LawText = ExpressionText | LawText[] | { [key: string]: LawText };
const law: z.ZodType<LawText> = z.lazy(() => z.union([expression, z.array(law), z.record(z.string(), law)]));

export function isLawMap(text: LawText): text is { [key: string]: LawText } {
  return typeof text === 'object' && !Array.isArray(text);
}

const then = z.union([z.string(), z.record(z.string(), expression)]);
export type ThenDocument = z.infer<typeof then>;

const restarts = z.array(z.string());

const caseDocument = z.strictObject({
  weight: expression.describe('Relative weight, read in the old state'),
  then: then.optional(),
  restarts: restarts.optional(),
});
export type CaseDocument = z.infer<typeof caseDocument>;

const activity = z.strictObject({
  when: expression.optional().describe('Guard; always enabled when absent'),
  rate: expression.optional().describe('Events per time unit'),
  delay: z
    .union([expression, z.record(z.string(), law)])
    .optional()
    .describe('A duration, a distribution, or a calendar: {every: {period: 10 s}}, {at: [100 h]}'),
  immediate: expression.optional().describe('Takes no time; the number is its priority, larger first'),
  speed: expression.optional().describe('How fast a delay is worked off; 0 pauses it'),
  age: expression.optional().describe('Age of the clock at time 0'),
  priority: expression.optional().describe('Order among timed activities due at one instant, larger first'),
  then: then.optional().describe('Writes {place: value}, or the name of the activity whose effects these are'),
  restarts: restarts.optional().describe('Activities whose clocks are drawn anew'),
  cases: z.array(caseDocument).min(1).optional(),
});
export type ActivityDocument = z.infer<typeof activity>;

const reward = z.strictObject({
  rate: expression.optional().describe('Gained per unit of time'),
  impulse: z.record(z.string(), expression).optional().describe('Gained at each firing: {activity: value}'),
});
export type RewardDocument = z.infer<typeof reward>;

const span = z.strictObject({
  while: expression.optional().describe('The passage lasts while this is seen true'),
  from: z.array(z.string()).min(1).optional().describe('Activities that begin a passage'),
  to: z.array(z.string()).min(1).optional().describe('Activities that end it'),
  of: expression.optional().describe('Rate integrated over the passage; its duration when absent'),
});
export type SpanDocument = z.infer<typeof span>;

const range = z.strictObject({
  from: expression,
  to: expression,
  steps: expression.describe('Number of steps; both ends are points'),
});
/** A time, a list or range of times, or (for a bound) an expression that reads places: when it is first seen true. */
const times = z.union([expression, z.array(expression).min(1), range]);
export type TimesDocument = z.infer<typeof times>;

/** A span, or several whose passages are taken together. */
const spans = z.union([z.string(), z.array(z.string()).min(1)]);
export type SpansDocument = z.infer<typeof spans>;

const measure = z.strictObject({
  'steady-state': expression.optional().describe('Long-run time average of an expression or reward'),
  average: expression.optional().describe('Time average up to `until`'),
  accumulated: expression.optional().describe('Total up to `until`'),
  at: times.optional().describe('Expected value of `of` at these times'),
  probability: z
    .strictObject({
      reach: expression.optional().describe('P(this is seen true by `within`)'),
      stay: expression.optional().describe('P(this is seen true all the time up to `within`)'),
      within: times.optional(),
    })
    .optional(),
  'mean-time-to': expression.optional().describe('Mean time until this is first seen true'),
  quantile: expression.optional().describe('Quantile of the span in `of`'),
  count: spans.optional().describe('How many passages of a span, or of several, begin'),
  mean: spans.optional().describe('Mean of the passages of a span, or of several'),
  total: spans.optional().describe('Sum of the passages of a span, or of several, that end by `until`'),
  ratio: expression.optional().describe('Expected value of this divided by that of `by`'),
  nines: expression.optional().describe('-log10(1 - A), A the time average of an expression'),
  of: expression.optional(),
  by: expression.optional(),
  and: expression.optional().describe('Expression or reward whose total up to `until` is added to a total of passages'),
  per: expression.optional().describe('Time that a total of passages is told for: `1 y` of those up to `until`'),
  until: times.optional(),
  unit: z.string().optional().describe('Unit to show; it follows from the kind when absent'),
});
export type MeasureDocument = z.infer<typeof measure>;

const run = z.strictObject({
  trials: z.number().optional(),
  seed: z.union([z.string(), z.number()]).optional(),
  confidence: z.number().optional(),
  precision: z.union([z.number(), z.string()]).optional().describe('Relative half-width at which to stop: 1% or 0.01'),
  'warm-up': expression.optional(),
  length: expression.optional(),
  lump: z
    .boolean()
    .optional()
    .describe('Count exponential members that nothing tells apart: the same law, other trials, each cheaper'),
});
export type RunDocument = z.infer<typeof run>;

/** Structure only; names, families, units and ranges are checked by `parseNet`. */
export const netDocumentSchema = z.strictObject({
  format: z.literal(netFormat),
  name: z.string().min(1),
  'time-unit': z
    .enum(['s', 'min', 'h', 'd', 'y'])
    .optional()
    .describe('Unit of bare numbers and of results; h when absent'),
  constants: z.record(z.string(), expression).optional(),
  indices: z.record(z.string(), expression).optional().describe('{i: n}: i runs over 1..n'),
  places: z.record(z.string(), place).optional(),
  let: z.record(z.string(), expression).optional().describe('Named expressions'),
  activities: z.record(z.string(), activity).optional(),
  rewards: z.record(z.string(), reward).optional(),
  spans: z.record(z.string(), span).optional(),
  measures: z.record(z.string(), measure).optional(),
  run: run.optional(),
});

export type NetDocument = z.infer<typeof netDocumentSchema>;

/** The JSON Schema of a net file, for editors. */
export function netJsonSchema(): object {
  return z.toJSONSchema(netDocumentSchema, { io: 'input' });
}
