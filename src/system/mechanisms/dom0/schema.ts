import { z } from 'zod';
import { lawSchema } from '../../law-schema.js';

/** What replicas add to the keys of Dom0. */
export const replicaKeys = {
  replicas: z
    .literal([3, 5, 7, 9], { error: '3, 5, 7 or 9: one active and the others passive' })
    .optional()
    .describe('3, 5, 7 or 9: one active Dom0 and passive ones, which watch each other; a single one when absent'),
  accusation: lawSchema
    .optional()
    .describe('From the failure of a replica until a majority of the others has terminated it; no time when absent'),
  promotion: lawSchema
    .optional()
    .describe('How long it takes a passive replica to become the active one; no time when absent'),
};
