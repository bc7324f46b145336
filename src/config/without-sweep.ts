/** The key under which a config says which designs are run beside the one it describes: no part of any model. */
export const sweepKey = 'sweep';

/** A config's data without what it says of sweeps, and what that is. */
export function withoutSweep(data: unknown): { readonly data: unknown; readonly sweep?: unknown } {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, sweepKey)) return { data };
  const { [sweepKey]: sweep, ...rest } = data as Readonly<Record<string, unknown>>;
  return { data: rest, sweep };
}
