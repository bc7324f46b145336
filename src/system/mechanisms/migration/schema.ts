import { z } from 'zod';
import { lawSchema } from '../../law-schema.js';
import { sentShape } from '../../pieces/sent-memory.js';

const COUNT = 'a whole number, at least 1';

export const migrationSchema = z.strictObject(
  {
    ...sentShape,
    copy: lawSchema
      .optional()
      .describe('How long it is copied while it runs, instead of memory, dirty-rate and bandwidth'),
    downtime: lawSchema.optional().describe('How long it is stopped at the end; no time when absent beside copy'),
    'at-once': z
      .int({ error: COUNT })
      .min(1, COUNT)
      .optional()
      .describe('How many VMs are migrated at the same time; 1 when absent'),
    return: z
      .boolean()
      .optional()
      .describe('true: a VM goes back to the host it began on as soon as that takes VMs; false when absent'),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'a map like {copy: 30 s, downtime: 100 ms}' : undefined) },
);

export type MigrationDocument = z.infer<typeof migrationSchema>;
