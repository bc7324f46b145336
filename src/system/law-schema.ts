import { z } from 'zod';
import { duration } from '../config/duration-schema.js';
import type { Distribution, ParameterSpec } from '../net/distributions/distribution.js';
import { distributions } from '../net/distributions/registry.js';
import type { LawText } from '../net/document.js';
import { rateOf } from './net-time.js';

const LAW_NEEDED = 'a duration like 5 min or a distribution like {weibull: {shape: 1.5, mean: 30 d}}';
const RATE_NEEDED = 'a rate like 1 / 30 d';

const rate = z.string({ error: RATE_NEEDED }).refine((text) => rateOf(text) !== undefined, RATE_NEEDED);

/** One key, the name of a distribution, and under it exactly the parameters of one of its forms. */
const namedLaw = z
  .strictObject(
    Object.fromEntries([...distributions.values()].map((entry) => [entry.name, parameters(entry).optional()])),
  )
  .refine((map) => Object.keys(map).length === 1, 'exactly one distribution');

/** How long something takes: a duration, which it then always takes, or a distribution. Ranges are checked by `lawProblems`. */
export const lawSchema: z.ZodType<LawText> = z
  .union([duration, namedLaw as unknown as z.ZodType<LawText>], { error: LAW_NEEDED })
  .meta({ id: 'law', description: `How long: ${LAW_NEEDED}` });

function parameters(distribution: Distribution) {
  const [first, ...others] = distribution.forms.map((form) =>
    z.strictObject(Object.fromEntries(form.map((spec) => [spec.name, parameter(spec)]))),
  );
  if (first === undefined) throw new Error(`the distribution ${distribution.name} has no form`);
  return (others.length === 0 ? first : z.union([first, ...others])).meta({ description: distribution.summary });
}

function parameter(spec: ParameterSpec): z.ZodType {
  return valuesOf(spec).meta({ description: spec.range });
}

function valuesOf(spec: ParameterSpec): z.ZodType {
  switch (spec.type) {
    case 'time':
      return duration;
    case 'rate':
      return rate;
    case 'number':
      return z.number();
    case 'times':
      return z.array(duration).min(1);
    case 'rates':
      return z.array(rate).min(1);
    case 'numbers':
      return z.array(z.number()).min(1);
    case 'law':
      return z.lazy(() => lawSchema);
    case 'laws':
      return z.array(z.lazy(() => lawSchema)).min(1);
    case 'pieces':
      return z.array(z.tuple([duration, duration, z.number()])).min(1);
  }
}
