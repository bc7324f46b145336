import type { LawText } from '../../../net/document.js';
import { lawProblems } from '../../law.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, countWhere, memberPlace, not, type Part, starred } from '../../pieces/part.js';
import { hostOf, type Placement } from '../../pieces/placement.js';
import { BEGIN, DISSOLVE } from '../../pieces/priorities.js';
import { sendingTimes, sentKeys } from '../../pieces/sent-memory.js';
import { takes } from '../../pieces/timing.js';
import type { Problems } from '../../read/problems.js';
import type { Lowering, Mechanism, MechanismKind } from '../mechanism.js';
import type { MigrationDocument } from './schema.js';
import { words } from './words.js';

const CAUSE = 'migration';

interface Plan {
  readonly copy: LawText | undefined;
  readonly downtime: LawText | undefined;
  readonly atOnce: number;
  readonly returns: boolean;
}

/** VMs are moved to another host while they serve, but for a moment at the end. */
export const migration: MechanismKind = {
  causes: [CAUSE],
  read({ usable, hosts, layers }, problems) {
    const document = usable.migration;
    if (document === undefined) return [];
    if (hosts === undefined) problems.reportKey(['migration'], 'a migration on one host', 'hosts: {count: 2}');
    const plan = readPlan(document, problems.below('migration'));
    return [mechanism(plan, layers.length)];
  },
};

function readPlan(document: MigrationDocument, problems: Problems): Plan {
  const { copy, downtime, 'at-once': atOnce = 1, return: returns = false } = document;
  for (const key of ['copy', 'downtime'] as const) {
    const law = document[key];
    if (law !== undefined) problems.all.push(...lawProblems(law, [...problems.at, key]));
  }
  const [first] = sentKeys(document);
  if (copy !== undefined && first !== undefined) {
    problems.reportKey([first], `${first} beside copy`, 'either copy and downtime, or what is sent and how fast');
  }
  if (copy === undefined && downtime !== undefined)
    problems.reportKey(['downtime'], 'downtime without copy', 'copy too');
  if (copy !== undefined || first === undefined) return { copy, downtime, atOnce, returns };
  const found = sendingTimes(document, problems);
  return { copy: found?.copy, downtime: found?.downtime, atOnce, returns };
}

function mechanism(plan: Plan, level: number): Mechanism {
  return {
    name: 'migration',
    causes: new Map([[CAUSE, level]]),
    restores: true,
    serves: (server) => `${stageOf(server)} != ${stage('stopped')}`,
    copied: (original, copy) => ({ [hostWanted(copy)]: hostOf(original) }),
    words,
    declare: (lowering) => declare(lowering, plan),
    measures: () => ({ migrations: { accumulated: 'migration.done', until: 'horizon' } }),
  };
}

/** `vm.to(i)`: the host that the VM is wanted on. Whoever wants a VM moved writes it; it is set back when nothing comes of it. */
export const hostWanted = (server: Part): string => memberPlace(server, 'to');

const stageOf = (server: Part): string => memberPlace(server, 'migration');
type Stage = 'settled' | 'copying' | 'stopped';
const stage = (name: Stage): string => `migration.${name}`;

function declare(lowering: Lowering, plan: Plan): void {
  const { placement, parts } = lowering;
  if (placement === undefined) throw new Error('a migration on one host');
  const moving = parts.servers
    .map((part) => countWhere(part.index, `${stageOf(starred(part))} != ${stage('settled')}`))
    .join(' + ');
  const servers = new Set(parts.servers.map(({ id }) => id));
  const cycles = lowering.cycles.filter(({ part }) => servers.has(part.id));
  for (const cycle of cycles) declareMoves(lowering, placement, cycle, plan, moving);
  lowering.net.reward('migration.done', {
    impulse: Object.fromEntries(cycles.map(({ part }) => [activityOf('move', starred(part)), 1])),
  });
}

function declareMoves(
  { net, causes }: Lowering,
  placement: Placement,
  cycle: LifeCycle,
  { copy, downtime, atOnce, returns }: Plan,
  moving: string,
): void {
  const { part } = cycle;
  const [to, at, now] = [hostWanted(part), hostOf(part), stageOf(part)];
  const isWanted = `${to} != ${at}`;
  const isStage = (name: Stage): string => `${now} == ${stage(name)}`;
  placement.declare(part, to);
  net.place(now, { states: [stage('settled'), stage('copying'), stage('stopped')] });
  net.activity(
    activityOf('migrate', part),
    {
      when: `${isStage('settled')} && ${isWanted} && ${cycle.works} && ${moving} < ${net.constant('migration.atOnce', atOnce)}`,
      immediate: BEGIN,
    },
    { [now]: stage('copying') },
  );
  net.activity(
    activityOf('stop', part),
    { when: isStage('copying'), ...takes(net, 'migration.copy', copy, BEGIN) },
    { [now]: stage('stopped'), last: causes.charged(CAUSE) },
  );
  net.activity(
    activityOf('move', part),
    { when: isStage('stopped'), ...takes(net, 'migration.downtime', downtime, BEGIN) },
    { [at]: to, [now]: stage('settled') },
  );
  // The VM is gone, or its target is: it stays where it is.
  net.activity(
    activityOf('stay', part),
    { when: `${isWanted} && (${not(cycle.works)} || !${placement.isOpen(to)})`, immediate: DISSOLVE },
    { [to]: at, [now]: stage('settled') },
  );
  if (!returns) return;
  const home = placement.home(part);
  net.activity(
    activityOf('return', part),
    { when: `${cycle.works} && !(${isWanted}) && ${at} != ${home} && ${placement.isOpen(home)}`, immediate: BEGIN },
    { [to]: home },
  );
}
