import { z } from 'zod';

/** The data of `sweep:` in a system or net: which designs are run beside the one that is written. */
const scalar = z.union([z.number(), z.string().min(1)], { error: 'a number, or a duration with its unit' });
const POINTS = 'a whole number of at least 2';
const values = z.array(z.unknown()).min(1, 'at least one value');

const axisMap = z.strictObject({
  path: z.string().min(1).optional().describe('Where the value is put, like vms.count, when the key above is a name'),
  values: values.optional().describe('The values, one by one'),
  from: scalar.optional().describe('The lower end of a range'),
  to: scalar.optional().describe('The upper end of a range'),
  points: z.int(POINTS).min(2, POINTS).optional().describe('How many values from one end to the other, both included'),
  step: scalar.optional().describe('From one value to the next, instead of points; 1 for whole numbers when absent'),
  scale: z
    .enum(['linear', 'log'])
    .optional()
    .describe('linear (when absent): steps of equal size; log: steps of equal ratio'),
});
export type AxisMap = z.infer<typeof axisMap>;

const AXIS = 'a list of values, a map with from and to, or a text like 10d..100d:10:log';
const axis = z.union([z.string().min(1), values, axisMap], { error: AXIS });
export type AxisDocument = z.infer<typeof axis>;

const group = z.array(z.string().min(1)).min(2, 'at least two axes');
const POINTS_SAMPLED = 'a whole number of at least 1';
const sampled = z.int(POINTS_SAMPLED).min(1, POINTS_SAMPLED).optional();
const SAMPLE = 'a map like {latin-hypercube: 100} or {sobol: 128}';

export const sweepSchema = z
  .strictObject(
    {
      vary: z
        .record(z.string().min(1), axis, { error: 'a map of axes, like vms.count: [2, 3]' })
        .refine((axes) => Object.keys(axes).length > 0, 'at least one axis')
        .describe('The axes: by path into the config, like vms.count, or by a name of your own with the path inside'),
      zip: z
        .union([group, z.array(group).min(1)], { error: 'a list of axes, or a list of such lists' })
        .optional()
        .describe('Axes that go together, the first value with the first and so on, instead of being crossed'),
      sample: z
        .strictObject(
          {
            'latin-hypercube': sampled.describe('Points of a Latin hypercube, drawn with the seed'),
            sobol: sampled.describe('Points of the Sobol sequence; powers of 2 are balanced'),
          },
          { error: (issue) => (issue.code === 'invalid_type' ? SAMPLE : undefined) },
        )
        .refine((kinds) => Object.keys(kinds).length === 1, SAMPLE)
        .optional()
        .describe('Points spread over all axes at once, instead of every combination'),
      where: z
        .union([z.string().min(1), z.array(z.string().min(1)).min(1)], { error: 'an expression, or a list of them' })
        .optional()
        .describe('What must be true of a point, like vms.count >= service.needs; other points are left out'),
      measures: z.array(z.string().min(1)).min(1).optional().describe('The measures to report; all when absent'),
    },
    { error: (issue) => (issue.code === 'invalid_type' ? 'a map that begins with vary' : undefined) },
  )
  .describe('Designs to run with `ninefold sweep`, made from this one; every other command leaves it aside');
export type SweepDocument = z.infer<typeof sweepSchema>;
