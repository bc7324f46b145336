import type { MechanismWords } from '../words.js';

export const words: MechanismWords = {
  deeds: {
    patch: ({ called }) => `${called} was taken down to be patched`,
    apply: ({ name }) => `${name} has what its image has, and restarts`,
    restart: ({ name }) => `${name} has restarted`,
    spoil: ({ name }) => `${name} failed of a bad patch, which was withdrawn`,
  },
  meanings: { patching: 'restoring', restarting: 'restoring' },
};
