import type { MechanismWords } from '../words.js';

export const words: MechanismWords = {
  deeds: {
    checkpoint: ({ called }) => `a checkpoint of ${called} began`,
    secure: ({ called }) => `the checkpoint of ${called} was complete`,
    loseWork: ({ called }) => `the work of ${called} since its last checkpoint was lost`,
    keepWork: ({ called }) => `the work of ${called} was kept`,
    takeUpWork: ({ name }) => `${name} took its work up`,
    restoreWork: ({ name }) => `${name} went on from its last checkpoint`,
  },
  places: { work: 'work' },
  meanings: { goesOn: 'serving', checkpointing: 'restoring', kept: 'off', lost: 'failed' },
};
