import type { RandomSystems } from './random-systems.js';
import { Seen, type SeenSystem } from './seen.js';

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

  /** An attacker stays where he is, or gets into all that runs within reach: on the host, or on all hosts. */
  attackersBreakOutToAllOrNone(seen) {
    const { explored } = seen;
    const chance = explored.net.constants.find(({ name }) => name === 'containment.escape')?.value;
    if (chance === undefined) return;
    const slots = seen.servers.flatMap((server) => server.slots);
    const isOwned = (state: Seen, slot: string): boolean =>
      !state.is(
        slot.replace(/(\(\d+\))?$/, (index) => `.security${index}`),
        'intact',
      );
    for (const { activity, from, to } of explored.transitions.filter(({ activity: name }) => /^attack/.test(name))) {
      const [before, after] = [from, to].map((state) => new Seen(seen, explored.states[state] ?? [])) as [Seen, Seen];
      const attacked = slots.find((slot) => activity.toLowerCase() === `attack${slot}`) ?? '';
      const others = slots.filter((slot) => slot !== attacked && before.runs(slot) && !isOwned(before, slot));
      const here = others.filter((slot) => before.hostOf(slot) === before.hostOf(attacked));
      const invaded = others.filter((slot) => isOwned(after, slot));
      const mayStay = chance < 1 || !isOwned(after, attacked) || others.length === 0;
      const mayBreakOut = chance > 0 && isOwned(after, attacked);
      const isRight =
        invaded.length === 0
          ? mayStay || (here.length === 0 && seen.system.hosts !== undefined)
          : mayBreakOut && [here.length, others.length].includes(invaded.length);
      if (!isRight) throw new Error(`an attack on ${attacked} with escapes of ${chance} got into ${invaded}`);
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
