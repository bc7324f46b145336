/** Mean times, hours. */
interface Times {
  readonly mttf: number;
  readonly accusation: number;
  readonly promotion: number;
  readonly boot: number;
}

/** The active Dom0 serves, waits to be promoted or has failed; the passive ones are up, have failed or boot. */
interface State {
  readonly active: 'serves' | 'waits' | 'failed';
  readonly up: number;
  readonly booting: number;
}

/**
 * Mean time until `count` Dom0s are lost, hours, as a chain written by hand over roles, not members: it knows nothing of how a
 * system is lowered. All times are exponential.
 */
export function lossOfReplicas(count: number, times: Times): number {
  const passive = count - 1;
  const states: State[] = [];
  for (const active of ['serves', 'waits', 'failed'] as const) {
    for (let up = 0; up <= passive; up++)
      for (let booting = 0; up + booting <= passive; booting++) states.push({ active, up, booting });
  }
  const known = new Map(states.map((state) => [keyOf(state), 0]));
  // Each state is left sooner or later for a loss, so that repeated substitution converges.
  for (let moved = 1; moved > 1e-13; ) {
    moved = 0;
    for (const state of states.filter((candidate) => !isLost(count, candidate))) {
      const steps = stepsFrom(count, state, times);
      const rate = steps.reduce((sum, step) => sum + step.rate, 0);
      const later = steps.reduce((sum, step) => sum + step.rate * (known.get(keyOf(step.to)) ?? Number.NaN), 0);
      const mean = (1 + later) / rate;
      moved = Math.max(moved, Math.abs(mean - (known.get(keyOf(state)) ?? 0)) / mean);
      known.set(keyOf(state), mean);
    }
  }
  return known.get(keyOf({ active: 'serves', up: passive, booting: 0 })) ?? Number.NaN;
}

const keyOf = ({ active, up, booting }: State): string => `${active} ${up} ${booting}`;

/** None is up, or the active one has failed and those that are left cannot carry a vote, now or later. */
const isLost = (count: number, { active, up, booting }: State): boolean =>
  active === 'failed' && (up === 0 || up + booting < (count + 1) / 2);

function stepsFrom(
  count: number,
  { active, up, booting }: State,
  times: Times,
): { readonly to: State; readonly rate: number }[] {
  const failed = count - 1 - up - booting;
  const voters = active === 'failed' ? up : up + 1;
  const steps: { to: State; rate: number }[] = [
    { to: { active, up: up - 1, booting }, rate: up / times.mttf },
    { to: { active, up: up + 1, booting: booting - 1 }, rate: booting / times.boot },
  ];
  // Each that has failed has a majority of the others against it.
  if (voters >= (count + 1) / 2) {
    steps.push({ to: { active, up, booting: booting + 1 }, rate: failed / times.accusation });
    if (active === 'failed')
      steps.push({ to: { active: 'waits', up: up - 1, booting: booting + 1 }, rate: 1 / times.accusation });
  }
  if (active !== 'failed') steps.push({ to: { active: 'failed', up, booting }, rate: 1 / times.mttf });
  if (active === 'waits') steps.push({ to: { active: 'serves', up, booting }, rate: 1 / times.promotion });
  return steps.filter(({ rate }) => rate > 0);
}
