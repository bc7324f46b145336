import { z } from 'zod';
import { ownFailures } from '../pieces/failures.js';
import type { LifeCycle } from '../pieces/life-cycle.js';
import { countWhere, membersOf, type Part, starred, total } from '../pieces/part.js';
import { hostOf } from '../pieces/placement.js';
import { groupSize } from '../pieces/servers.js';
import type { Problems } from '../read/problems.js';
import type { Component } from '../system.js';
import type { Lowering, Mechanism, MechanismKind, MechanismNode } from './mechanism.js';

const EXPONENT = 'a number from 0, like 1';
const SHARE = 'a share above 0 and at most 1';
const NOMINAL = 'a number above 0';

export const loadSchema = z.strictObject(
  {
    of: z
      .enum(['service', 'host'])
      .optional()
      .describe(
        "service (when absent): each server has its share of the service's load; host: that of all on its host",
      ),
    exponent: z
      .number({ error: EXPONENT })
      .min(0, EXPONENT)
      .optional()
      .describe('Failures grow with this power of the load; 1 when absent'),
    share: z
      .number({ error: SHARE })
      .gt(0, SHARE)
      .max(1, SHARE)
      .optional()
      .describe('Share of the failures, at the nominal load, that the load brings; 1 when absent'),
    nominal: z
      .number({ error: NOMINAL })
      .gt(0, NOMINAL)
      .optional()
      .describe('How many servers (or hosts) share the load when failures are as given; all when absent'),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'a map like {exponent: 1}' : undefined) },
);
type LoadDocument = z.infer<typeof loadSchema>;

/** The load of the service is spread over the servers that run, and the more of it one has, the sooner it fails. */
export const load: MechanismKind = {
  read(node, problems) {
    const document = node.usable.load;
    if (document === undefined) return [];
    check(document, node, problems);
    return [mechanism(document, new Set(node.servers?.map(({ id }) => id)))];
  },
};

function check({ of }: LoadDocument, { usable, written, hosts, servers }: MechanismNode, problems: Problems): void {
  if (of === 'host' && hosts === undefined && usable.hosts === undefined) {
    problems.report(
      ['load', 'of'],
      'the load of hosts of one machine',
      'hosts, like hosts: {count: 2}, or of: service',
    );
  }
  for (const { document, component, path } of written) {
    if (component === undefined || !servers?.some(({ id }) => id === component.id)) continue;
    if (document.life !== undefined || document.mttf !== undefined || document.reliability !== undefined) continue;
    problems.report(
      path,
      'a load on what fails by its age alone',
      'mttf, life or reliability, which the load shortens',
    );
  }
}

function mechanism(document: LoadDocument, servers: ReadonlySet<Component['id']>): Mechanism {
  return {
    name: 'load',
    stress: (cycle, lowering) =>
      servers.has(cycle.part.component.id) ? stressOf(lowering, document, cycle) : undefined,
    declare: (lowering) => declare(lowering, document),
    measures: (average) => ({
      load: average('load.most'),
      'load-failures': { accumulated: 'load.failures', until: 'horizon' },
    }),
  };
}

function declare(lowering: Lowering, document: LoadDocument): void {
  const { net, system } = lowering;
  const running = runningCount(lowering);
  const nominal = nominalOf(lowering, document);
  const here = Array.from({ length: system.hosts?.count ?? 0 }, (_, host) => runningCount(lowering, `${host + 1}`));
  const busiest = document.of === 'host' ? `${nominal} * max(${here.join(', ')})` : nominal;
  net.label('load.most', `if(${running} == 0, 0, ${busiest} / max(1, ${running}))`);
  const failures = serversOf(lowering).flatMap((cycle) => {
    const { part } = cycle;
    // Only on hosts does each have a load of its own.
    const parts = document.of === 'host' ? membersOf(part) : [starred(part)];
    return parts.flatMap((each) => {
      const induced = inducedShare(lowering, document, cycle.of(each));
      return ownFailures(lowering, each).map(({ name }): [string, string] => [name, induced]);
    });
  });
  net.reward('load.failures', { impulse: Object.fromEntries(failures) });
}

/** A copy beside its original carries nothing, and fails as at the nominal load. */
function stressOf(lowering: Lowering, document: LoadDocument, cycle: LifeCycle): string {
  const induced = inducedStress(lowering, document, cycle);
  const { share } = document;
  const stress = share === undefined ? induced : `(1 - ${lowering.net.constant('load.share', share)} + ${induced})`;
  return cycle.ifFront(stress, '1');
}

/** What part of the stress is brought by the load. */
function inducedStress(lowering: Lowering, document: LoadDocument, { part }: LifeCycle): string {
  const { net } = lowering;
  const carried = document.of === 'host' ? ` * ${total([runningCount(lowering, hostOf(part))])}` : '';
  // What stands still for a moment carries nothing, and nothing else may run.
  const relative = `(${nominalOf(lowering, document)}${carried} / max(1, ${runningCount(lowering)}))`;
  const power = `${relative} ^ ${net.constant('load.exponent', document.exponent ?? 1)}`;
  return document.share === undefined ? power : `${net.constant('load.share', document.share)} * ${power}`;
}

/** The probability that a failure was brought by the load. */
function inducedShare(lowering: Lowering, document: LoadDocument, cycle: LifeCycle): string {
  if (document.share === undefined) return cycle.ifFront('1', '0');
  const induced = inducedStress(lowering, document, cycle);
  return cycle.ifFront(`${induced} / (1 - load.share + ${induced})`, '0');
}

/** How many servers, or hosts, share the load when failures are as given. */
function nominalOf({ net, system }: Lowering, { of, nominal }: LoadDocument): string {
  if (nominal !== undefined) return net.constant('load.nominal', nominal);
  if (of === 'host') return net.constant('hosts.count', system.hosts?.count ?? 1);
  return total(system.servers.map((group) => groupSize(net, group)));
}

const serversOf = ({ cycles, system }: Lowering): readonly LifeCycle[] =>
  cycles.filter(({ part }) => system.servers.some(({ id }) => id === part.component.id));

/** How many servers run, right or wrong, and are no copies; on one host, or altogether. */
function runningCount(lowering: Lowering, host?: string): string {
  const counts = serversOf(lowering).map((cycle) => {
    const each: Part = starred(cycle.part);
    const isHere = host === undefined ? '' : ` && ${hostOf(each)} == ${host}`;
    return countWhere(cycle.part.index, cycle.of(each).works + isHere);
  });
  return total(counts);
}
