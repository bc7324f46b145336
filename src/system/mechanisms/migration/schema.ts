import { z } from 'zod';
import { sizeSchema, speedSchema } from '../../../config/size.js';
import { lawSchema } from '../../law-schema.js';

const ROUNDS = 'a whole number of rounds, at least 1';

export const migrationSchema = z.strictObject(
  {
    memory: sizeSchema.optional().describe('Memory of a VM, all of which is sent in the first round'),
    'dirty-rate': speedSchema.optional().describe('How much a VM writes while it is copied'),
    bandwidth: speedSchema.optional().describe('How fast it is sent'),
    threshold: sizeSchema.optional().describe('With so much left the VM is stopped; 64 MiB when absent'),
    rounds: z
      .int({ error: ROUNDS })
      .min(1, ROUNDS)
      .optional()
      .describe('After so many rounds the VM is stopped whatever is left; 30 when absent'),
    copy: lawSchema
      .optional()
      .describe('How long it is copied while it runs, instead of memory, dirty-rate and bandwidth'),
    downtime: lawSchema.optional().describe('How long it is stopped at the end; no time when absent beside copy'),
    'at-once': z
      .int({ error: ROUNDS })
      .min(1)
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
