/**
 * The order of what happens at one instant, larger first: a shock strikes or a failure escapes, what that reaches goes down, and it
 * is over, then what stands on a lost layer falls, bottom
 * first, then what no longer runs has its age forgotten, then what is restored in no time comes back, then the copies of
 * VMs that stay down are promoted or given up, then what can start starts, bottom first, then what must not run is halted, then what is due begins. An injected
 * fault strikes once all that is settled, as a random failure does; what arms it again comes before everything.
 */
export const ARM = 400;
export const STRIKE = 300;
export const SPREAD = 290;
export const CONTAIN = 280;
export const FRESHEN = 150;
export const RECOVER = 100;
export const DISSOLVE = 90;
export const PROMOTE = 80;
export const fallPriority = (level: number): number => 200 - level;
export const startPriority = (level: number): number => 50 - level;
export const HALT = 30;
export const BEGIN = 20;
export const INJECT = 0;
/** What only watches comes last. */
export const WATCH = -100;
