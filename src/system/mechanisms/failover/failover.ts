import { lawProblems } from '../../law.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, isIn, isInAny, memberPlace, type Part, starred } from '../../pieces/part.js';
import { hostOf, type Placement } from '../../pieces/placement.js';
import { BEGIN, FRESHEN } from '../../pieces/priorities.js';
import { isFront } from '../../pieces/slots.js';
import type { State } from '../../pieces/state.js';
import { takes } from '../../pieces/timing.js';
import type { Problems } from '../../read/problems.js';
import type { Lowering, Mechanism, MechanismKind } from '../mechanism.js';
import type { FailoverDocument } from './schema.js';
import { declareStandby, isReady, STANDBY_KEYS } from './standby.js';
import { words } from './words.js';

/** What becomes of a VM whose host is lost. */
export const failover: MechanismKind = {
  read({ usable, hosts, servers }, problems) {
    const document = usable.failover;
    if (document === undefined) return [];
    if (hosts === undefined) problems.reportKey(['failover'], 'a failover on one host', 'hosts: {count: 2}');
    checkKeys(document, problems.below('failover'));
    const hasBoot = servers?.every(({ boot }) => boot !== undefined) ?? true;
    if (isStandby(document) && document.preparation === undefined && !hasBoot) {
      problems.report(['failover'], 'a standby that takes no time to prepare', 'preparation here, or boot of the VMs');
    }
    return [mechanism(document)];
  },
};

const isStandby = ({ policy }: FailoverDocument): boolean => policy === 'warm' || policy === 'hot';

function checkKeys(document: FailoverDocument, problems: Problems): void {
  const { policy } = document;
  const idle = [
    ...(policy === 'wait' || policy === 'fail' ? (['detection'] as const) : []),
    ...(policy === 'warm' ? [] : (['activation'] as const)),
    ...(isStandby(document) ? [] : STANDBY_KEYS),
  ];
  for (const key of idle) {
    if (document[key] !== undefined) problems.reportKey([key], `${key} with policy: ${policy}`, `no ${key}`);
  }
  for (const key of ['detection', 'activation', 'preparation'] as const) {
    const law = document[key];
    if (law !== undefined) problems.all.push(...lawProblems(law, [...problems.at, key]));
  }
}

function mechanism(document: FailoverDocument): Mechanism {
  return {
    name: 'failover',
    restores: document.policy !== 'wait' && document.policy !== 'fail',
    ...(document.policy === 'fail' ? { startsAs: failsWithHost } : {}),
    words,
    declare: (lowering) => declare(lowering, document),
    measures: () =>
      document.policy === 'wait' || document.policy === 'fail'
        ? {}
        : { failovers: { accumulated: 'failover.done', until: 'horizon' } },
  };
}

/** A VM that counts as failed once its host is back; nothing else does. */
const failsWithHost = ({ part, afterFailure, afterStart }: LifeCycle): State =>
  part.cause === 'vm' ? afterFailure : afterStart;

function declare(lowering: Lowering, document: FailoverDocument): void {
  const { net, placement, parts } = lowering;
  if (placement === undefined) throw new Error('a failover on one host');
  const servers = new Set(parts.servers.map(({ id }) => id));
  const cycles = lowering.cycles.filter(({ part }) => servers.has(part.id));
  const verbs = document.policy === 'cold' ? ['failOver'] : ['failOver', 'takeOverFor'];
  if (document.policy === 'wait' || document.policy === 'fail') return;
  for (const cycle of cycles) declareFailover(lowering, placement, cycle, document);
  net.reward('failover.done', {
    impulse: Object.fromEntries(
      cycles.flatMap(({ part }) => verbs.map((verb) => [activityOf(verb, starred(part)), 1])),
    ),
  });
}

/**
 * A VM that is off while its host is down, once that is noticed, is booted on the next host that takes VMs, by moving it
 * there: then it starts as any VM does. With a standby that is ready it is up on the next host instead.
 */
function declareFailover(lowering: Lowering, placement: Placement, cycle: LifeCycle, document: FailoverDocument): void {
  const { net } = lowering;
  const { part } = cycle;
  const below = lowering.below(part);
  if (below === undefined) throw new Error(`${part.id} stands on nothing`);
  const isStranded = `${isIn(part, 'off')} && !(${isIn(below, 'up')})`;
  const isLost = document.covers === 'vm' ? `(${isStranded} || ${isDown(cycle)})` : isStranded;
  const noticed = declareNotice(lowering, part, isLost, document);
  const next = placement.next(part);
  const standsIn = isStandby(document) ? [`!(${isReady(placement, part)})`] : [];
  net.activity(
    activityOf('failOver', part),
    { when: [...noticed, isStranded, `${next} != 0`, ...standsIn].join(' && '), immediate: BEGIN },
    { [hostOf(part)]: next },
  );
  if (isStandby(document)) declareStandby(lowering, placement, cycle, document, [...noticed, isLost]);
}

/** Down by its own failure. */
const isDown = (cycle: LifeCycle): string => {
  const states = (['failed', 'repairing', 'booting'] as const).filter((state) => cycle.has(state));
  const down = isInAny(cycle.part, states);
  return cycle.isSlot ? `${isFront(cycle.part)} && ${down}` : down;
};

/** The loss must be noticed first, unless that takes no time; gives what then holds. */
function declareNotice(
  { net }: Lowering,
  part: Part,
  isLost: string,
  { detection }: FailoverDocument,
): readonly string[] {
  const timing = takes(net, 'failover.detection', detection, BEGIN);
  if ('immediate' in timing) return [];
  const missed = memberPlace(part, 'missed');
  net.place(missed, { initial: 0, max: 1 });
  net.activity(activityOf('miss', part), { when: `${missed} == 0 && ${isLost}`, ...timing }, { [missed]: 1 });
  net.activity(
    activityOf('find', part),
    { when: `${missed} == 1 && !(${isLost})`, immediate: FRESHEN },
    { [missed]: 0 },
  );
  return [`${missed} == 1`];
}
