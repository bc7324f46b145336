import { z } from 'zod';
import { verdicts } from './verdict.js';

/** The data of a claim file: what somebody says about systems, and how it is put to the test. */
export const claimFormat = 'ninefold/claim@1';

const VALUE = 'a number, a text, true or false';
const value = z.union([z.number(), z.string().min(1), z.boolean()], { error: VALUE });
export type CaseValue = z.infer<typeof value>;

const NAME = 'a name that begins with a letter and goes on with letters, digits and _';
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, NAME);
const DESIGN = 'a name of letters and digits, with hyphens between words';
const designName = z.string().regex(/^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/, DESIGN);

const expression = z.union([z.number(), z.string().min(1)], { error: 'a number or an expression' });

const grid = z.record(name, z.union([value, z.array(value).min(1)], { error: `${VALUE}, or a list of such` }));
export type GridDocument = z.infer<typeof grid>;

const verdict = z.enum(verdicts);

const part = z.strictObject({
  says: z.string().min(1).describe('What this part of the claim says, in words'),
  for: z
    .union([grid, z.array(grid).min(1)], { error: 'a map of values by name, or a list of such maps' })
    .optional()
    .describe('The cases that are checked: every combination of the listed values; of a list of maps, those of each'),
  let: z
    .record(name, expression)
    .optional()
    .describe('Numbers computed from the values of a case, and from those above'),
  check: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)], { error: 'a check, or a list of checks' })
    .describe(
      'What must hold in each case, like `reliability(virtual) > reliability(plain)` or `mttf(plain) = 1 / rate`',
    ),
  within: expression.optional().describe('How far apart two sides may be that count as equal; 0 when absent'),
  expected: verdict.optional().describe('The verdict on this part that is known'),
});
export type PartDocument = z.infer<typeof part>;

export const claimSchema = z.strictObject({
  format: z.literal(claimFormat),
  number: z.int().min(1).optional().describe('Its number among the claims that come with Ninefold'),
  claim: z.string().min(1).describe('What is claimed, in words'),
  note: z
    .string()
    .min(1)
    .optional()
    .describe('What is to be known about the verdict: for which values it holds, and why'),
  expected: verdict.describe('The verdict that is known; one that differs fails `ninefold claims`'),
  trials: z.int().min(2).optional().describe('Trials of every check; as many as the effort allows when absent'),
  system: z
    .record(z.string(), z.unknown())
    .describe('What the designs share: a system, without format and name; $n stands for the value n of a case'),
  designs: z
    .record(designName, z.record(z.string(), z.unknown()))
    .refine((designs) => Object.keys(designs).length > 0, 'at least one design')
    .describe('By name, how each design differs: values by path, like `vms.count: 3`; null takes something out'),
  parts: z.array(part).min(1).describe('What the claim comes to, part by part'),
});
export type ClaimDocument = z.infer<typeof claimSchema>;

/** The JSON Schema of a claim file, for editors. */
export function claimJsonSchema(): object {
  return z.toJSONSchema(claimSchema, { io: 'input' });
}
