import type { MechanismWords } from '../words.js';

export const words: MechanismWords = {
  deeds: {
    patch: ({ called }) => `${called} was taken down to be patched`,
    apply: ({ name }, to) =>
      `${name} has what its image has, and ${to === 'applied' ? 'waits for its turn to restart' : 'restarts'}`,
    admit: ({ name }) => `${name} restarts, its turn has come`,
    admitCopy: ({ called }) => `the copy of ${called} restarts, its turn has come`,
    restart: ({ name }) => `${name} has restarted`,
    copy: ({ called }) => `a copy of ${called} was begun, to be patched`,
    clone: ({ called }) => `the copy of ${called} was cloned`,
    clear: ({ called }) => `the quarantine of the copy of ${called} was over`,
    receive: ({ called }) => `the copy of ${called} had received its state`,
    swap: ({ called }) => `the patched copy of ${called} took over`,
    serve: ({ called }) => `${called} served again`,
    drain: ({ called }) => `the original of ${called} was shut down`,
    drop: ({ called }) => `the copy of ${called} was given up`,
    succeed: ({ name, called }) => `${name} was given up, the copy of ${called} goes on in its place`,
    hasten: ({ called }) => `the copy of ${called} was promoted`,
    discard: ({ called }) => `the copy of ${called} was discarded`,
    spoil: ({ name }) => `${name} failed of a bad patch, which was withdrawn`,
  },
  meanings: {
    patching: 'restoring',
    applied: 'restoring',
    restarting: 'restoring',
    cloning: 'restoring',
    quarantined: 'restoring',
    receiving: 'restoring',
    ready: 'restoring',
    takingOver: 'restoring',
    draining: 'off',
  },
};
