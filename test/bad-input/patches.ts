import type { BadInput } from './bad-input.js';

/** Systems that cannot be patched so, or attacked so. */
export const badPatches: readonly BadInput[] = [
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
    what: 'a patch in place with a quarantine',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 2, mttf: 1 d}
patching: {arrivals: 30 d, quarantine: {time: 1 d, detection: 0.9}, when-original-fails: finish}
`,
    says: [
      'bad.yaml:6:28 patching.quarantine: found quarantine of a patch in place, need no quarantine, or how: copy-swap',
      'bad.yaml:6:69 patching.when-original-fails: found when-original-fails of a patch in place, need no when-original-fails, or how: copy-swap',
    ],
  },
  {
    what: 'a copy swap of what is no VM',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
software: {mttf: 1 d}
patching: {arrivals: 30 d, how: copy-swap, quarantine: {time: 1 d, detection: 0.9}}
`,
    says: [
      'bad.yaml:5:33 patching.how: found a copy of what is no VM, need how: in-place',
      'bad.yaml:5:68 patching.quarantine.detection: found a detection of patches that are never bad, need bad too',
    ],
  },
  {
    what: 'a monitor that has nothing to do',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 2, mttf: 1 d}
vulnerabilities: {disclosure: 1 y}
enforcement: {policy: shut-down, after-crash: halt, monitor: {detection: 0.9, scan: 10 s, latency: 5 s}}
`,
    says: [
      'bad.yaml:7:34 enforcement.after-crash: found after-crash of shut-down, need policy: monitor-crash',
      'bad.yaml:7:53 enforcement.monitor: found a monitor beside shut-down, need policy: monitor-crash or monitor-block',
      'bad.yaml:7:79 enforcement.monitor.scan: found scan and latency, need only one of latency, scan',
    ],
  },
];
