import type { NetDocument } from '../../../net/document.js';
import { parseNet } from '../../../net/parse.js';
import { lowerSystem } from '../../lower.js';
import { hostCount } from '../../pieces/placement.js';
import { runsIn, type State } from '../../pieces/state.js';
import type { Reference } from '../../read/component-reference.js';
import type { Component, System } from '../../system.js';
import { mechanismsOf } from '../mechanism.js';
import { copiesFail, type Entered, type Fault, type Target } from './fault.js';
import { Injection, scriptOf, withInjection, withoutInjection } from './inject.js';
import { stateName } from './states.js';

/** A net with faults that are watched. */
export interface WatchedFaults {
  readonly document: NetDocument;
  readonly faults: readonly WatchedFault[];
}

export interface WatchedFault {
  readonly id: string;
  /** When it strikes: `at 100 h`, or the state that is entered. */
  readonly when: string;
  /** What fails. */
  readonly fails: string;
}

/** Some component of the system: all of a kind are alike, and one or two stand for them. */
interface Representative {
  readonly reference: Reference;
  readonly component: Component;
  readonly isServer: boolean;
}

/** The system's own script, each time of a fault by itself and the first time of what strikes every time; undefined when it has none. */
export function watchedScript(system: System): WatchedFaults | undefined {
  const faults = scriptOf(system).flatMap((fault): readonly Fault[] =>
    fault.occasion.kind === 'at'
      ? fault.occasion.times.map((time) => ({ ...fault, occasion: { kind: 'at', times: [time] } }))
      : [fault],
  );
  return faults.length === 0 ? undefined : watchedFaults(system, faults);
}

/** A campaign: every failure in every state of every mechanism and component. */
export interface Campaign {
  /** One net each, in which the failure is injected in the first instant that the state holds. */
  readonly pairs: readonly WatchedFaults[];
  /** Pairs that cannot be: what is to fail never runs in that state. */
  readonly impossible: readonly Omit<WatchedFault, 'id'>[];
}

/** The campaign for a system; its own script is left out. */
export function campaignOf(system: System): Campaign {
  const bare = withoutInjection(system);
  const targets = failing(bare);
  const all = enteredStates(bare).flatMap((entered) => targets.map((target) => ({ entered, target })));
  const isPossible = ({ entered, target }: (typeof all)[number]): boolean => !isImpossible(bare, entered, target);
  return {
    pairs: all.filter(isPossible).map(({ entered, target: { target } }) => {
      const occasion = { kind: 'on', entered, every: false } as const;
      return watchedFaults(bare, [{ occasion, target, mode: 'own' }]);
    }),
    impossible: all
      .filter((pair) => !isPossible(pair))
      .map(({ entered, target }) => ({ when: enteredText(entered), fails: target.target.text })),
  };
}

function watchedFaults(system: System, faults: readonly Omit<Fault, 'id'>[]): WatchedFaults {
  const numbered = faults.map((fault, index) => ({ ...fault, id: `inject.${index + 1}` }));
  const document = lowerSystem(withInjection(withoutInjection(system), new Injection(numbered, true)));
  return {
    document: { ...document, measures: {}, spans: {} },
    faults: numbered.map(({ id, occasion, target }) => ({ id, when: whenText(occasion), fails: target.text })),
  };
}

const whenText = (occasion: Fault['occasion']): string =>
  occasion.kind === 'at' ? `at ${occasion.times.join(', ')}` : enteredText(occasion.entered);

const enteredText = ({ of, state }: Entered): string => `${'place' in of ? of.place : of.component.text} ${state}`;

/** One or two of each kind: a VM and another one, the layers of one host and of another. */
function representatives(system: System): readonly Representative[] {
  const hosts = hostCount(system);
  const onTop = system.function?.in === 'hypervisor' ? [system.function.component] : [];
  const of = (component: Component, count: number | undefined, isServer: boolean): readonly Representative[] => {
    const numbers = count === undefined ? [undefined] : [1, 2].filter((number) => number <= count);
    return numbers.map((member) => {
      const text = member === undefined ? component.name : `${component.name} ${member}`;
      const reference = { text, ids: [component.id], isFunction: false, ...(member === undefined ? {} : { member }) };
      return { reference, component, isServer };
    });
  };
  return [
    ...system.layers.flatMap((layer) => of(layer, hosts === 1 ? undefined : hosts, false)),
    ...onTop.flatMap((component) => of(component, undefined, false)),
    ...system.servers.flatMap((server) => of(server, server.family ? server.count : undefined, true)),
  ];
}

/** All that may fail: each representative, the function in it, and its copies, where they can fail. */
function failing(system: System): readonly (Representative & { readonly target: Target })[] {
  return representatives(system).flatMap((one) => {
    const { reference, component, isServer } = one;
    const itself: Target = { ...reference, isCopy: false };
    const inside = { ...itself, text: `function in ${reference.text}`, isFunction: true };
    const copy = { ...itself, text: `copy of ${reference.text}`, isCopy: true };
    const targets = [
      itself,
      ...(isServer && system.function?.in === 'vms' ? [inside] : []),
      ...(isServer && copiesFail(system, component) ? [copy] : []),
    ];
    return targets.map((target) => ({ ...one, target }));
  });
}

/** Every state that the first of each kind may be in, and those of places that are no component's. */
function enteredStates(system: System): readonly Entered[] {
  const { places } = parseNet(lowerSystem(system));
  const all = representatives(system);
  const books = bookkeeping(system);
  const own = all
    .filter(({ reference }) => reference.member === undefined || reference.member === 1)
    .flatMap(({ reference, component }): readonly Entered[] => {
      const states = new Set<string>();
      for (const { name, states: named = [] } of places) {
        const further = new RegExp(`^${component.id}(\\.twin)?(?:\\.(\\w+))?(?:\\((\\d+)\\))?$`).exec(name);
        if (further === null || books.has(further[2] ?? '') || Number(further[3] ?? 1) !== 1) continue;
        for (const state of named) states.add(stateName(state));
      }
      return [...states].map((state) => ({ of: { component: reference }, state }));
    });
  const ids = all.map(({ component }) => component.id);
  const isComponents = (name: string): boolean =>
    ids.some((id) => name === id || name.startsWith(`${id}.`) || name.startsWith(`${id}(`));
  const further = places
    .filter(
      ({ name, states }) => states !== undefined && name !== 'last' && !isComponents(name) && !isBooks(system, name),
    )
    .flatMap(({ name, states = [] }) => states.map((state) => ({ of: { place: name }, state: stateName(state) })));
  return [...own, ...further];
}

/** Further places of components that tell nothing of their own. */
function bookkeeping(system: System): ReadonlySet<string> {
  const names = mechanismsOf(system).flatMap(({ words }) =>
    Object.entries(words?.places ?? {}).flatMap(([name, text]) => (text === null ? [name] : [])),
  );
  return new Set(['front', 'at', ...names]);
}

const isBooks = (system: System, place: string): boolean =>
  mechanismsOf(system).some(({ words }) => words?.placeName?.(place) === null);

/** What fails can never run then: it is in that state itself, or stands on what is. */
function isImpossible(
  system: System,
  { of, state }: Entered,
  { reference, component, isServer }: Representative,
): boolean {
  if ('place' in of || !isOwnState(state) || runsIn(state)) return false;
  const [id] = of.component.ids;
  const isItself = id === component.id && of.component.member === reference.member;
  const isSlotted = mechanismsOf(system).some(({ slotted }) => slotted?.has(component.id));
  if (isItself) return !isSlotted;
  if (system.independent || system.hosts !== undefined) return false;
  const level = system.layers.findIndex((layer) => layer.id === id);
  const own = isServer ? system.layers.length : system.layers.findIndex((layer) => layer.id === component.id);
  return level !== -1 && (own === -1 || own > level);
}

const OWN: readonly State[] = ['failed', 'repairing', 'booting', 'off', 'rejuvenating', 'rejuvenatingAged'];
const isOwnState = (state: string): state is State => OWN.includes(state as State);
