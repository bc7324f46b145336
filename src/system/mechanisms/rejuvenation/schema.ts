import { z } from 'zod';
import { positiveDuration } from '../../../config/duration-schema.js';
import { lawSchema } from '../../law-schema.js';

const PROBABILITY = 'a probability from 0 to 1';
const probability = z.number({ error: PROBABILITY }).min(0, PROBABILITY).max(1, PROBABILITY);
const SHARE = 'a share of the node above 0 and at most 1';

const one = z.strictObject({
  of: z
    .enum(['vms', 'software', 'hypervisor', 'dom0', 'host-os', 'vmm'])
    .optional()
    .describe('What is rejuvenated; the VMs, or the software of a node that is not virtualised, when absent'),
  every: lawSchema.describe(
    'Period of the calendar that it follows, whatever happens meanwhile; or, as a distribution, the time since the last boot or turn',
  ),
  chance: z
    .strictObject(
      {
        robust: probability.optional().describe('When failures are not probable; 1 when absent'),
        'failure-probable': probability.optional().describe('When failures are probable; 1 when absent'),
      },
      { error: 'a map like {robust: 0, failure-probable: 1}' },
    )
    .optional()
    .describe('Probability that a turn leads to a reboot, by the age of what is to be rebooted; 1 when absent'),
  reboot: z
    .union(
      [
        lawSchema,
        z.strictObject({
          robust: lawSchema.describe('When failures are not probable'),
          'failure-probable': lawSchema.describe('When failures are probable'),
        }),
      ],
      'a time like 5 min, a distribution, or a map like {robust: 5 min, failure-probable: 10 min}',
    )
    .optional()
    .describe('How long the reboot takes, by its age if there are two; the boot when absent'),
  stagger: z
    .union([z.boolean(), positiveDuration], { error: 'true, false or a duration' })
    .optional()
    .describe('true (when absent): VMs are spread evenly over the period; false: all at once; or how far apart'),
  how: z
    .enum(['reboot', 'reincarnation'])
    .optional()
    .describe('reboot (when absent): down for its boot; reincarnation: a clean copy boots while the VM serves on'),
  'boot-work': lawSchema
    .optional()
    .describe('How long a copy would take to boot with the whole node; the boot of the VM when absent'),
  'boot-share': z
    .number({ error: SHARE })
    .gt(0, SHARE)
    .max(1, SHARE)
    .optional()
    .describe('Share of the node that a booting copy takes: it boots for work / share and costs the VM this capacity'),
  vms: z
    .enum(['shut-down', 'suspend', 'evacuate'])
    .optional()
    .describe(
      'What becomes of the VMs on a layer that is rebooted. shut-down (when absent): they boot after it; suspend: they are saved with all that they hold and resumed; evacuate: they are migrated to another host before',
    ),
  save: lawSchema.optional().describe('How long it takes to save a VM that is suspended; no time when absent'),
  resume: lawSchema.optional().describe('How long it takes to resume it; no time when absent'),
  policy: z
    .enum(['promote', 'finish', 'restart'])
    .optional()
    .describe(
      'If the VM fails while its copy boots: promote (when absent) gives the VM up for the copy; finish restores the VM until the copy takes over; restart gives the copy up',
    ),
});

/** One rejuvenation, or several of different components. */
export const rejuvenationSchema = z.union([one, z.array(one).min(1)], {
  error: 'a map like {every: 7 d}, or a list of such maps',
});

export type RejuvenationDocument = z.infer<typeof one>;
