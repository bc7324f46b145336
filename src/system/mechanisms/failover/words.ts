import { follows, type MechanismWords } from '../words.js';

export const words: MechanismWords = {
  deeds: {
    miss: ({ called }) => `the loss of ${called} was noticed elsewhere`,
    find: ({ name }) => `${name} is missed no longer`,
    failOver: ({ name }, to) => `${name} was put on another host${follows(to)}`,
    takeOverFor: ({ called }) => `the standby of ${called} took over on another host`,
    prepareStandby: ({ called }) => `a standby of ${called} is ready`,
    loseStandby: ({ called }) => `the standby of ${called} was lost`,
    failStandby: ({ called }) => `the standby of ${called} failed`,
  },
  places: { missed: null, standby: 'host of the standby' },
};
