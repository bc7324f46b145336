import { z } from 'zod';
import { lawSchema } from '../../law-schema.js';

/** What replicas add to the keys of Dom0. */
export const replicaKeys = {
  replicas: z
    .literal(3, { error: '3: one active and two passive' })
    .optional()
    .describe('3: one active Dom0 and two passive ones, which watch each other; a single one when absent'),
  accusation: lawSchema
    .optional()
    .describe('From the failure of a replica until the two others have terminated it; no time when absent'),
  promotion: lawSchema
    .optional()
    .describe('How long it takes a passive replica to become the active one; no time when absent'),
};
