import fc from 'fast-check';
import type { RandomSystems } from '../random-systems.js';
import { always, component, hardware, mean, meanOrNone, perhaps, shock } from './components.js';

const detection = fc.constantFrom(0, 0.5, 1);
const ready = perhaps(meanOrNone);
const cost = perhaps(fc.constantFrom(0, 0.3));

const crashing = fc.record({
  policy: always('monitor-crash'),
  monitor: fc
    .record({
      ready,
      detection,
      cost,
      latency: perhaps(meanOrNone),
      scan: perhaps(mean),
      'false-alarms': perhaps(mean),
    })
    .map(({ latency, ...own }) => ({ ...own, latency: own.scan === undefined ? latency : undefined })),
  'after-crash': perhaps(fc.constantFrom('halt', 'restart')),
});
const blocking = fc.record({ policy: always('monitor-block'), monitor: fc.record({ ready, detection, cost }) });
const enforcement = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom({ policy: 'run-on' }, { policy: 'shut-down' }) },
  { weight: 2, arbitrary: crashing },
  { weight: 1, arbitrary: blocking },
);

const patching = fc.oneof(
  fc.record({ apply: meanOrNone, bad: perhaps(always({ probability: 0.5, failure: '1 h', correction: '1 h' })) }),
  fc.record({
    how: always('copy-swap'),
    apply: mean,
    draining: meanOrNone,
    'when-original-fails': fc.constantFrom('promote', 'finish', 'restart'),
  }),
);

const node = fc
  .record({
    independent: fc.boolean(),
    hypervisor: component,
    vm: component,
    holes: fc.record({ disclosure: mean, patch: meanOrNone, exploit: mean }),
    patching,
    enforcement: perhaps(enforcement),
    rejuvenation: perhaps(fc.record({ every: mean })),
    isShocked: fc.boolean(),
  })
  .map(({ vm, holes, isShocked, ...own }) => ({
    ...own,
    hardware,
    vms: { count: 1, ...vm },
    vulnerabilities: holes,
    'common-cause': isShocked ? shock : undefined,
  }));

export const attacked: RandomSystems = {
  what: 'attacked through its holes',
  node,
  runs: 15,
  charges: {
    catch: /^cause\.monitorCrash/,
    alarm: /^cause\.falseAlarm/,
    'attack|revive': /^cause\.(monitorCrash|halted)/,
    'outdate|release|correct|patch|apply|restart|spoil|boot|recover|repair|detect|start|fall|swap|succeed|drain|ready':
      /^cause\.(patch|halted|monitorCrash)/,
    'rejuvenate|renew': /^cause\.(rejuvenation|patch|halted)/,
  },
};
