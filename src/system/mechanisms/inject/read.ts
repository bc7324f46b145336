import { type Reference, readReference } from '../../read/component-reference.js';
import type { Problems } from '../../read/problems.js';
import type { MechanismNode } from '../mechanism.js';
import type { Entered, Fault, Mode, Occasion, Target } from './fault.js';
import type { FaultDocument } from './schema.js';

/** The faults of a script as far as they are usable. */
export function readFaults(
  documents: readonly FaultDocument[],
  node: MechanismNode,
  problems: Problems,
): readonly Fault[] {
  return documents.flatMap((document, index) => {
    const below = problems.below(index);
    const occasion = readOccasion(document, node, below);
    const target = readTarget(document.fail, node, below.below('fail'));
    const mode = readMode(document, target, node, below);
    if (occasion === undefined || target === undefined || mode === undefined) return [];
    return [{ id: faultId(index), occasion, target, mode }];
  });
}

/** Of the faults of a script, from 0. */
export const faultId = (index: number): string => `inject.${index + 1}`;

function readOccasion({ at, on }: FaultDocument, node: MechanismNode, problems: Problems): Occasion | undefined {
  if (at !== undefined && on !== undefined) problems.reportKey(['on'], 'on beside at', 'one of at and on');
  else if (at !== undefined) return { kind: 'at', times: typeof at === 'string' ? [at] : at };
  else if (on === undefined) problems.report([], 'a fault without at or on', 'at: a time, or on: a state');
  else {
    const of = readPlace(on, node, problems.below('on'));
    const entered: Entered | undefined = of && { of, state: String(on.state) };
    return entered && { kind: 'on', entered, every: on.every ?? false };
  }
  return undefined;
}

function readPlace(
  { component, place }: NonNullable<FaultDocument['on']>,
  node: MechanismNode,
  problems: Problems,
): Entered['of'] | undefined {
  if (component !== undefined && place !== undefined) {
    problems.reportKey(['place'], 'place beside component', 'one of component and place');
    return undefined;
  }
  if (place !== undefined) return { place };
  if (component === undefined) {
    problems.report([], 'a state of nothing', 'component: the component that enters it, like vm 2');
    return undefined;
  }
  const reference = readReference(component, node, problems.below('component'));
  if (reference?.isFunction === true) {
    problems.report(['component'], 'a function that is part of its VM', 'the VM');
    return undefined;
  }
  return reference && { component: reference };
}

const COPY = /^copy\s+of\s+(.*)$/;

function readTarget(text: string, node: MechanismNode, problems: Problems): Target | undefined {
  const [, original] = COPY.exec(text) ?? [];
  const reference: Reference | undefined = readReference(original ?? text, node, problems);
  if (reference === undefined) return undefined;
  if (original !== undefined && reference.isFunction) {
    problems.report([], 'the copy of a function', 'the copy of a VM, like copy of vm 2');
    return undefined;
  }
  return { ...reference, text: text.trim(), isCopy: original !== undefined };
}

function readMode(
  { mode, fail }: FaultDocument,
  target: Target | undefined,
  { usable, servers = [] }: MechanismNode,
  problems: Problems,
): Mode | undefined {
  if (mode !== 'compromise') return mode ?? 'own';
  if (usable.vulnerabilities?.exploit === undefined) {
    const need = 'vulnerabilities with an exploit; or crash, hang or value';
    problems.report(['mode'], 'compromise, in a system without attacks', need);
    return undefined;
  }
  const areServers = target?.isFunction !== true && target?.ids.every((id) => servers.some((group) => group.id === id));
  if (target !== undefined && !areServers) problems.report(['fail'], `a compromise of the ${fail}`, 'a VM');
  return mode;
}
