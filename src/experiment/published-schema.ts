import { z } from 'zod';

/** Values that somebody published for a config, as data beside it: `format: ninefold/published@1`. */
export const publishedFormat = 'ninefold/published@1';

const NUMBER = 'a number, or a fraction like 2685/1547';
const number = z.union([z.number(), z.string().regex(/^-?\d+\/[1-9]\d*$/, NUMBER)], { error: NUMBER });

const valueMap = z.strictObject({
  value: number.describe('A fraction or a whole number is exact, any other number is rounded to its last digit'),
  digits: z
    .int()
    .min(1)
    .max(17)
    .optional()
    .describe('Significant digits that are right, where YAML does not show them: 0.50 has two'),
  trials: z.int().min(2).optional().describe('So rare that it takes this many trials; simulated on request only'),
  rare: z.boolean().optional().describe('Too rare to simulate'),
  note: z.string().optional(),
});
const publishedValue = z.union([number, valueMap], { error: `${NUMBER}, or a map with such a value` });
export type PublishedValueDocument = z.infer<typeof publishedValue>;

const expression = z.union([z.number(), z.string()], { error: 'a number or an expression' });

const row = z.strictObject({
  name: z.string().min(1).optional().describe('What makes this row different, in words'),
  config: z.string().min(1).optional().describe('Its config, beside this file, where the rows have different ones'),
  constants: z.record(z.string(), expression).optional().describe("Constants of the net that differ from the config's"),
  with: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("Values of a system that differ from the config's, by path, like vms.count"),
  values: z
    .record(z.string(), publishedValue)
    .refine((values) => Object.keys(values).length > 0, 'at least one measure')
    .describe('By measure'),
  disputed: z.string().min(1).optional().describe('Why the row cannot be right as it stands; it counts neither way'),
});
export type PublishedRowDocument = z.infer<typeof row>;

export const publishedSchema = z.strictObject({
  format: z.literal(publishedFormat),
  source: z.string().min(1).describe('Who published the values, and where'),
  config: z.string().min(1).optional().describe('The config that the values belong to, beside this file'),
  rows: z.array(row).min(1),
});

/** The JSON Schema of a file of published values, for editors. */
export function publishedJsonSchema(): object {
  return z.toJSONSchema(publishedSchema, { io: 'input' });
}
