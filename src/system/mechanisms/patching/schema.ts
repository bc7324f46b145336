import { z } from 'zod';
import { lawSchema } from '../../law-schema.js';
import { sentSchema } from '../../pieces/sent-memory.js';

const PROBABILITY = 'a probability from 0 to 1';
const probability = z.number({ error: PROBABILITY }).min(0, PROBABILITY).max(1, PROBABILITY);

const SHARE = 'a share of the VM from 0 to 1';

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

const quarantine = z.strictObject(
  {
    time: lawSchema.describe('How long a patched copy is watched before it takes over'),
    detection: probability
      .optional()
      .describe('Probability that a bad patch shows itself by the end of it; needed with bad'),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'a map like {time: 1 d, detection: 0.9}' : undefined) },
);

export const patchingSchema = z.strictObject(
  {
    arrivals: lawSchema
      .optional()
      .describe('Between patches where there are no vulnerabilities: a mean, or a distribution'),
    how: z
      .enum(['in-place', 'copy-swap'])
      .optional()
      .describe(
        'in-place (when absent): down for it; copy-swap: a copy is patched while the VM serves, and takes over',
      ),
    apply: lawSchema.optional().describe('How long applying a patch takes; no time when absent'),
    restart: lawSchema.optional().describe('How long the restart takes after it; the boot of the VM when absent'),
    rollout: z
      .enum(['together', 'one-at-a-time'])
      .optional()
      .describe('together (when absent): all VMs at once; one-at-a-time: the next when the one before is done'),
    copy: z
      .enum(['clone', 'image'])
      .optional()
      .describe('What is patched: a clone of the VM (when absent), or a clean VM from its image'),
    'copy-share': z
      .number({ error: SHARE })
      .min(0, SHARE)
      .max(1, SHARE)
      .optional()
      .describe(
        'Share of its capacity that the VM loses to a copy that is cloned, patched, restarted, watched or sent its state; 0 when absent',
      ),
    clone: lawSchema.optional().describe('How long cloning takes while the VM serves; no time when absent'),
    quarantine: quarantine.optional().describe('A copy is watched before it takes over; not when absent'),
    transfer: z
      .union([lawSchema, sentSchema], {
        error:
          'a duration like 30 s, a distribution, or a map like {memory: 8 GiB, dirty-rate: 100 MiB/s, bandwidth: 1 GiB/s}',
      })
      .optional()
      .describe(
        'How long it takes to send the state of the VM to the copy while the VM serves, or what is sent and how fast, as in a migration; no time when absent',
      ),
    takeover: lawSchema
      .optional()
      .describe(
        'How long neither serves while the copy takes over; no time when absent, or, with what is sent in transfer, as long as what is left takes',
      ),
    draining: lawSchema
      .optional()
      .describe('How long the original runs on, without new work, after the takeover; no time when absent'),
    'when-original-fails': z
      .enum(['promote', 'finish', 'restart'])
      .optional()
      .describe(
        'If the VM fails first: promote (when absent) gives the VM up for the copy; finish restores the VM until the copy takes over; restart gives the copy up',
      ),
    bad: bad.optional().describe('Some patches are bad; none when absent'),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'a map like {apply: 5 min}' : undefined) },
);
export type PatchingDocument = z.infer<typeof patchingSchema>;
