/**
 * The order of what happens at one instant, larger first: a shock strikes, then what stands on a lost layer falls, bottom
 * first, then what is restored in no time comes back, then what can start starts, bottom first.
 */
export const STRIKE = 300;
export const RECOVER = 100;
export const DISSOLVE = 90;
export const fallPriority = (level: number): number => 200 - level;
export const startPriority = (level: number): number => 50 - level;
