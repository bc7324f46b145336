/** A mechanism as it is written in a node, all its times exponential but for calendars, and the measures that are its own. */
export interface Variant {
  readonly node: Node;
  readonly measures: readonly string[];
}

export type Node = { readonly [key: string]: unknown };

const exponential = (mean: string) => ({ exponential: { mean } });
const hosts = { count: 2 };
const moves = { copy: exponential('2 h'), downtime: exponential('1 h') };
const holes = { disclosure: '40 h', patch: '20 h' };
const attacked = { ...holes, exploit: '10 h' };

/** One entry a mechanism, or a way in which it can be done. */
export const variants: Readonly<Record<string, Variant>> = {
  ageing: {
    node: { vms: { ageing: { latent: '20 h', failure: '10 h' } } },
    measures: ['failure-probable'],
  },
  'reboot of VMs': {
    node: { rejuvenation: [{ of: 'vms', every: '30 h' }] },
    measures: ['downtime-rejuvenation', 'rejuvenations'],
  },
  'reboot when it has aged': {
    node: {
      vms: { ageing: { latent: '20 h', failure: '10 h' } },
      rejuvenation: [
        {
          of: 'vms',
          every: exponential('15 h'),
          chance: { robust: 0.2, 'failure-probable': 0.9 },
          reboot: { robust: exponential('1 h'), 'failure-probable': exponential('3 h') },
        },
      ],
    },
    measures: ['downtime-rejuvenation', 'rejuvenations', 'lost-work-year'],
  },
  reincarnation: {
    node: {
      rejuvenation: [
        { of: 'vms', every: '30 h', how: 'reincarnation', 'boot-work': exponential('2 h'), 'boot-share': 0.5 },
      ],
    },
    measures: ['lost-work-year', 'rejuvenations', 'capacity'],
  },
  'reboot of a layer': {
    node: { rejuvenation: [{ of: 'top', every: '40 h' }] },
    measures: ['downtime-rejuvenation', 'rejuvenations'],
  },
  suspension: {
    node: {
      rejuvenation: [
        { of: 'top', every: '40 h', vms: 'suspend', save: exponential('1 h'), resume: exponential('1 h') },
      ],
    },
    measures: ['downtime-rejuvenation', 'rejuvenations'],
  },
  evacuation: {
    node: { hosts, migration: moves, rejuvenation: [{ of: 'top', every: '40 h', vms: 'evacuate' }] },
    measures: ['migrations', 'rejuvenations'],
  },
  load: {
    node: { vms: { count: 2 }, service: { needs: 2 }, load: { exponent: 1.5, share: 0.5 } },
    measures: ['load-failures', 'load'],
  },
  containment: {
    node: { containment: { boundary: 'vm', escape: 0.9 } },
    measures: ['escapes', 'downtime-escape'],
  },
  'patching in place': {
    node: {
      vulnerabilities: holes,
      patching: {
        how: 'in-place',
        apply: exponential('1 h'),
        restart: exponential('1 h'),
        bad: { probability: 0.3, failure: '10 h', correction: '20 h' },
      },
    },
    measures: ['patches', 'bad-patches', 'exposure-year'],
  },
  'copy swap': {
    node: {
      vulnerabilities: holes,
      'boots-at-once': 1,
      patching: {
        how: 'copy-swap',
        'copy-share': 0.3,
        apply: exponential('1 h'),
        quarantine: { time: exponential('4 h') },
      },
    },
    measures: ['swaps', 'exposure-year', 'capacity-share'],
  },
  'crashes by a monitor': {
    node: {
      vulnerabilities: attacked,
      patching: { apply: exponential('1 h') },
      enforcement: {
        policy: 'monitor-crash',
        monitor: { ready: exponential('5 h'), detection: 0.7, latency: exponential('2 h'), 'false-alarms': '50 h' },
      },
    },
    measures: ['unsafe-year', 'compromises', 'monitor-crashes', 'false-alarms'],
  },
  'shutting down': {
    node: {
      vulnerabilities: attacked,
      patching: { apply: exponential('1 h') },
      enforcement: { policy: 'shut-down' },
    },
    measures: ['halted-year', 'downtime-halted'],
  },
  'replicated Dom0': {
    node: {
      dom0: {
        mttf: '50 h',
        repair: exponential('2 h'),
        replicas: 3,
        accusation: exponential('1 h'),
        promotion: exponential('1 h'),
      },
    },
    measures: ['promotions', 'accusations', 'downtime-promotion'],
  },
  'cold failover': {
    node: { hosts, failover: { policy: 'cold', detection: exponential('1 h') } },
    measures: ['failovers'],
  },
  'warm failover': {
    node: {
      hosts,
      failover: { policy: 'warm', activation: exponential('1 h'), preparation: exponential('2 h') },
    },
    measures: ['failovers'],
  },
  'hot failover': {
    node: {
      hosts,
      failover: { policy: 'hot', covers: 'vm', mttf: '50 h', preparation: exponential('2 h') },
    },
    measures: ['failovers'],
  },
  'failure with the host': {
    node: { hosts, failover: { policy: 'fail' } },
    measures: [],
  },
  migration: {
    node: {
      hosts,
      failover: { policy: 'cold', detection: exponential('1 h') },
      migration: { ...moves, return: true },
    },
    measures: ['migrations', 'downtime-migration'],
  },
  checkpointing: {
    node: { checkpointing: { every: exponential('10 h'), cost: exponential('1 h'), restore: exponential('1 h') } },
    measures: ['checkpoints', 'downtime-checkpoint', 'rework', 'lost-work-year'],
  },
  'common cause of images': {
    node: {
      vms: { count: 2 },
      service: { needs: 2 },
      'common-cause': [{ name: 'flaw', among: ['images'], mttf: '40 h' }],
    },
    measures: ['downtime-flaw'],
  },
  injection: {
    node: { inject: [{ on: { component: 'vm 1', state: 'repairing', every: true }, fail: 'hypervisor' }] },
    measures: ['injected'],
  },
};
