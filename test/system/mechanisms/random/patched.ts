import fc from 'fast-check';
import type { RandomSystems } from '../random-systems.js';
import { always, component, hardware, mean, meanOrNone, perhaps, shock, vmCounts } from './components.js';

const vulnerabilities = fc.record({ disclosure: mean, patch: meanOrNone });
const bad = fc.record({ probability: fc.constantFrom(0, 0.3, 1), failure: mean, correction: mean });

const swap = fc
  .record({
    copy: fc.constantFrom('clone', 'image'),
    'copy-share': perhaps(fc.constantFrom(0, 0.3, 1)),
    clone: perhaps(meanOrNone),
    quarantine: perhaps(mean),
    transfer: perhaps(mean),
    takeover: meanOrNone,
    draining: meanOrNone,
    policy: perhaps(fc.constantFrom('promote', 'finish', 'restart')),
  })
  .map(({ copy, clone, quarantine, policy, ...own }) => ({
    how: 'copy-swap',
    copy,
    clone: copy === 'clone' ? clone : undefined,
    quarantine: quarantine && { time: quarantine },
    'when-original-fails': policy,
    ...own,
  }));

const patching = fc
  .record({
    apply: meanOrNone,
    restart: perhaps(meanOrNone),
    rollout: perhaps(fc.constantFrom('together', 'one-at-a-time')),
    bad: perhaps(bad),
    swap: fc.option(swap, { nil: { quarantine: undefined }, freq: 3 }),
    detection: fc.constantFrom(0, 0.5, 1),
  })
  .map(({ swap: { quarantine, ...how }, detection, ...own }) => {
    const watched = own.bad === undefined ? quarantine : quarantine && { ...quarantine, detection };
    return { ...own, ...how, quarantine: watched };
  });

/** Reboots, or clean copies, of the VMs besides. */
const rejuvenation = fc.oneof(
  fc.record({ every: mean }),
  fc.record({ how: always('reincarnation'), every: mean, 'boot-work': mean, 'boot-share': always(0.5) }),
);

const node = fc
  .record({
    independent: fc.boolean(),
    hypervisor: component,
    vm: component,
    counts: vmCounts,
    valueFailures: fc.boolean(),
    holes: perhaps(vulnerabilities),
    arrivals: mean,
    patching,
    rejuvenation: perhaps(rejuvenation),
    isShocked: fc.boolean(),
    isLimited: fc.boolean(),
  })
  .map(({ isLimited, vm, counts, valueFailures, holes, arrivals, patching: patches, isShocked, ...own }) => ({
    ...own,
    hardware,
    vms: {
      // Two VMs in two slots each have too many states.
      count: 1,
      ...vm,
      ...(valueFailures && vm.detection !== '0 h' ? { 'value-failures': 0.5 } : {}),
    },
    service: { needs: 1 },
    vulnerabilities: holes,
    patching: holes === undefined ? { arrivals, ...patches } : patches,
    'common-cause': isShocked ? shock : undefined,
    ...(isLimited && !own.independent && vm.boot !== '0 h' ? { 'boots-at-once': 1 } : {}),
    ...('how' in patches || own.rejuvenation !== undefined ? {} : replicated(vm, counts)),
  }));

const replicated = (vm: object, { count, needs }: { readonly count: number; readonly needs: number }) => ({
  vms: { count, ...vm },
  service: { needs },
});

export const patched: RandomSystems = {
  what: 'patched',
  node,
  runs: 12,
  charges: {
    // Of several VMs the next begins when the one before is done, or can only begin when it is up.
    'outdate|release|correct|patch|apply|restart|spoil|boot|recover|repair|detect|start|fall': /^cause\.patch/,
    'clone|clear|receive|swap|hasten|succeed': /^cause\.patch/,
    'rejuvenate|renew': /^cause\.(rejuvenation|patch)/,
    take: /^cause\.patch/,
  },
};
