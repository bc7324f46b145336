import type { Lumped } from '../net/lumping/lump.js';

/** What came of counting a net's members: which are counted, and why others are not. A line each, and one for what differs in numbers alone. */
export function lumpingText(lumping: Lumped | undefined): string {
  if (lumping === undefined) return notLumped('trials are paired with those of the baseline');
  const { counted, refused } = lumping;
  if (counted.length + refused.length === 0) return notLumped('no members are alike');
  return [
    ...once(
      counted.map(({ members, count, counters }) => [members, `lumped: ${members}: ${count} in ${counters} counters`]),
    ),
    ...once(refused.map(({ members, reason }) => [members, `not lumped: ${members}: ${reason}`])),
  ].join('');
}

export const notLumped = (reason: string): string => `not lumped: ${reason}\n`;

/** The first of the lines about members that are named alike but for numbers, and how many more there are. */
function once(lines: readonly (readonly [members: string, line: string])[]): string[] {
  const alike = new Map<string, string[]>();
  for (const [members, line] of lines) {
    const shape = members.replaceAll(/\d+/g, '*');
    alike.set(shape, [...(alike.get(shape) ?? []), line]);
  }
  return [...alike.values()].map(
    ([first, ...others]) => `${first}${others.length === 0 ? '' : andMore(others.length)}\n`,
  );
}

const andMore = (count: number): string => `, and ${count} more like ${count === 1 ? 'it' : 'these'}`;
