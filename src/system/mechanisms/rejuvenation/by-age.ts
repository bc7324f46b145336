import type { LawText } from '../../../net/document.js';
import { lawProblems } from '../../law.js';
import type { Problems } from '../../read/problems.js';
import type { MechanismNode } from '../mechanism.js';
import type { ByAge, Reboot, Subjects } from './plan.js';
import type { RejuvenationDocument } from './schema.js';

/** What depends on the age of what is rebooted. */
export function checkByAge(
  { how, vms, chance, reboot }: RejuvenationDocument,
  subjects: Subjects | undefined,
  { written }: MechanismNode,
  problems: Problems,
): void {
  for (const [key, value] of Object.entries({ chance, reboot })) {
    if (value === undefined) continue;
    if (how === 'reincarnation') problems.reportKey([key], `${key} of a reincarnation`, `no ${key}, or how: reboot`);
    if (vms !== undefined && vms !== 'shut-down') {
      problems.reportKey([key], `${key} of a layer whose VMs are spared`, `no ${key}, or vms: shut-down`);
    }
  }
  const times = reboot === undefined ? [] : isPair(reboot) ? Object.entries(reboot) : [[undefined, reboot] as const];
  for (const [age, law] of times) {
    const path = age === undefined ? ['reboot'] : ['reboot', age];
    problems.all.push(...lawProblems(law, [...problems.at, ...path]));
  }
  if (subjects === undefined || (chance === undefined && (reboot === undefined || !isPair(reboot)))) return;
  const ids = new Set(subjects.kind === 'servers' ? subjects.groups.map(({ id }) => id) : [subjects.layer.id]);
  const ageless = written.some(
    ({ component, document }) => component !== undefined && ids.has(component.id) && document.ageing === undefined,
  );
  if (!ageless) return;
  const key = chance === undefined ? 'reboot' : 'chance';
  problems.report([key], `${key} by the age of what does not age`, 'ageing, like ageing: {latent: 7 d, failure: 3 d}');
}

const isPair = (
  reboot: NonNullable<RejuvenationDocument['reboot']>,
): reboot is { robust: LawText; 'failure-probable': LawText } => typeof reboot === 'object' && 'robust' in reboot;

export function rebootOf({ reboot }: RejuvenationDocument): Reboot {
  if (reboot === undefined) return { kind: 'reboot' };
  if (!isPair(reboot)) return { kind: 'reboot', time: reboot };
  return { kind: 'reboot', time: { robust: reboot.robust, probable: reboot['failure-probable'] } };
}

export const chanceOf = (chance: NonNullable<RejuvenationDocument['chance']>): ByAge<number> => ({
  robust: chance.robust ?? 1,
  probable: chance['failure-probable'] ?? 1,
});
