import { z } from 'zod';
import { lawSchema } from '../../law-schema.js';

const PROBABILITY = 'a probability from 0 to 1';
const probability = z.number({ error: PROBABILITY }).min(0, PROBABILITY).max(1, PROBABILITY);

const bad = z.strictObject(
  {
    probability: probability.describe('That a patch is bad, drawn once a patch'),
    failure: lawSchema.describe('From when a VM serves with it until it fails of it: a mean, or a distribution'),
    correction: lawSchema
      .optional()
      .describe(
        'From when it is withdrawn until a corrected one is out: a mean, or a distribution; as patch when absent',
      ),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'a map like {probability: 0.05, failure: 1 h}' : undefined) },
);

export const patchingSchema = z.strictObject(
  {
    arrivals: lawSchema
      .optional()
      .describe('Between patches where there are no vulnerabilities: a mean, or a distribution'),
    apply: lawSchema.optional().describe('How long applying a patch takes; no time when absent'),
    restart: lawSchema.optional().describe('How long the restart takes after it; the boot of the VM when absent'),
    rollout: z
      .enum(['together', 'one-at-a-time'])
      .optional()
      .describe('together (when absent): all VMs at once; one-at-a-time: the next when the one before is done'),
    bad: bad.optional().describe('Some patches are bad; none when absent'),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'a map like {apply: 5 min}' : undefined) },
);
export type PatchingDocument = z.infer<typeof patchingSchema>;
