import { z } from 'zod';
import { positiveDuration } from '../../../config/duration-schema.js';
import { lawSchema } from '../../law-schema.js';

const POLICY = 'one of wait, cold, warm, hot, fail';

export const failoverSchema = z.strictObject(
  {
    policy: z
      .enum(['wait', 'cold', 'warm', 'hot', 'fail'], { error: POLICY })
      .describe(
        'What becomes of a VM whose host is lost. wait: it boots when its host is back; cold: it boots on another host; warm: a booted standby on the next host is activated; hot: a standby there takes over at once; fail: it counts as failed itself',
      ),
    detection: lawSchema.optional().describe('Until the loss is noticed elsewhere; no time when absent'),
    activation: lawSchema.optional().describe('Until a warm standby serves; no time when absent'),
    preparation: lawSchema.optional().describe('Until a standby is ready; the boot of the VM when absent'),
    mttf: positiveDuration.optional().describe('Mean time to failure of a standby that is ready; never when absent'),
    covers: z
      .enum(['host', 'vm'])
      .optional()
      .describe('host (when absent): a standby stands in for a lost host only; vm: also for a VM that fails by itself'),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'a map like {policy: cold, detection: 30 s}' : undefined) },
);

export type FailoverDocument = z.infer<typeof failoverSchema>;
