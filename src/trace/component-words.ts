import { type Deed, failed, follows } from '../system/mechanisms/words.js';

/** What a component may do by itself, by the verb of the activity. */
export const componentDeeds: Readonly<Record<string, Deed>> = {
  fail: ({ name, component }, to) => `${name} ${failed(component, to)}`,
  detect: ({ called }, to) => `the failure of ${called} was detected${follows(to)}`,
  detectWrong: ({ called }, to) => `the wrong answers of ${called} were detected${follows(to)}`,
  recover: ({ name }) => `${name} recovered at once`,
  repair: ({ name }, to) => `${name} was repaired${follows(to)}`,
  boot: ({ name }) => `${name} booted`,
  fall: ({ name, called, below }, to) =>
    to === 'empty' ? `the copy of ${called} was lost with ${below}` : `${name} fell with ${below}`,
  start: ({ name }, to) => (to === 'up' ? `${name} started` : `${name} began to boot`),
};

/** Further places of a component; null for one that only keeps the books. */
export const componentPlaces: Readonly<Record<string, string | null>> = { front: null, at: 'host' };
