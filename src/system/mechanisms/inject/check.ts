import { quoted } from '../../../config/found.js';
import { parseNet } from '../../../net/parse.js';
import { lowerSystem } from '../../lower.js';
import { canBeWrong } from '../../pieces/wrong-answers.js';
import type { Problems } from '../../read/problems.js';
import type { Component, System } from '../../system.js';
import { copiesFail, type Entered, type Fault } from './fault.js';
import { isState, stateName } from './states.js';

/** Reports faults that cannot strike: copies that cannot fail, modes that components have not, states that there are not. */
export function checkFaults(faults: readonly Fault[], bare: System, problems: Problems): void {
  for (const [index, fault] of faults.entries()) {
    const below = problems.below(index);
    checkCopy(fault, bare, below);
    checkMode(fault, bare, below);
  }
  if (faults.every(({ occasion }) => occasion.kind === 'at')) return;
  const { places } = parseNet(lowerSystem(bare));
  for (const [index, { occasion }] of faults.entries()) {
    if (occasion.kind === 'on') checkState(occasion.entered, places, problems.below(index, 'on'));
  }
}

function checkCopy({ target }: Fault, system: System, problems: Problems): void {
  if (!target.isCopy) return;
  if (meant(system, target.ids).some((component) => copiesFail(system, component))) return;
  problems.report(['fail'], quoted(target.text), 'a VM of which there are copies that can fail');
}

function checkMode({ target, mode }: Fault, system: System, problems: Problems): void {
  const components = meant(system, target.ids);
  if (mode === 'hang' && components.some(({ repaired, detection }) => repaired && detection === undefined)) {
    problems.report(['mode'], `hang of ${target.text}, whose failures are noticed at once`, 'a detection there');
  }
  if (mode === 'crash' && components.some(isBackAtOnce)) {
    problems.report(
      ['mode'],
      `crash of ${target.text}, which is back in no time once that is noticed`,
      'a repair or a boot there',
    );
  }
  const servers = system.servers.filter(({ id }) => target.ids.includes(id));
  if (mode === 'value' && (servers.length === 0 || !servers.every((server) => canBeWrong(system, server)))) {
    problems.report(['mode'], `value, of ${target.text}, which gives no wrong answers`, 'value-failures above 0 there');
  }
}

const isBackAtOnce = ({ repaired, detection, repair, boot }: Component): boolean =>
  repaired && detection !== undefined && repair === undefined && boot === undefined;

function meant(system: System, ids: readonly string[]): readonly Component[] {
  const onTop = system.function?.in === 'hypervisor' ? [system.function.component] : [];
  return [...system.layers, ...onTop, ...system.servers].filter(({ id }) => ids.includes(id));
}

type Places = ReturnType<typeof parseNet>['places'];

function checkState({ of, state }: Entered, places: Places, problems: Problems): void {
  if ('place' in of) {
    checkPlaceState(of.place, state, places, problems);
    return;
  }
  const { ids, member, text } = of.component;
  const belongs = (name: string): boolean =>
    ids.some((id) => name === id || name.startsWith(`${id}.`) || name.startsWith(`${id}(`)) &&
    (member === undefined || name.endsWith(`(${member})`) || !name.includes('('));
  const known = places.flatMap(({ name, states = [] }) => (belongs(name) ? states.map(stateName) : []));
  if (known.some((name) => isState(name, state))) return;
  problems.report(['state'], quoted(state), `a state of ${text}: ${[...new Set(known)].join(', ')}`);
}

function checkPlaceState(name: string, state: string, places: Places, problems: Problems): void {
  const place = places.find((candidate) => candidate.name === name);
  if (place === undefined)
    problems.report(['place'], quoted(name), 'a place of the net, as ninefold compile prints it');
  else if (place.states !== undefined) {
    if (place.states.some((known) => known === state || isState(stateName(known), state))) return;
    problems.report(['state'], quoted(state), `one of ${place.states.map(stateName).join(', ')}`);
  } else if (!/^-?\d+$/.test(state) || Number(state) < place.min || Number(state) > place.max) {
    problems.report(['state'], quoted(state), `a whole number from ${place.min} to ${place.max}`);
  }
}
