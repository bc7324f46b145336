import type { MechanismWords } from '../words.js';

export const words: MechanismWords = {
  deeds: {
    attack: ({ name }) => `${name} was attacked through its hole`,
    block: ({ called }) => `the attacker of ${called} was cut off`,
    cleanse: ({ name }) => `${name} is not compromised any more`,
    halt: ({ name }) => `${name} was shut down until its hole is patched`,
    catch: ({ name }) => `${name} was found compromised and crashed by the VMM`,
    alarm: ({ name }) => `${name} was crashed by the VMM in a false alarm`,
    revive: ({ name }) => `${name} booted from its image`,
  },
  places: { security: 'security' },
  meanings: { halted: 'off', crashed: 'restoring' },
  sentence(activity) {
    const [, verb, image] = /^(ready|rest)Monitor(.+)$/.exec(activity) ?? [];
    if (verb === undefined || image === undefined) return undefined;
    return `the monitor ${verb === 'ready' ? 'knows what to look for' : 'has nothing more to look for'}`;
  },
  placeName: (place) => (place.startsWith('monitor.') ? `monitor of ${place.slice('monitor.'.length)}` : undefined),
};
