import { idOf } from '../../id.js';
import type { Occasion, Writes } from '../../net-builder.js';
import { netDuration } from '../../net-time.js';
import { imageOf, isImageIn, isPatch } from '../../pieces/image.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, capitalised, isIn, member, type Part, stateOf } from '../../pieces/part.js';
import { DISSOLVE, HALT, RECOVER } from '../../pieces/priorities.js';
import { meanTiming, stageTiming, takes } from '../../pieces/timing.js';
import type { Lowering } from '../mechanism.js';
import type { Finding, Monitor, Policy } from './plan.js';
import { isSecurity } from './security.js';

/** `monitor.debian`: whether the monitor knows what to look for in what is installed from an image. */
const monitorPlace = (part: Part): string => imageOf(part).replace('image.', 'monitor.');

/** Whether a VM is watched, as an expression; 1 where the monitor needs not to know the hole. */
export const watches = ({ ready }: Monitor, part: Part): string =>
  ready === undefined ? '1' : `${monitorPlace(part)} == 1`;

const whereWatched = (monitor: Monitor, part: Part): readonly string[] =>
  monitor.ready === undefined ? [] : [watches(monitor, part)];

/** The monitor of an image is ready some time after a hole is disclosed, and has no more to look for when all is patched. */
export function declareReadiness({ net }: Lowering, { ready }: Monitor, part: Part): void {
  if (ready === undefined) return;
  const place = monitorPlace(part);
  const verb = (name: string): string => name + capitalised(idOf(place.replace('.', '-')));
  net.place(place, { initial: 0, max: 1 });
  net.activity(
    verb('ready'),
    {
      when: `!(${isImageIn(part, 'current')}) && ${place} == 0`,
      ...takes(net, 'enforcement.monitor.ready', ready, DISSOLVE),
    },
    { [place]: 1 },
  );
  net.activity(
    verb('rest'),
    { when: `${isImageIn(part, 'current')} && ${place} == 1`, immediate: DISSOLVE },
    { [place]: 0 },
  );
}

/** The VMM crashes a VM that the monitor finds compromised, or takes to be; it is booted from its image, or halted. */
export function declareCrashes(
  { net, causes }: Lowering,
  { monitor, found, isHalted }: Policy & { readonly kind: 'monitor-crash' },
  cycle: LifeCycle,
): void {
  const { part } = cycle;
  const { boot, prefix } = part.component;
  const crash = (cause: string): Writes => ({ [member(part)]: stateOf(part, 'crashed'), last: causes.charged(cause) });
  const watched = [cycle.works, ...whereWatched(monitor, part)];
  // A scan that never finds anything is none.
  if (found.by === 'symptoms' || monitor.detection > 0) {
    net.activity(
      activityOf('catch', part),
      { when: [...watched, isSecurity(part, 'compromised')].join(' && '), ...findingTiming({ net }, monitor, found) },
      crash('monitor-crash'),
    );
  }
  if (monitor.falseAlarms !== undefined) {
    net.activity(
      activityOf('alarm', part),
      {
        when: [...watched, isSecurity(part, 'intact')].join(' && '),
        ...meanTiming(net, 'enforcement.monitor.falseAlarms', monitor.falseAlarms),
      },
      crash('false-alarm'),
    );
  }
  const open = isPatch(part, 'unpatched');
  net.activity(
    activityOf('revive', part),
    {
      when: isHalted ? `${isIn(part, 'crashed')} && !(${open})` : isIn(part, 'crashed'),
      ...(boot === undefined ? { immediate: RECOVER } : stageTiming(net, prefix, boot)),
    },
    { [member(part)]: stateOf(part, 'up') },
  );
  if (!isHalted) return;
  net.activity(
    activityOf('halt', part),
    { when: `${isIn(part, 'crashed')} && ${open}`, immediate: HALT },
    { [member(part)]: stateOf(part, 'halted') },
  );
}

function findingTiming({ net }: Pick<Lowering, 'net'>, { detection }: Monitor, found: Finding): Omit<Occasion, 'when'> {
  if (found.by === 'symptoms') return takes(net, 'enforcement.monitor.latency', found.latency, RECOVER);
  const period = net.constant('enforcement.monitor.scan', netDuration(found.period));
  return { delay: { every: { period, probability: net.constant('enforcement.monitor.detection', detection) } } };
}
