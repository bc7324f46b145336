import { setFlagsFromString } from 'node:v8';

/**
 * Tells V8 to optimise a function once it is four times as hot as it would have it. A thread goes through a thousand functions a few
 * times at each point of a sweep; optimising them costs a quarter of its time in threads of V8's own, which wait for cores that the
 * other threads would use. The loop over events is as soon optimised as it was: it gets hot within milliseconds either way. For the
 * whole process, so for a program to ask, not a library. Only of a V8 that is known to have the flag.
 */
export function optimiseLater(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=300000');
}
