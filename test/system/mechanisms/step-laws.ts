import type { RandomSystems } from './random-systems.js';
import type { SeenSystem } from './seen.js';

/** What holds for how the states of every system follow each other. */
export const stepLaws: Readonly<Record<string, (seen: SeenSystem, charges: RandomSystems['charges']) => void>> = {
  outagesAreChargedToWhatBeganThem({ explored }, charges) {
    for (const { activity, from, to } of explored.transitions) {
      const [before, after] = [explored.states[from] ?? [], explored.states[to] ?? []];
      if (explored.label('service', before) === 0 || explored.label('service', after) === 1) continue;
      const charged = String(explored.read('last', after));
      const [, verb = '', whom = ''] = /^([a-z]+)(?:Aged)?([A-Z]\w+)?/.exec(activity) ?? [];
      const own = Object.entries(charges).find(([deeds]) => {
        const pattern = new RegExp(`^(${deeds})$`);
        return pattern.test(verb) || pattern.test(verb + whom);
      })?.[1];
      const isRight =
        own?.test(charged) ??
        (verb === 'strike' ? charged === 'cause.shock' : verb === 'fail' && charged === `cause.${whom.toLowerCase()}`);
      if (!isRight) throw new Error(`an outage that began with ${activity} is charged to ${charged}`);
    }
  },

  everythingComesBack({ explored }) {
    const before = new Map<number, number[]>();
    for (const { from, to } of explored.transitions) before.set(to, [...(before.get(to) ?? []), from]);
    const isUp = (state: readonly number[]): boolean => explored.label('service', state) === 1;
    const seen = new Set(explored.states.flatMap((state, index) => (isUp(state) ? [index] : [])));
    for (const state of seen) for (const earlier of before.get(state) ?? []) seen.add(earlier);
    if (seen.size < explored.states.length) throw new Error('states from which the service never comes back');
  },
};
