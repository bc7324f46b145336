import type { MechanismWords } from '../words.js';

const REPLICA = /^(fail|accuse|boot)Dom0\.([a-i])(?:\((\d+)\))?$/;
const PLACE = /^dom0\.([a-i])(?:\((\d+)\))?$/;
const BOOKS = /^dom0\.(active|stalled)(\(\d+\))?$/;

export const words: MechanismWords = {
  deeds: {
    promote: ({ called }) => `a passive replica of ${called} became the active one`,
    lose: ({ name }) => `${name} was lost: no replica was left that could go on`,
    forget: ({ called }) => `what the replicas of ${called} were doing was forgotten`,
  },
  sentence(activity) {
    const [, verb, letter, host] = REPLICA.exec(activity) ?? [];
    const replica = replicaName(letter, host);
    if (verb === 'fail') return `${replica} failed`;
    if (verb === 'accuse') return `${replica} was terminated by the others`;
    return verb === 'boot' ? `${replica} booted` : undefined;
  },
  placeName(place) {
    if (BOOKS.test(place)) return null;
    const [, letter, host] = PLACE.exec(place) ?? [];
    return letter === undefined ? undefined : replicaName(letter, host);
  },
};

const replicaName = (letter: string | undefined, host: string | undefined): string =>
  `replica ${letter} of dom0${host === undefined ? '' : ` ${host}`}`;
