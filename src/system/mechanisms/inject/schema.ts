import { z } from 'zod';
import { duration } from '../../../config/duration-schema.js';

const TIME = 'a time like 100 h, or a list of such times';
const STATE = 'a state, like booting, or a whole number';

const place = z
  .strictObject({
    component: z.string().optional().describe('A component: hypervisor, vm 2, vms (any of them)'),
    place: z.string().optional().describe('Or a place of the net by its name, as ninefold compile prints it'),
    state: z
      .union([z.string(), z.int()], { error: STATE })
      .describe('The state that it enters, of the component itself or of a mechanism: loading, failure-probable'),
    every: z.boolean().optional().describe('true: whenever it enters the state; the first time only when absent'),
  })
  .describe('Strikes in the first instant in which the state holds and what is to fail runs');

const fault = z.strictObject({
  at: z
    .union([duration, z.array(duration).min(1)], { error: TIME })
    .optional()
    .describe('When it strikes'),
  on: place.optional(),
  fail: z
    .string()
    .describe(
      'What fails: a layer, software, function, vm 2, a VM of a list by its name, vms (all of them), copy of vm 2',
    ),
  mode: z
    .enum(['crash', 'hang', 'value', 'compromise'])
    .optional()
    .describe(
      "crash: noticed at once; hang: has to be detected; value: gives wrong answers; compromise: an attacker has got in; as the component's own failures when absent",
    ),
});

/** A script of faults. */
export const injectSchema = z.array(fault, { error: 'a list of faults like {at: 100 h, fail: hypervisor}' }).min(1);

export type FaultDocument = z.infer<typeof fault>;
