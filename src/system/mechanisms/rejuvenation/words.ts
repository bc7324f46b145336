import { follows, type MechanismWords } from '../words.js';

export const words: MechanismWords = {
  deeds: {
    rejuvenate: ({ name, called }, to) =>
      to === 'rejuvenating' || to === 'rejuvenatingAged'
        ? `${name} was rebooted to rejuvenate it`
        : `a clean copy of ${called} began to boot`,
    call: ({ called }, to) =>
      to === undefined
        ? `the turn of ${called} to be rejuvenated came`
        : `its turn found that ${called} had failed${follows(to)}`,
    excuse: ({ name }) => `${name} is booted anyway and waits no longer`,
    renew: ({ name }) => `${name} was rejuvenated`,
    renewAged: ({ name }) => `${name}, which had aged, was rejuvenated`,
    notice: ({ called }, to) => `its turn found that ${called} had failed${follows(to)}`,
    takeOver: ({ called }) => `the copy of ${called} took over, the original was shut down`,
    promote: ({ name, called }) => `${name} was given up, the copy of ${called} boots on in its place`,
    abandon: ({ called }) => `the copy of ${called} was given up`,
    vacate: ({ name }) => `the VMs began to leave ${name}, which is to be rebooted`,
    postpone: ({ called }) => `no other host takes VMs, the reboot of ${called} was put off`,
    evacuate: ({ name }) => `${name} is wanted on another host`,
    save: ({ name }) => `${name} is being saved`,
    suspend: ({ name }) => `${name} was suspended`,
    resume: ({ name }) => `${name} is being resumed`,
    wake: ({ name }) => `${name} runs on`,
  },
  places: { due: null, turn: 'turn' },
  meanings: { loading: 'restoring', rejuvenatingAged: 'restoring' },
};
