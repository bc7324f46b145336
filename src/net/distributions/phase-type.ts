import type { BoundLaw, PhaseType } from './distribution.js';

/** Laws with more phases than this do not offer them: `next` is a full matrix. */
export const PHASES_MAX = 1000;

/** The law with its phases, which are built when first asked for: a law drawn from is seldom solved. */
export function withPhases(law: BoundLaw, build: () => PhaseType): BoundLaw {
  let built: PhaseType | undefined;
  return {
    ...law,
    get phases() {
      built ??= build();
      return built;
    },
  };
}

/** One exponential phase after another, each left at its rate. */
export function inSequence(rates: readonly number[]): PhaseType {
  const last = rates.length - 1;
  return {
    initial: rates.map((_, phase) => (phase === 0 ? 1 : 0)),
    exit: rates,
    next: rates.map((_, phase) => rates.map((__, to) => (phase < last && to === phase + 1 ? 1 : 0))),
  };
}

/** One of the members, chosen with the given probabilities. */
export function inParallel(shares: readonly number[], members: readonly PhaseType[]): PhaseType {
  const exit = members.flatMap((member) => member.exit);
  const next: number[][] = [];
  let before = 0;
  for (const member of members) {
    const after = exit.length - before - member.exit.length;
    for (const row of member.next) next.push([...zeros(before), ...row, ...zeros(after)]);
    before += member.exit.length;
  }
  const initial = members.flatMap((member, index) => member.initial.map((start) => start * (shares[index] ?? 0)));
  return { initial, exit, next };
}

function zeros(count: number): number[] {
  return new Array<number>(count).fill(0);
}
