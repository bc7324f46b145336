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
    what: 'patches of nothing, one of them bad for ever',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 2, mttf: 1 d, image: Linux}
patching: {apply: 5, bad: {probability: 5%}}
`,
    says: [
      "bad.yaml:5:35 vms.image: found 'Linux', need a name of small letters and digits, with hyphens between words",
      'bad.yaml:6:19 patching.apply: found 5, need a duration like 5 min or a distribution like {weibull: {shape: 1.5, mean: 30 d}}',
      'bad.yaml:6:22 patching.bad.failure: found nothing, need a duration like 5 min or a distribution like {weibull: {shape: 1.5, mean: 30 d}}',
      "bad.yaml:6:41 patching.bad.probability: found '5%', need a probability from 0 to 1",
    ],
  },
  {
    what: 'a hole that is patched by nobody',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
software: {mttf: 1 d}
vulnerabilities: {disclosure: 0 d, patch: 1 y, exploit: {weibull: {shape: 0, mean: 1 d}}}
`,
    says: [
      "bad.yaml:5:31 vulnerabilities.disclosure: found '0 d', need a time above 0",
      'bad.yaml:5:36 vulnerabilities.patch: found a patch that nobody applies, need patching too, like patching: {apply: 5 min}',
      'bad.yaml:5:75 vulnerabilities.exploit.weibull.shape: found 0, need 0.02..10000',
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
      'bad.yaml:5:29 dom0.replicas: found 2, need 3: one active and two passive',
      'bad.yaml:7:39 containment.escape: found 1.5, need a probability from 0 to 1',
    ],
  },
];
