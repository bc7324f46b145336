import { OutOfRangeError, requireNotNegative } from './out-of-range.js';
import { certain, type Probability } from './probability.js';

/**
 * availability: steady availability of a component that alternates between up and down.
 *
 *     A = MUT / (MUT + MDT),   1 - A = MDT / (MUT + MDT)
 *
 * MUT (mean up time) in (0, Infinity], MDT (mean down time: detection, repair and boot together) in [0, Infinity), one unit.
 * Any distribution of the times will do: only their means matter. MUT = Infinity never fails.
 *
 * The availability of a system is the same product or k-of-n sum as its reliability (`anyVm`, `kOfN`, ...) with these in
 * place of reliabilities, exactly if the components fail and are repaired independently.
 *
 * Source: the products are those of Ramasamy and Schunter (2007); the ratio is the renewal reward theorem.
 *
 * Example: MUT = 999 h, MDT = 1 h gives 0.999.
 */
export function steadyAvailability(meanUp: number, meanDown: number): Probability {
  if (!(meanUp > 0)) throw new OutOfRangeError('MUT', meanUp, 'a number > 0');
  requireNotNegative(meanDown, 'MDT');
  if (meanUp === Infinity) return certain;
  const cycle = meanUp + meanDown;
  if (cycle === Infinity) return steadyAvailability(meanUp / 2, meanDown / 2);
  return { value: meanUp / cycle, complement: meanDown / cycle };
}
