import type { MechanismWords } from '../words.js';

export const words: MechanismWords = {
  deeds: {
    migrate: ({ name }) => `${name} began to be copied to another host`,
    stop: ({ name }) => `${name} was stopped to be moved`,
    move: ({ name }) => `${name} was moved to another host`,
    stay: ({ name }) => `${name} stays on its host, its move came to nothing`,
    return: ({ name }) => `${name} is wanted back on the host it began on`,
  },
  places: { to: null, migration: 'migration' },
  meanings: { copying: 'serving', stopped: 'restoring', settled: 'serving' },
};
