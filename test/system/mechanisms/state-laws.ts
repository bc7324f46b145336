import { evaluate } from '../../../src/net/expression/evaluate.js';
import type { Seen } from './seen.js';

const BOOTING = ['booting', 'rejuvenating', 'rejuvenatingAged', 'loading', 'restarting'];

/** Down with what is on the disk. */
const KEPT = ['patching', 'applied', 'restarting', 'cloning'];

/** What holds in every state of every system; a law that is about places which a system has not holds by itself. */
export const stateLaws: Readonly<Record<string, (seen: Seen) => void>> = {
  nothingIsUpOnALostLayer(seen) {
    if (seen.of.system.independent) return;
    for (const subject of seen.of.subjects) {
      for (const slot of subject.slots) {
        const below = seen.below(subject, slot);
        if (below === undefined || seen.is(below, 'up')) continue;
        seen.holds(seen.is(slot, 'off', 'empty', 'halted') || seen.isFrozen(slot), `${slot} on a lost ${below}`);
      }
    }
  },

  originalAndCopyNeverBothServe(seen) {
    for (const { slots } of seen.of.subjects) {
      const serving = slots.filter((slot) => seen.runs(slot) && !seen.isBeside(slot));
      seen.holds(serving.length <= 1, `more than one of ${slots} serves`);
    }
  },

  noMoreServeThanThereAre(seen) {
    const { servers } = seen.of;
    const up = servers.flatMap(({ slots }) => slots).filter((slot) => seen.is(slot, 'up')).length;
    const capacity = seen.label('capacity');
    seen.holds(up <= servers.length && capacity >= 0 && capacity <= up, `capacity ${capacity} of ${up} VMs`);
  },

  /** The front holds the VM, whatever becomes of it; the other slot is empty or holds a copy, which does not serve. */
  slotsAreKept(seen) {
    for (const { component, slots, subscript } of seen.of.servers) {
      const front = `${component.id}.front${subscript}`;
      if (!seen.has(front)) continue;
      const [inFront = '', other = ''] = seen.is(front, 'first') ? slots : [...slots].reverse();
      seen.holds(!seen.is(inFront, 'empty'), `nothing in front of ${slots}`);
      // A copy is patched as a VM is in place.
      const isCopy = seen.isBeside(other) || seen.is(other, 'patching', 'applied', 'restarting');
      seen.holds(isCopy, `more than a copy beside ${inFront}`);
    }
  },

  /** A policy that promotes or gives up has no copy booting beside a VM that is down. */
  noCopyIsLoadedBesideALostOriginal(seen) {
    if (!seen.of.explored.net.activities.some(({ name }) => /^(promote|abandon)/.test(name))) return;
    for (const { component, slots, subscript } of seen.of.servers) {
      const front = `${component.id}.front${subscript}`;
      if (!seen.has(front)) continue;
      const [inFront = '', other = ''] = seen.is(front, 'first') ? slots : [...slots].reverse();
      seen.holds(!seen.is(other, 'loading') || seen.runs(inFront), `a copy beside ${inFront}, which is down`);
    }
  },

  onlyWhatRunsIsOld(seen) {
    for (const { name } of seen.of.explored.net.places.filter((place) => place.name.includes('.health'))) {
      const isOld = seen.is(name, 'failureProbable');
      const place = name.replace('.health', '');
      seen.holds(!isOld || seen.runs(place) || seen.isFrozen(place), `${name} of what is down`);
    }
  },

  /** An image is current when all that is installed from it is patched; a bad patch is only on a disk that was given one. */
  disksAreWhatTheirImagesMake(seen) {
    for (const { component, slots } of seen.of.servers) {
      const stage = seen.read(`image.${component.image ?? component.name}`);
      if (stage === undefined) continue;
      const diskOf = (slot: string): string => slot.replace(/(\(\d+\))?$/, (index) => `.patch${index}`);
      for (const slot of slots) {
        const disk = diskOf(slot);
        if (stage === 'current' || seen.is(slot, 'empty')) seen.holds(seen.is(disk, 'patched'), `${disk} of ${stage}`);
        if (stage === 'disclosed') seen.holds(seen.is(slot, 'empty') || seen.is(disk, 'unpatched'), `${disk} in time`);
        if (stage !== 'released' && seen.is(disk, 'patched')) {
          seen.holds(stage === 'current' || seen.is(slot, 'empty'), `${disk} without a good patch`);
        }
      }
      const isOpen = slots.some((slot) => !seen.is(diskOf(slot), 'patched'));
      seen.holds(stage !== 'disclosed' || isOpen, `no hole in ${slots}`);
    }
  },

  /** Only what runs, or keeps its disk while it is down, can be compromised; nothing is blocked for any time. */
  onlyWhatIsKeptIsCompromised(seen) {
    for (const slot of seen.of.servers.flatMap((server) => server.slots)) {
      const security = seen.read(slot.replace(/(\(\d+\))?$/, (index) => `.security${index}`));
      if (security === undefined || security === 'intact') continue;
      const isKept = seen.runs(slot) || seen.isFrozen(slot) || KEPT.some((state) => seen.is(slot, state));
      seen.holds(isKept && security !== 'blocked', `${slot} is ${security}`);
    }
  },

  /** What is shut down has an open hole, and with that policy nothing else that serves has one. */
  onlyHolesAreHalted(seen) {
    const has = (verb: string): boolean => seen.of.explored.net.activities.some(({ name }) => name.startsWith(verb));
    const isShutDown = has('halt') && !has('revive');
    for (const slot of seen.of.servers.flatMap((server) => server.slots)) {
      const isOpen = seen.is(
        slot.replace(/(\(\d+\))?$/, (index) => `.patch${index}`),
        'unpatched',
      );
      seen.holds(!seen.is(slot, 'halted') || isOpen, `${slot} without a hole`);
      seen.holds(!isShutDown || !isOpen || !seen.is(slot, 'up', 'wrong'), `${slot} with a hole`);
    }
  },

  bootsKeepTheirLimit(seen) {
    const { system, servers } = seen.of;
    if (system.bootsAtOnce === undefined) return;
    const most = system.bootsAtOnce;
    const slots = servers.filter(({ component }) => component.boot !== undefined).flatMap((server) => server.slots);
    const booting = slots.filter((slot) => seen.is(slot, ...BOOTING)).map((slot) => seen.hostOf(slot));
    const bootsOn = (host: string | undefined): number => booting.filter((other) => other === host).length;
    for (const host of booting) seen.holds(bootsOn(host) <= most, `${bootsOn(host)} boots at once`);
    for (const slot of slots.filter((each) => seen.is(each, 'applied'))) {
      seen.holds(bootsOn(seen.hostOf(slot)) === most, `${slot} waits for nothing to restart`);
    }
    for (const { component, slots: own, subscript } of servers) {
      if (!seen.is(`${component.id}.due${subscript}`, '1')) continue;
      const isWaiting = own.some((slot) => seen.runs(slot) && bootsOn(seen.hostOf(slot)) === most);
      seen.holds(isWaiting, `${own} waits for nothing`);
    }
  },

  /** The downtimes by cause are disjoint and leave nothing out: one is charged whenever the service is down. */
  causesAddUp(seen) {
    const { net } = seen.of.explored;
    const constants = net.constants.map((constant) => constant.value);
    const values = net.measures.flatMap((measure) => {
      if (!measure.name.startsWith('downtime-')) return [];
      const rate = measure.kind === 'steady-state' || measure.kind === 'average' ? measure.of.rate : undefined;
      if (rate === undefined) throw new Error(`${measure.name} is no average`);
      return [evaluate(rate, { state: seen.state, constants, lets: net.lets })];
    });
    const [whole = Number.NaN, ...causes] = values;
    const charged = causes.filter((value) => value !== 0);
    const isCharged = whole === 0 ? charged.length === 0 : charged.length === 1 && charged[0] === whole;
    seen.holds(causes.length >= 2 && isCharged, `downtimes ${values}`);
  },
};
