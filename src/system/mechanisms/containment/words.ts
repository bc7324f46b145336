import type { MechanismWords } from '../words.js';
import { attackers, failures } from './crossing.js';

export const words: MechanismWords = {
  deeds: {
    escape: ({ called }) => `the failure of ${called} reached the bounds that contain it`,
    takeDown: ({ name }) => `${name} was taken down by a failure that had escaped`,
    breakOut: ({ called }) => `the attacker in ${called} reached the bounds that contain it`,
    invade: ({ name }) => `${name} was attacked from beside it, by who had broken out`,
  },
  places: { [failures.coin]: null, [attackers.coin]: null },
  sentence(activity) {
    if (activity === failures.end) return 'the failure that escaped spread no further';
    return activity === attackers.end ? 'the attacker who broke out got no further' : undefined;
  },
  placeName: (place) => ([failures.across, attackers.across].includes(place) ? null : undefined),
};
