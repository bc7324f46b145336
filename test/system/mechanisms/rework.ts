import { type Explored, longRunDistribution } from '../explore.js';

/**
 * The mean work that a server loses at a crash in the long run, hours, where all times are exponential. What it does in a state
 * will be lost with the probability that its next loss comes before its work is secured, restored or taken up; over all
 * states that is what it loses in an hour, and divided by its losses in an hour, at each. A loss that is over in no time is not seen.
 */
export function reworkOfChain(explored: Explored, id: string, server: number): number {
  const { states, transitions } = explored;
  const place = `${id}.work(${server})`;
  const work = states.map((state) => String(explored.read(place, state)).replace(/^.*\./, ''));
  const serves = states.map((state) => explored.read(`${id}(${server})`, state) === `${id}.up` && goesOn(state));
  function goesOn(state: readonly number[]): boolean {
    const stalled =
      explored.net.places.some(({ name }) => name === 'dom0.stalled') && explored.read('dom0.stalled', state) === 1;
    return explored.read(place, state) === `${id}.work.goesOn` && !stalled;
  }
  const isLoss = (from: number, to: number): boolean => work[from] !== 'lost' && work[to] === 'lost';
  const isReset = (from: number, to: number): boolean => work[from] !== 'goesOn' && work[to] === 'goesOn';
  const exits = states.map(() => 0);
  for (const { from, rate } of transitions) exits[from] = (exits[from] ?? 0) + rate;
  let lost: readonly number[] = states.map(() => 0);
  for (let moved = 1; moved > 1e-14; ) {
    const next = states.map(() => 0);
    for (const { from, to, rate } of transitions) {
      const then = isLoss(from, to) ? 1 : isReset(from, to) ? 0 : (lost[to] ?? 0);
      next[from] = (next[from] ?? 0) + (rate / (exits[from] ?? 1)) * then;
    }
    moved = Math.max(...next.map((probability, state) => Math.abs(probability - (lost[state] ?? 0))));
    lost = next;
  }
  const shares = longRunDistribution(explored);
  const done = states.reduce(
    (sum, _, state) => sum + (serves[state] ? (shares[state] ?? 0) * (lost[state] ?? 0) : 0),
    0,
  );
  const losses = transitions
    .filter(({ from, to }) => isLoss(from, to))
    .reduce((sum, { from, rate }) => sum + (shares[from] ?? 0) * rate, 0);
  return done / losses;
}
