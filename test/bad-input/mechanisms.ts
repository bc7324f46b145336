import type { BadInput } from './bad-input.js';

/** Systems whose mechanisms cannot be. */
export const badMechanisms: readonly BadInput[] = [
  {
    what: 'a load that shrinks, with a misspelt key',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 2, mttf: 1 d}
load: {of: host, exponent: -1, shar: 0.5}
`,
    says: [
      'bad.yaml:6:28 load.exponent: found -1, need a number from 0, like 1',
      "bad.yaml:6:32 load.shar: found unknown key 'shar', need share (did you mean that?)",
    ],
  },
  {
    what: 'what separates hosts, where there is one, and Dom0s that watch nobody',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
dom0: {mttf: 1 y, replicas: 2, accusation: 5 s}
vms: {count: 2, mttf: 1 d}
containment: {boundary: host, escape: 1.5}
`,
    says: [
      'bad.yaml:5:29 dom0.replicas: found 2, need 3, 5, 7 or 9: one active and the others passive',
      'bad.yaml:7:39 containment.escape: found 1.5, need a probability from 0 to 1',
    ],
  },
  {
    what: 'checkpoints that are staggered over more than their period',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 3, mttf: 1 d}
checkpointing: {every: 1 h, stagger: 40 min, cost: 5 s}
`,
    says: [
      'bad.yaml:6:38 checkpointing.stagger: found 3 servers 40 min apart, need less than 1 h from the first to the last',
    ],
  },
  {
    what: 'shocks of images that strike a layer too',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: [{mttf: 1 d, image: linux}, {mttf: 1 d, image: linux}]
common-cause: [{among: [images, hypervisor], mttf: 1 d}]
`,
    says: ['bad.yaml:6:33 common-cause[0].among[1]: found hypervisor beside images, need images alone'],
  },
];
