import { z } from 'zod';
import { bytesOf, bytesPerSecondOf, sizeSchema, speedSchema } from '../../config/size.js';
import type { Problems } from '../read/problems.js';
import { preCopy } from './precopy.js';

const ROUNDS_NEEDED = 'a whole number of rounds, at least 1';
const THRESHOLD = 64 * 1024 ** 2;
const ROUNDS = 30;

/** What of a VM is sent to another place while it runs, and how fast; `sendingTimes` says which keys are needed. */
export const sentShape = {
  memory: sizeSchema.optional().describe('Memory of a VM, all of which is sent in the first round'),
  'dirty-rate': speedSchema.optional().describe('How much a VM writes while it is copied'),
  bandwidth: speedSchema.optional().describe('How fast it is sent'),
  threshold: sizeSchema.optional().describe('With so much left the VM is stopped; 64 MiB when absent'),
  rounds: z
    .int({ error: ROUNDS_NEEDED })
    .min(1, ROUNDS_NEEDED)
    .optional()
    .describe('After so many rounds the VM is stopped whatever is left; 30 when absent'),
};
export const sentSchema = z.strictObject(sentShape);
export type SentDocument = z.infer<typeof sentSchema>;

const NEEDED = ['memory', 'dirty-rate', 'bandwidth'] as const;

/** The keys that are written of these. */
export const sentKeys = (document: object): readonly (keyof SentDocument)[] =>
  sentSchema.keyof().options.filter((key) => Reflect.get(document, key) !== undefined);

/** How long it is sent while the VM runs, and then while it is stopped, as durations; undefined where that is not said, which is reported. */
export function sendingTimes(
  document: SentDocument,
  problems: Problems,
): { readonly copy: string; readonly downtime: string } | undefined {
  const { memory, 'dirty-rate': dirtyRate, bandwidth, threshold, rounds } = document;
  const [first = 'nothing'] = sentKeys(document);
  for (const key of NEEDED) {
    if (document[key] === undefined) problems.report([], `${first} without ${key}`, `${key} too`);
  }
  const [bytes, speed] = [memory && bytesOf(memory), bandwidth && bytesPerSecondOf(bandwidth)];
  if (bytes === 0) problems.report(['memory'], `'${memory}'`, 'a memory above 0');
  if (speed === 0) problems.report(['bandwidth'], `'${bandwidth}'`, 'a bandwidth above 0');
  if (!bytes || !speed || dirtyRate === undefined) return undefined;
  const found = preCopy({
    memory: bytes,
    dirtyRate: bytesPerSecondOf(dirtyRate),
    bandwidth: speed,
    threshold: threshold === undefined ? THRESHOLD : bytesOf(threshold),
    rounds: rounds ?? ROUNDS,
  });
  return { copy: `${found.copySeconds} s`, downtime: `${found.downtimeSeconds} s` };
}
