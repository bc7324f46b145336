import type { Meaning } from '../system/mechanisms/words.js';

/** Words that give a state away, the worst first: `hvDown` is failed, `failureProbable` wrong. */
const signs: readonly (readonly [Meaning, ReadonlySet<string>])[] = [
  ['wrong', wordsIn('wrong compromised infected corrupt corrupted latent degraded probable suspect erroneous unsafe')],
  ['failed', wordsIn('failed failure down crashed dead hung broken lost faulty undetected bad blocked')],
  [
    'restoring',
    wordsIn(
      'repairing repair booting boot rebooting reboot starting restarting restart recovering recovery detecting detected ' +
        'restoring rejuvenating rejuvenation patching cloning copying migrating saving draining quarantined swapping switching',
    ),
  ],
  ['off', wordsIn('off standby spare cold halted stopped absent shut empty none nothing idle')],
  ['serving', wordsIn('up serving running active working operational ok good healthy robust primary ready busy')],
];

/** The meaning of a state to a reader who knows no more than its name. */
export function meaningOf(state: string): Meaning {
  const words = state.split(/[^A-Za-z]+|(?=[A-Z])/).map((word) => word.toLowerCase());
  return signs.find(([, known]) => words.some((word) => known.has(word)))?.[0] ?? 'other';
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
