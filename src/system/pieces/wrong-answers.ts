import type { NetBuilder, WeightedWrites } from '../net-builder.js';
import type { ServerGroup, System } from '../system.js';
import type { Causes } from './causes.js';
import { crash, type LifeCycle } from './life-cycle.js';
import { countOfAll, member, type Part, stateOf } from './part.js';
import { DISSOLVE } from './priorities.js';

/** Whether a server can fail by giving wrong answers, which it then does until that is detected. */
export function canBeWrong(system: System, server: ServerGroup): boolean {
  const within = system.function?.in === 'vms' ? (system.function.component.valueFailures ?? 0) : 0;
  return (server.valueFailures ?? 0) > 0 || within > 0;
}

/** Whether the service can give a wrong answer: always when nobody votes, else when wrong answers can agree. */
export function canAgreeWrongly(system: System): boolean {
  const agree = system.service.voting?.agree ?? 1;
  return agree > 0 && system.servers.some((server) => canBeWrong(system, server));
}

/** Whether the net must remember that wrong answers agree. */
export function hasAgreement(system: System): boolean {
  return system.service.voting !== undefined && canAgreeWrongly(system);
}

/**
 * What a failure leads to that is a wrong answer with probability `share`, the name of a constant. A server that turns
 * wrong agrees with each server that is wrong already with probability `agree`, each on its own; one agreement carries the
 * vote as long as two are wrong.
 */
export function failureCases(
  system: System,
  cycle: LifeCycle,
  causes: Causes,
  cause: string,
  share: string,
): readonly WeightedWrites[] {
  // A copy that answers wrongly beside its original is given up, as one that crashes.
  const wrong = {
    [member(cycle.part)]: cycle.ifFront(stateOf(cycle.part, 'wrong'), stateOf(cycle.part, 'empty')),
    last: cycle.ifFront(causes.charged(cause), 'last'),
  };
  const crashed = { weight: `1 - ${share}`, writes: crash(cycle, causes, cause) };
  if (!hasAgreement(system)) return [crashed, { weight: share, writes: wrong }];
  const alone = '(1 - service.voting.agree) ^ wrong';
  return [
    crashed,
    { weight: `${share} * ${alone}`, writes: wrong },
    { weight: `${share} * (1 - ${alone})`, writes: { ...wrong, agreement: cycle.ifFront('1', 'agreement') } },
  ];
}

/** Declares what the servers' wrong answers do together. */
export function declareAgreement(net: NetBuilder, agree: number): void {
  net.constant('service.voting.agree', agree);
  net.place('agreement', { initial: 0, max: 1 });
  net.activity('dissolveAgreement', { when: 'agreement == 1 && wrong < 2', immediate: DISSOLVE }, { agreement: 0 });
}

/** How many servers give wrong answers. */
export function wrongCount(system: System, servers: readonly Part[]): string {
  const ids = new Set(system.servers.filter((server) => canBeWrong(system, server)).map((server) => server.id));
  return countOfAll(
    servers.filter((part) => ids.has(part.component.id)),
    'wrong',
  );
}
