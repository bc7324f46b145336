import type { System } from '../../system.js';
import type { Lowering, MechanisedSystem, Mechanism, MechanismKind } from '../mechanism.js';
import { mechanismsOf } from '../mechanism.js';
import { checkFaults } from './check.js';
import { type Fault, struckBy } from './fault.js';
import { readFaults } from './read.js';
import { declareFault, strikeOf } from './strikes.js';
import { declareAllOver } from './watch.js';
import { wordsOf } from './words.js';

/** Faults are injected at given times or in given states, besides those that come at random. */
export const inject: MechanismKind = {
  read(node, problems) {
    const documents = node.usable.inject;
    if (documents === undefined) return [];
    const faults = readFaults(documents, node, problems.below('inject'));
    return faults.length === 0 ? [] : [new Injection(faults)];
  },
};

/** The injection of some faults. */
export class Injection implements Mechanism {
  readonly name = 'inject';
  readonly fails: ReadonlySet<string>;
  readonly isPassing: boolean;
  readonly words;

  /** With `isWatched` the net also says what becomes of each fault (`watch.ts`). */
  constructor(
    readonly faults: readonly Fault[],
    private readonly isWatched = false,
  ) {
    this.fails = new Set(faults.flatMap(({ target }) => target.ids));
    this.isPassing = faults.some(({ occasion }) => occasion.kind === 'at' || !occasion.every);
    this.words = wordsOf(faults);
  }

  check(system: System, problems: Parameters<NonNullable<Mechanism['check']>>[1]): void {
    checkFaults(this.faults, withoutInjection(system), problems.below('inject'));
  }

  declare(lowering: Lowering): void {
    for (const fault of this.faults) declareFault(lowering, fault, this.isWatched);
    if (this.isWatched) declareAllOver(lowering, this.faults);
    const strikes = this.faults.flatMap((fault) => struckBy(lowering, fault).map((struck) => strikeOf(fault, struck)));
    lowering.net.reward('inject.struck', { impulse: Object.fromEntries(strikes.map((name) => [name, 1])) });
  }

  measures(): ReturnType<NonNullable<Mechanism['measures']>> {
    return { injected: { accumulated: 'inject.struck', until: 'horizon' } };
  }
}

/** The faults that a system has injected. */
export function scriptOf(system: System): readonly Fault[] {
  return mechanismsOf(system).flatMap((mechanism) => (mechanism instanceof Injection ? mechanism.faults : []));
}

/** The system with faults injected into the states of its mechanisms. */
export function withInjection(system: System, injection: Injection): System {
  const injected: MechanisedSystem = { ...system, mechanisms: [...mechanismsOf(system), injection] };
  return injected;
}

/** The system with its random failures alone. */
export function withoutInjection(system: System): System {
  const mechanisms = mechanismsOf(system).filter((mechanism) => !(mechanism instanceof Injection));
  const bare: MechanisedSystem = { ...system, mechanisms };
  return bare;
}
