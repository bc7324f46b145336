import { type Lowering, mechanismsOf } from '../mechanisms/mechanism.js';
import type { NetBuilder } from '../net-builder.js';
import type { System } from '../system.js';
import { countWhere, isIn, type Part, starred } from './part.js';
import { canAgreeWrongly, canBeWrong, hasAgreement, wrongCount } from './wrong-answers.js';

/** The parts of a system as its net has them. */
export interface Parts {
  readonly layers: readonly Part[];
  /** The function in the hypervisor. */
  readonly onTop: readonly Part[];
  readonly servers: readonly Part[];
}

/**
 * The labels that measures may read: `service`, whether the service is delivered and right; `capacity`, how many servers are
 * up and right, each less what mechanisms take of it; `wrong`, how many give wrong answers; `unsafe`, whether the service gives one, or an attacker's.
 *
 * Without voting, one server that gives wrong answers is enough for the service to be wrong. With voting, the service is
 * right as long as enough right answers carry the vote.
 */
export function declareLabels(lowering: Lowering): void {
  const { net, system, parts } = lowering;
  const { voting, needs } = system.service;
  // In a coupled system nothing is up on a layer that is not.
  const below = system.independent ? [...parts.layers, ...parts.onTop] : parts.onTop;
  const standing = below.map((part) => isIn(part, 'up'));
  const isWrongPossible = system.servers.some((server) => canBeWrong(system, server));
  const [only, ...others] = parts.servers;
  const isOne = only !== undefined && others.length === 0 && only.index === undefined;
  const serving = parts.servers.map((part) => servingCount(lowering, part)).join(' + ');
  const enough = isOne ? isServing(lowering, only) : `${serving} >= ${needsConstant(net, needs, voting !== undefined)}`;
  if (isWrongPossible) net.label('wrong', wrongCount(system, parts.servers));
  const right = isWrongPossible && voting === undefined ? ['wrong == 0'] : [];
  net.label('service', [...standing, enough, ...right].join(' && '));
  const delivered = parts.servers.map((part) => deliveredBy(lowering, part)).join(' + ');
  net.label('capacity', standing.length === 0 ? delivered : `if(${standing.join(' && ')}, ${delivered}, 0)`);
  const unsafe = mechanismsOf(system).flatMap((mechanism) => mechanism.unsafe?.(lowering) ?? []);
  if (canAgreeWrongly(system)) {
    unsafe.unshift([...standing, hasAgreement(system) ? 'agreement == 1' : 'wrong > 0'].join(' && '));
  }
  if (unsafe.length > 0) net.label('unsafe', unsafe.join(' || '));
}

/** Whether the service can give a wrong answer, or an attacker's. */
export const canBeUnsafe = (system: System): boolean =>
  canAgreeWrongly(system) || mechanismsOf(system).some((mechanism) => mechanism.unsafe !== undefined);

/** Whether a server is up, and nothing else keeps it from serving. */
export function isServing(lowering: Lowering, part: Part): string {
  const others = mechanismsOf(lowering.system).map((mechanism) => mechanism.serves?.(part, lowering));
  return [isIn(part, 'up'), ...others.flatMap((condition) => condition ?? [])].join(' && ');
}

/** What servers that serve do, each at most as much as one server and never less than nothing. */
function deliveredBy(lowering: Lowering, part: Part): string {
  const each = starred(part);
  const costs = mechanismsOf(lowering.system).flatMap((mechanism) => mechanism.capacityCost?.(each, lowering) ?? []);
  if (costs.length === 0) return servingCount(lowering, part);
  const lost = costs.join(' + ');
  // No max(0, ...): over starred places that would be the largest of all members.
  const left = costs.length === 1 ? `1 - ${lost}` : `if(${lost} < 1, 1 - (${lost}), 0)`;
  return countWhere(part.index, `if(${isServing(lowering, each)}, ${left}, 0)`);
}

const servingCount = (lowering: Lowering, part: Part): string =>
  countWhere(part.index, isServing(lowering, starred(part)));

function needsConstant(net: NetBuilder, needs: number, isVoting: boolean): string {
  return net.constant(isVoting ? 'service.voting.needs' : 'service.needs', needs);
}
