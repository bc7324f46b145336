import type { LawText } from '../../../net/document.js';
import { lawProblems } from '../../law.js';
import { hoursOf } from '../../net-time.js';
import type { Calendar } from '../../pieces/calendar.js';
import { serverPart } from '../../pieces/part.js';
import type { Problems } from '../../read/problems.js';
import { serverCount } from '../../read/service.js';
import type { ServerGroup } from '../../system.js';
import type { Mechanism, MechanismKind } from '../mechanism.js';
import { CAUSE, declareCheckpoints, type Plan, reworkSpans } from './declare.js';
import type { CheckpointingDocument } from './schema.js';
import { words } from './words.js';
import { workOf, workState } from './work.js';

/** Servers save what they are working on from time to time; what they have done since is lost when they crash. */
export const checkpointing: MechanismKind = {
  causes: [CAUSE],
  read({ usable, servers, layers }, problems) {
    const document = usable.checkpointing;
    if (document === undefined) return [];
    check(document, servers, problems.below('checkpointing'));
    return servers === undefined ? [] : [mechanism(planOf(document, servers), layers.length)];
  },
};

function check(document: CheckpointingDocument, servers: readonly ServerGroup[] | undefined, problems: Problems): void {
  for (const key of ['every', 'cost', 'restore'] as const) {
    const law = document[key];
    if (law !== undefined) problems.all.push(...lawProblems(law, [...problems.at, key]));
  }
  const { every, stagger } = document;
  if (typeof every === 'string' && hoursOf(every) === 0)
    problems.report(['every'], `'${every}'`, 'a period longer than 0');
  if (stagger === undefined) return;
  if (typeof every !== 'string') {
    problems.reportKey(['stagger'], 'a stagger of what follows no calendar', 'every as a plain duration');
  } else if (servers !== undefined && serverCount(servers) === 1) {
    problems.reportKey(['stagger'], 'a stagger of one component', 'no stagger');
  } else if (servers !== undefined && typeof stagger === 'string') {
    const count = serverCount(servers);
    if ((count - 1) * hoursOf(stagger) < hoursOf(every)) return;
    problems.report(['stagger'], `${count} servers ${stagger} apart`, `less than ${every} from the first to the last`);
  }
}

function planOf({ every, stagger, cost, restore }: CheckpointingDocument, groups: readonly ServerGroup[]): Plan {
  const subjects = { kind: 'servers', groups } as const;
  return {
    groups,
    every:
      typeof every === 'string'
        ? { prefix: 'checkpointing', every, subjects, stagger: staggerOf(stagger, groups) }
        : every,
    ...(takesTime(cost) ? { cost } : {}),
    ...(takesTime(restore) ? { restore } : {}),
  };
}

function staggerOf(stagger: CheckpointingDocument['stagger'], groups: readonly ServerGroup[]): Calendar['stagger'] {
  if (stagger === false || serverCount(groups) === 1) return 'together';
  return typeof stagger === 'string' ? { apart: stagger } : 'evenly';
}

const takesTime = (law: LawText | undefined): law is LawText =>
  law !== undefined && (typeof law !== 'string' || hoursOf(law) > 0);

function mechanism(plan: Plan, level: number): Mechanism {
  const servers = new Set(plan.groups.map(({ id }) => id));
  const spans = [...reworkSpans(plan.groups.map(serverPart))];
  return {
    name: 'checkpointing',
    causes: plan.cost === undefined ? new Map() : new Map([[CAUSE, level]]),
    words,
    serves: (server) => `${workOf(server)} == ${workState(server, 'goesOn')}`,
    // What fails beside the server has no work of its own.
    crashed: (cycle) =>
      servers.has(cycle.part.component.id)
        ? { [workOf(cycle.part)]: cycle.ifFront(workState(cycle.part, 'crashed'), workOf(cycle.part)) }
        : {},
    declare: (lowering) => declareCheckpoints(lowering, plan),
    measures: () => ({
      checkpoints: { accumulated: 'checkpoint.done', until: 'horizon' },
      rework: { mean: spans, until: 'horizon' },
    }),
    lostWork: { to: 'failures', kind: 'passages', spans },
  };
}
