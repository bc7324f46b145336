import fc from 'fast-check';
import type { RandomSystems } from '../random-systems.js';
import { component, hardware, mean, meanOrNone, perhaps, shock, vmCounts } from './components.js';

const vulnerabilities = fc.record({ disclosure: mean, patch: meanOrNone });
const bad = fc.record({ probability: fc.constantFrom(0, 0.3, 1), failure: mean, correction: mean });
const patching = fc.record({
  apply: meanOrNone,
  restart: perhaps(meanOrNone),
  rollout: perhaps(fc.constantFrom('together', 'one-at-a-time')),
  bad: perhaps(bad),
});

const node = fc
  .record({
    independent: fc.boolean(),
    hypervisor: component,
    vm: component,
    counts: vmCounts,
    holes: perhaps(vulnerabilities),
    arrivals: mean,
    patching,
    isShocked: fc.boolean(),
  })
  .map(({ independent, hypervisor, vm, counts, holes, arrivals, patching, isShocked }) => ({
    independent,
    hardware,
    hypervisor,
    vms: { count: counts.count, ...vm },
    service: { needs: counts.needs },
    ...(holes === undefined ? {} : { vulnerabilities: holes }),
    patching: holes === undefined ? { arrivals, ...patching } : patching,
    ...(isShocked ? { 'common-cause': shock } : {}),
  }));

export const patched: RandomSystems = {
  what: 'patched',
  node,
  runs: 12,
  // The next one begins when the one before is done.
  charges: {
    'outdate|release|correct|patch|apply|restart|spoil|boot|recover|repair|detect|start|fall': /^cause\.patch/,
  },
};
