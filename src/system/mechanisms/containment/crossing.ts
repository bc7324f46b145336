import type { Writes } from '../../net-builder.js';
import { activityOf, memberPlace, type Part } from '../../pieces/part.js';
import { hostOf } from '../../pieces/placement.js';
import { CONTAIN, STRIKE } from '../../pieces/priorities.js';
import type { Lowering } from '../mechanism.js';

/** What may get across the bounds of a server: its failure, or an attacker in it. */
export interface Crossing {
  /** Of the place that has a coin tossed: `vm.coin(i)`. */
  readonly coin: string;
  /** The place with the host on which something has just got across, counted from 1; 0 when nothing has. */
  readonly across: string;
  /** The verb of the toss. */
  readonly toss: string;
  /** The activity after all that it reaches has been struck. */
  readonly end: string;
}

export const failures: Crossing = {
  coin: 'coin',
  across: 'containment.escaped',
  toss: 'escape',
  end: 'contain',
};

export const attackers: Crossing = {
  coin: 'attackerCoin',
  across: 'containment.brokenOut',
  toss: 'breakOut',
  end: 'confine',
};

/** What has a coin tossed for a server, in the same instant. */
export const tosses = ({ coin }: Crossing, part: Part): Writes => ({ [memberPlace(part, coin)]: 1 });

/** A coin for each server decides, by `probability`, whether what may cross does; then it is over in the same instant. */
export function declareCrossing(
  { net, system: { hosts } }: Lowering,
  { coin, across, toss, end }: Crossing,
  probability: string,
  servers: readonly Part[],
): void {
  net.place(across, { initial: 0, max: hosts === undefined ? 1 : net.constant('hosts.count', hosts.count) });
  for (const part of servers) {
    const place = memberPlace(part, coin);
    const tossed = { [place]: 0 };
    net.place(place, { initial: 0, max: 1 });
    net.activity(activityOf(toss, part), { when: `${place} == 1 && ${across} == 0`, immediate: STRIKE }, [
      { weight: probability, writes: { ...tossed, [across]: hosts === undefined ? '1' : hostOf(part) } },
      { weight: `1 - ${probability}`, writes: tossed },
    ]);
  }
  net.activity(end, { when: `${across} != 0`, immediate: CONTAIN }, { [across]: 0 });
}
