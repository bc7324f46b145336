import { z } from 'zod';
import { positiveDuration } from '../../../config/duration-schema.js';
import { lawSchema } from '../../law-schema.js';

const PROBABILITY = 'a probability from 0 to 1';
const SHARE = 'a share of a VM from 0 to 1';

const monitor = z.strictObject(
  {
    ready: lawSchema
      .optional()
      .describe(
        'From the disclosure of a hole until it watches for its exploit, until the image is current again; always when absent',
      ),
    detection: z
      .number({ error: PROBABILITY })
      .min(0, PROBABILITY)
      .max(1, PROBABILITY)
      .describe('Probability that it recognises an attack, or that one scan finds a compromise'),
    latency: lawSchema.optional().describe('From the compromise until it is found; no time when absent'),
    scan: positiveDuration.optional().describe('Period of the scans that find compromises, instead of a latency'),
    'false-alarms': lawSchema
      .optional()
      .describe('Between false alarms of a VM that is watched: a mean, or a distribution; none when absent'),
    cost: z
      .number({ error: SHARE })
      .min(0, SHARE)
      .max(1, SHARE)
      .optional()
      .describe('Share of its capacity that a watched VM loses; 0 when absent'),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'a map like {detection: 0.9, latency: 5 s}' : undefined) },
);
export type MonitorDocument = z.infer<typeof monitor>;

export const enforcementSchema = z.strictObject(
  {
    policy: z
      .enum(['run-on', 'shut-down', 'monitor-crash', 'monitor-block'])
      .describe(
        'run-on: nothing; shut-down: VMs with an open hole are halted until it is patched; monitor-crash: the VMM crashes a VM that a monitor finds compromised; monitor-block: only the attacker is cut off',
      ),
    monitor: monitor.optional().describe('What watches the VMs from outside; with monitor-crash and monitor-block'),
    'after-crash': z
      .enum(['halt', 'restart'])
      .optional()
      .describe(
        'After a crash by the VMM: restart (when absent) boots it from its image, hole and all; halt keeps it down until it is patched',
      ),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'a map like {policy: shut-down}' : undefined) },
);
export type EnforcementDocument = z.infer<typeof enforcementSchema>;
