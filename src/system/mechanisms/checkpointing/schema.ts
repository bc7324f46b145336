import { z } from 'zod';
import { positiveDuration } from '../../../config/duration-schema.js';
import { lawSchema } from '../../law-schema.js';

export const checkpointingSchema = z.strictObject(
  {
    every: lawSchema.describe(
      'Period of the calendar that it follows; or, as a distribution, the time since the last one',
    ),
    stagger: z
      .union([z.boolean(), positiveDuration], { error: 'true, false or a duration' })
      .optional()
      .describe('true (when absent): servers are spread evenly over the period; false: all at once; or how far apart'),
    cost: lawSchema.optional().describe('How long the server stops for it; no time when absent'),
    restore: lawSchema
      .optional()
      .describe(
        'How long a server that has lost its work takes, once it has booted, to go on from there; no time when absent',
      ),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'a map like {every: 1 h, cost: 5 s}' : undefined) },
);

export type CheckpointingDocument = z.infer<typeof checkpointingSchema>;
