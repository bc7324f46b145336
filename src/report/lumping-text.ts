import type { Lumped } from '../net/lumping/lump.js';

/** What came of counting a net's members: which are counted, and why others are not. A line each. */
export function lumpingText(lumping: Lumped | undefined): string {
  if (lumping === undefined) return notLumped('trials are paired with those of the baseline');
  const { counted, refused } = lumping;
  if (counted.length + refused.length === 0) return notLumped('no members are alike');
  return [
    ...counted.map(({ members, count, counters }) => `lumped: ${members}: ${count} in ${counters} counters\n`),
    ...refused.map(({ members, reason }) => notLumped(`${members}: ${reason}`)),
  ].join('');
}

export const notLumped = (reason: string): string => `not lumped: ${reason}\n`;
