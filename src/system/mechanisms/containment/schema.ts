import { z } from 'zod';

const ESCAPE = 'a probability from 0 to 1';

export const containmentSchema = z.strictObject(
  {
    boundary: z
      .enum(['process', 'vm', 'host'])
      .describe(
        'What separates servers: processes of one operating system; VMs, whose escapes take the hypervisor; or hosts, whose escapes take all hypervisors',
      ),
    escape: z
      .number({ error: ESCAPE })
      .min(0, ESCAPE)
      .max(1, ESCAPE)
      .describe('Probability that a failure of a server, or an attacker who has got into one, gets across'),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'a map like {boundary: vm, escape: 0.05}' : undefined) },
);
export type ContainmentDocument = z.infer<typeof containmentSchema>;
