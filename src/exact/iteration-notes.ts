import type { Stationary } from './chain/stationary.js';

/** How near an iteration came, as a reader must know it; elimination leaves roundings alone. */
export function iterationNotes({ method, relativeError }: Omit<Stationary, 'probability'>): readonly string[] {
  if (method === 'elimination') return [];
  const error = Number(relativeError.toPrecision(2));
  return [`solved by iteration: a relative error of ${error} in any state, by how its changes shrink`];
}
