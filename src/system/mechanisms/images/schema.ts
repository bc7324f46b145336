import { z } from 'zod';
import { lawSchema } from '../../law-schema.js';

export const vulnerabilitiesSchema = z.strictObject(
  {
    disclosure: lawSchema.describe(
      'From when an image is without known holes until one is disclosed: a mean, or a distribution',
    ),
    patch: lawSchema
      .optional()
      .describe('From the disclosure until a patch is out: a mean, or a distribution; needed with patching'),
    exploit: lawSchema
      .optional()
      .describe(
        'From when a VM runs with an open hole until it is compromised: a mean, or a distribution; never when absent',
      ),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'a map like {disclosure: 180 d, patch: 134.5 d}' : undefined) },
);
export type VulnerabilitiesDocument = z.infer<typeof vulnerabilitiesSchema>;
