import type { BadInput } from './bad-input.js';

/** Systems that cannot be. */
export const badSystems: readonly BadInput[] = [
  {
    what: 'a misspelt key',
    text: `
format: ninefold/system@1
name: bad
hardwear: {mttf: 1 y}
software: {mttf: 30 d}
`,
    says: ["bad.yaml:3:1 hardwear: found unknown key 'hardwear', need hardware (did you mean that?)"],
  },
  {
    what: 'misspelt layers, which nothing is then missed for',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervizor: {mttf: 1 y}
dom0: {mttf: 60 d}
Vms: {count: 2, mttf: 30 d}
common-cause: [{name: surge, among: [hypervisor, vms], mttf: 1 y}]
`,
    says: [
      "bad.yaml:4:1 hypervizor: found unknown key 'hypervizor', need hypervisor (did you mean that?)",
      "bad.yaml:6:1 Vms: found unknown key 'Vms', need vms (did you mean that?)",
    ],
  },
  {
    what: 'a misspelt key deep inside',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
software: {mtff: 30 d}
`,
    says: ["bad.yaml:4:12 software.mtff: found unknown key 'mtff', need mttf (did you mean that?)"],
  },
  {
    what: 'an unknown key like no other',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y, colour: red}
software: {mttf: 30 d}
`,
    says: [
      "bad.yaml:3:23 hardware.colour: found unknown key 'colour', need one of life, mttf, reliability, mission, age, value-failures, detection, repair, mttr, boot",
    ],
  },
  {
    what: 'no hardware',
    text: `
format: ninefold/system@1
name: bad
software: {mttf: 30 d}
`,
    says: ['bad.yaml:1:1 hardware: found nothing, need a component, like {mttf: 1 y, mttr: 4 h}'],
  },
  {
    what: 'hardware alone',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
`,
    says: [
      'bad.yaml:1:1: found nothing that runs on the hardware, need software, or a hypervisor (type 1) with vms, or host-os and vmm (type 2) with vms',
    ],
  },
  {
    what: 'a duration without a unit',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 8760}
software: {mttf: 30 d}
`,
    says: ['bad.yaml:3:18 hardware.mttf: found 8760, need a duration with its unit, like 90 min or 4.5 months'],
  },
  {
    what: 'a text without a unit',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: "8760"}
software: {mttf: 30 d}
`,
    says: [
      "bad.yaml:3:18 hardware.mttf: found '8760' (no unit after 8760), need a duration with its unit, like 90 min, 4.5 months or 1 h 30 min (units: ms, s, min, h, d, w, month or y)",
    ],
  },
  {
    what: 'grouped digits',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1_000 h}
software: {mttf: 30 d}
`,
    says: [
      "bad.yaml:3:18 hardware.mttf: found '1_000 h' (digits cannot be grouped: write 1000 h), need a duration with its unit, like 90 min or 4.5 months",
    ],
  },
  {
    what: 'an unknown unit',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 3 fortnights}
software: {mttf: 30 d}
`,
    says: [
      "bad.yaml:3:18 hardware.mttf: found the unit 'fortnights' in '3 fortnights', need one of ms, s, min, h, d, w, month or y",
    ],
  },
  {
    what: 'minutes or months',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 90 m}
software: {mttf: 30 d}
`,
    says: ["bad.yaml:3:18 hardware.mttf: found the unit 'm' in '90 m', need min for minutes or month for months"],
  },
  {
    what: 'a negative time',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: -3 h}
software: {mttf: 30 d}
`,
    says: ["bad.yaml:3:18 hardware.mttf: found '-3 h', need a duration that is not negative"],
  },
  {
    what: 'no time to failure',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 0 h}
software: {life: 0 s}
`,
    says: [
      "bad.yaml:3:18 hardware.mttf: found '0 h', need a duration longer than 0",
      "bad.yaml:4:18 software.life: found '0 s', need a life that is longer than 0",
    ],
  },
  {
    what: 'an empty value',
    text: `
format: ninefold/system@1
name: bad
hardware:
  mttf:
software: {mttf: 30 d}
`,
    says: [
      'bad.yaml:4:8 hardware.mttf: found an empty value, need a duration with its unit, like 90 min or 4.5 months',
    ],
  },
  {
    what: 'a component that is a number',
    text: `
format: ninefold/system@1
name: bad
hardware: 3
software: {mttf: 30 d}
`,
    says: ['bad.yaml:3:11 hardware: found 3, need a component, like {mttf: 1 y, mttr: 4 h}'],
  },
  {
    what: 'a probability above 1',
    text: `
format: ninefold/system@1
name: bad
mission: 1 d
hardware: {reliability: 1.2}
software: {mttf: 30 d}
`,
    says: ['bad.yaml:4:25 hardware.reliability: found 1.2, need a probability above 0 and at most 1'],
  },
  {
    what: 'a probability that is a text',
    text: `
format: ninefold/system@1
name: bad
mission: 1 d
hardware: {reliability: 99%}
software: {mttf: 30 d}
`,
    says: ["bad.yaml:4:25 hardware.reliability: found '99%', need a probability above 0 and at most 1"],
  },
  {
    what: 'certain failure',
    text: `
format: ninefold/system@1
name: bad
mission: 1 d
hardware: {reliability: 0}
software: {mttf: 30 d}
`,
    says: ['bad.yaml:4:25 hardware.reliability: found 0, need a probability above 0 and at most 1'],
  },
  {
    what: 'a reliability without a mission',
    text: `
format: ninefold/system@1
name: bad
hardware: {reliability: 0.9}
software: {mttf: 30 d}
`,
    says: [
      'bad.yaml:3:25 hardware.reliability: found 0.9 without a mission, need mission: 1000 h here or for the whole system',
    ],
  },
  {
    what: 'a mission without a reliability',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y, mission: 3 h}
software: {mttf: 30 d}
`,
    says: [
      'bad.yaml:3:23 hardware.mission: found a mission without a reliability, need reliability, the probability of outlasting it',
    ],
  },
  {
    what: 'no life',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttr: 4 h}
software: {mttf: 30 d}
`,
    says: ['bad.yaml:3:11 hardware: found no life, need one of life, mttf and reliability'],
  },
  {
    what: 'two lives',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y, life: 3 h}
software: {mttf: 30 d}
`,
    says: ['bad.yaml:3:12 hardware.mttf: found life and mttf, need only one of life, mttf'],
  },
  {
    what: 'two repairs',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y, repair: 3 h, mttr: 4 h}
software: {mttf: 30 d}
`,
    says: ['bad.yaml:3:36 hardware.mttr: found repair and mttr, need only one of repair, mttr'],
  },
  {
    what: 'detection of what is never repaired',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y, detection: 30 s}
software: {mttf: 30 d}
`,
    says: ['bad.yaml:3:23 hardware.detection: found a detection of what is never repaired, need repair or mttr too'],
  },
  {
    what: 'reboot without a boot',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y, repair: reboot}
software: {mttf: 30 d}
`,
    says: ['bad.yaml:3:31 hardware.repair: found reboot without a boot time, need boot, like boot: 2 min'],
  },
  {
    what: 'an age without ageing',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y, age: 3 d}
software: {mttf: 30 d}
`,
    says: [
      'bad.yaml:3:23 hardware.age: found an age of what does not age (its life is exponential), need a life like {weibull: {shape: 1.5, mean: 30 d}}',
    ],
  },
  {
    what: 'an unknown distribution',
    text: `
format: ninefold/system@1
name: bad
hardware: {life: {weibul: {shape: 2, mean: 1 y}}}
software: {mttf: 30 d}
`,
    says: ["bad.yaml:3:19 hardware.life.weibul: found unknown key 'weibul', need weibull (did you mean that?)"],
  },
  {
    what: 'a distribution with parameters of two forms',
    text: `
format: ninefold/system@1
name: bad
hardware: {life: {weibull: {shape: 2, mean: 1 y, scale: 1 y}}}
software: {mttf: 30 d}
`,
    says: ["bad.yaml:3:50 hardware.life.weibull.scale: found unknown key 'scale', need one of shape, mean"],
  },
  {
    what: 'a distribution without a parameter',
    text: `
format: ninefold/system@1
name: bad
hardware: {life: {weibull: {mean: 1 y}}}
software: {mttf: 30 d}
`,
    says: ['bad.yaml:3:19 hardware.life.weibull.shape: found nothing, need a number'],
  },
  {
    what: 'a parameter out of range',
    text: `
format: ninefold/system@1
name: bad
hardware: {life: {weibull: {shape: -2, mean: 1 y}}}
software: {mttf: 30 d, repair: {uniform: {min: 3 h, max: 2 h}}}
`,
    says: [
      'bad.yaml:3:36 hardware.life.weibull.shape: found -2, need 0.02..10000',
      'bad.yaml:4:48 software.repair.uniform.min: found 3, need at most max, 2',
    ],
  },
  {
    what: 'a parameter without a unit',
    text: `
format: ninefold/system@1
name: bad
hardware: {life: {weibull: {shape: 2, mean: 90}}}
software: {mttf: 30 d}
`,
    says: [
      'bad.yaml:3:45 hardware.life.weibull.mean: found 90, need a duration with its unit, like 90 min or 4.5 months',
    ],
  },
  {
    what: 'a law inside a law that is wrong',
    text: `
format: ninefold/system@1
name: bad
hardware: {life: {mixture: {of: [1 d, {lognormal: {mean: 1 h, cv: -1}}], weights: [1, 2]}}}
software: {mttf: 30 d}
`,
    says: ['bad.yaml:3:67 hardware.life.mixture.of[1].lognormal.cv: found -1, need 1e-9..1000000'],
  },
  {
    what: 'two distributions',
    text: `
format: ninefold/system@1
name: bad
hardware: {life: {exponential: {mean: 1 h}, deterministic: {value: 1 h}}}
software: {mttf: 30 d}
`,
    says: ['bad.yaml:3:18 hardware.life: found a map of exponential, deterministic, need exactly one distribution'],
  },
  {
    what: 'software beside a hypervisor',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
software: {mttf: 30 d}
hypervisor: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
`,
    says: [
      'bad.yaml:4:1 software: found software beside hypervisor, vms, need either software (a node that is not virtualised) or a hypervisor with vms',
    ],
  },
  {
    what: 'a hypervisor without VMs',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
`,
    says: ['bad.yaml:1:1: found no vms, need vms, like vms: {count: 3, mttf: 30 d, mttr: 10 min}'],
  },
  {
    what: 'VMs without a hypervisor',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
`,
    says: [
      'bad.yaml:1:1: found nothing that runs on the hardware, need software, or a hypervisor (type 1) with vms, or host-os and vmm (type 2) with vms',
    ],
  },
  {
    what: 'half a type-2 node',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
vmm: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
`,
    says: ['bad.yaml:4:1 vmm: found vmm without host-os, need host-os too: a type-2 node has both'],
  },
  {
    what: 'type 1 and type 2',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
host-os: {mttf: 1 y}
vmm: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
`,
    says: [
      'bad.yaml:4:1 hypervisor: found hypervisor beside host-os, need either hypervisor (type 1) or host-os and vmm (type 2)',
    ],
  },
  {
    what: 'Dom0 on a type-2 node',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
host-os: {mttf: 1 y}
vmm: {mttf: 1 y}
dom0: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
`,
    says: ['bad.yaml:6:1 dom0: found dom0 without a hypervisor, need a hypervisor for it to run on'],
  },
  {
    what: 'value failures of the hypervisor',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y, value-failures: 0.5}
vms: {count: 3, mttf: 30 d}
`,
    says: [
      'bad.yaml:4:25 hypervisor.value-failures: found value failures of the hypervisor, need value-failures of the VMs or the software, which give the answers',
    ],
  },
  {
    what: 'half a VM',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 2.5, mttf: 30 d}
`,
    says: ['bad.yaml:5:14 vms.count: found 2.5, need a whole number from 1 to 10000'],
  },
  {
    what: 'no VM',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: []
`,
    says: ['bad.yaml:5:6 vms: found an empty list, need a list of at least 1'],
  },
  {
    what: 'a VM named like a component',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms:
  - {name: hardware, mttf: 30 d}
  - {name: web, mttf: 30 d}
  - {name: web, mttf: 30 d}
`,
    says: [
      "bad.yaml:6:12 vms[0].name: found 'hardware', need a name that means nothing else",
      "bad.yaml:8:12 vms[2].name: found 'web', need a name that no other VM has",
    ],
  },
  {
    what: 'a VM whose name is no name',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms:
  - {name: Web Server, mttf: 30 d}
  - {name: max, mttf: 30 d}
`,
    says: [
      "bad.yaml:6:12 vms[0].name: found 'Web Server', need a name of small letters and digits, with hyphens between words",
    ],
  },
  {
    what: 'a common cause named like a component',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
software: {mttf: 30 d}
common-cause:
  - {name: hardware, among: [hardware, software], mttf: 1 y}
`,
    says: [
      "bad.yaml:6:12 common-cause[0].name: found 'hardware', need a name that no component and no other common cause has",
    ],
  },
  {
    what: 'agreement in a vote of 5',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 5, mttf: 30 d}
service: {voting: {of: 5, needs: 3, agree: 0.5}}
`,
    says: [
      'bad.yaml:6:37 service.voting.agree: found agree in a vote that 3 carry, need needs: 2, where two wrong answers that agree carry it',
    ],
  },
  {
    what: 'kept marginals of shocks that do not come at random',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
software: {mttf: 30 d}
common-cause:
  - {among: [hardware, software], life: 1 y, marginals: kept}
`,
    says: [
      'bad.yaml:6:41 common-cause[0].life: found shocks that do not come at random, need mttf or survival, when the marginals are kept',
    ],
  },
  {
    what: '4 of 3 VMs',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
service: {needs: 4}
`,
    says: ['bad.yaml:6:18 service.needs: found 4 of 3 VMs, need at most 3'],
  },
  {
    what: 'needs and voting',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
service: {needs: 2, voting: {of: 3, needs: 2}}
`,
    says: ['bad.yaml:6:11 service.needs: found needs beside voting, need needs inside voting'],
  },
  {
    what: 'a vote without 3 VMs',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 2, mttf: 30 d}
service: {voting: {of: 3, needs: 2}}
`,
    says: ['bad.yaml:6:24 service.voting.of: found a vote of 3 among 2 VMs, need 2'],
  },
  {
    what: 'a vote of 2',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 2, mttf: 30 d}
service: {voting: {of: 2, needs: 2}}
`,
    says: ['bad.yaml:6:24 service.voting.of: found a vote of 2, need at least 3'],
  },
  {
    what: 'no majority',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
service: {voting: {of: 3, needs: 1}}
`,
    says: ['bad.yaml:6:34 service.voting.needs: found 1 of 3, which is no majority, need at least 2'],
  },
  {
    what: 'value failures that last no time',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 3, mttf: 30 d, mttr: 1 h, value-failures: 0.1}
`,
    says: [
      'bad.yaml:5:56 vms.value-failures: found 0.1 without a detection, need detection, how long wrong answers go unnoticed',
    ],
  },
  {
    what: 'a repair of the function in the VMs',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
function: {in: vms, mttf: 60 d, mttr: 1 h}
`,
    says: [
      'bad.yaml:6:33 function.mttr: found mttr of a function in the VMs, need mttr of the VMs: it is restored with its VM',
    ],
  },
  {
    what: 'a function elsewhere',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
function: {in: hardware, mttf: 60 d}
`,
    says: ["bad.yaml:6:16 function.in: found 'hardware', need vms or hypervisor"],
  },
  {
    what: 'boots at once that take no time',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
boots-at-once: 1
`,
    says: [
      'bad.yaml:6:1 boots-at-once: found 1 of VMs that take no time to boot, need boot of the VMs, like boot: 2 min',
    ],
  },
  {
    what: 'boots that wait in an independent system',
    text: `
format: ninefold/system@1
name: bad
independent: true
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 3, mttf: 30 d, mttr: 1 h, boot: 1 min}
boots-at-once: 1
`,
    says: ['bad.yaml:7:1 boots-at-once: found boots that wait for each other, need independent: false'],
  },
  {
    what: 'an unknown member of a group',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
common-cause:
  - {among: [vms, hypervizor], mttf: 1 y}
`,
    says: ["bad.yaml:7:19 common-cause[0].among[1]: found 'hypervizor', need hypervisor (did you mean that?)"],
  },
  {
    what: 'a group of one',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
software: {mttf: 30 d}
common-cause:
  - {among: [hardware], mttf: 1 y}
  - {among: [hardware, hardware], mttf: 1 y}
`,
    says: [
      'bad.yaml:6:13 common-cause[0].among: found one component, need at least two, which then fail together',
      'bad.yaml:7:13 common-cause[1].among: found one component, need at least two, which then fail together',
      "bad.yaml:7:24 common-cause[1].among[1]: found 'hardware' again, need each component once",
    ],
  },
  {
    what: 'a beta factor of a life that wears',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 3, life: {weibull: {shape: 2, mean: 30 d}}}
common-cause:
  - {among: [vms], beta: 0.1}
`,
    says: [
      'bad.yaml:7:13 common-cause[0].among: found vms, whose life is not exponential, need mttf or reliability for it: a beta factor splits a constant rate',
    ],
  },
  {
    what: 'a beta factor of unequal rates',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
software: {mttf: 30 d}
common-cause:
  - {among: [hardware, software], beta: 0.1}
`,
    says: [
      'bad.yaml:6:13 common-cause[0].among: found lives of different means, need the same mttf or reliability for all, which beta is a share of',
    ],
  },
  {
    what: 'a beta factor that misses',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
common-cause:
  - {among: [vms], beta: 0.1, hits: {vms: 0.5}}
`,
    says: [
      'bad.yaml:7:31 common-cause[0].hits: found hits beside beta, need no hits: a beta factor keeps lives and strikes all',
    ],
  },
  {
    what: 'more shocks than failures',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
common-cause:
  - {among: [vms], mttf: 10 d, marginals: kept}
`,
    says: [
      'bad.yaml:7:5 common-cause[0]: found more shocks than failures of vms, need fewer shocks, or marginals: added',
    ],
  },
  {
    what: 'shocks with two rates, and none',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
software: {mttf: 30 d}
common-cause:
  - {among: [hardware, software], mttf: 1 y, beta: 0.1}
  - {name: b, among: [hardware, software]}
`,
    says: [
      'bad.yaml:6:5 common-cause[0]: found beta and mttf, need one of beta, mttf, life, survival',
      'bad.yaml:7:5 common-cause[1]: found no rate of failures, need one of beta, mttf, life, survival',
    ],
  },
  {
    what: 'shocks that are survived for how long',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
software: {mttf: 30 d}
common-cause:
  - {among: [hardware, software], survival: 0.9}
`,
    says: [
      'bad.yaml:6:45 common-cause[0].survival: found 0.9 without a mission, need mission: 1000 h for the whole system',
    ],
  },
  {
    what: 'a hit on what is not struck',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
common-cause:
  - {among: [vms], mttf: 1 y, hits: {hardware: 0.5}}
`,
    says: ["bad.yaml:7:38 common-cause[0].hits.hardware: found 'hardware', need a component that stands in among"],
  },
  {
    what: 'an unknown measure',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
software: {mttf: 30 d}
measures: [avaliability, mdt]
`,
    says: [
      "bad.yaml:5:12 measures[0]: found 'avaliability', need availability (did you mean that?)",
      "bad.yaml:5:26 measures[1]: found 'mdt', need one of availability, point-availability, reliability, reliability-curve, mttf, capacity, capacity-share, downtime-year, downtime-hardware, downtime-software",
    ],
  },
  {
    what: 'a measure of an unknown label',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
software: {mttf: 30 d}
measures:
  mine: {average: servise, until: 1 y}
`,
    says: ['bad.yaml:6:19 measures.mine.average: found the unknown name servise, need service (did you mean that?)'],
  },
  {
    what: 'a measure of a standard name',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
software: {mttf: 30 d}
measures:
  availability: {average: service, until: 1 d}
`,
    says: ["bad.yaml:6:3 measures.availability: found 'availability', need a name that no standard measure has"],
  },
  {
    what: 'a baseline that is wrong',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
baseline:
  software: {mttf: 30 d, mttr: 1 h, repair: 1 h}
  hypervisor: {mttf: 1 y}
`,
    says: [
      'bad.yaml:7:3 baseline.software: found software beside hypervisor, need either software (a node that is not virtualised) or a hypervisor with vms',
      'bad.yaml:7:26 baseline.software.mttr: found repair and mttr, need only one of repair, mttr',
    ],
  },
  {
    what: 'hosts that cannot be',
    text: `
format: ninefold/system@1
name: bad
independent: true
hosts: {count: 2, room: 1}
hardware: {mttf: 1 y, mttr: 4 h}
hypervisor: {mttf: 1 y, mttr: 1 h}
function: {in: hypervisor, mttf: 1 y, mttr: 1 h}
vms: {count: 3, mttf: 30 d, mttr: 1 h}
`,
    says: [
      'bad.yaml:4:1 hosts: found hosts that nothing depends on, need independent: false',
      'bad.yaml:4:25 hosts.room: found room for 2 of 3 VMs, need at least 2',
      'bad.yaml:7:1 function: found a function in the hypervisors of several hosts, need in: vms, or one host',
    ],
  },
  {
    what: 'one host, said twice over',
    text: `
format: ninefold/system@1
name: bad
hosts: {count: 1}
hardware: {mttf: 1 y, mttr: 4 h}
software: {mttf: 30 d, mttr: 1 h}
`,
    says: ['bad.yaml:3:16 hosts.count: found 1, need a whole number from 2 to 100'],
  },
  {
    what: 'everything at once',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y, mttr: 4}
hypervisor: {mttf: 1 y, reliability: 0.9}
vms: {count: 3, mttf: 30 d}
service: {needs: 4}
run: {trials: many}
`,
    says: [
      'bad.yaml:3:29 hardware.mttr: found 4, need a duration with its unit, like 90 min or 4.5 months',
      'bad.yaml:4:25 hypervisor.reliability: found mttf and reliability, need only one of mttf, reliability',
      'bad.yaml:4:38 hypervisor.reliability: found 0.9 without a mission, need mission: 1000 h here or for the whole system',
      'bad.yaml:6:18 service.needs: found 4 of 3 VMs, need at most 3',
      "bad.yaml:7:15 run.trials: found 'many', need a number",
    ],
  },
  {
    what: 'faults that cannot be injected',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 2, mttf: 30 d, mttr: 1 h}
inject:
  - {at: 1 h, fail: vm 3}
  - {fail: vm 1, mode: compromise}
`,
    says: [
      "bad.yaml:7:21 inject[0].fail: found 'vm 3', need vm 1 to vm 2",
      'bad.yaml:8:5 inject[1]: found a fault without at or on, need at: a time, or on: a state',
      'bad.yaml:8:24 inject[1].mode: found compromise, in a system without attacks, need vulnerabilities with an exploit; or crash, hang or value',
    ],
  },
  {
    what: 'a fault in a state that there is not',
    text: `
format: ninefold/system@1
name: bad
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 2, mttf: 30 d, mttr: 1 h}
inject: [{on: {component: vm 1, state: loading}, fail: vm 2}]
`,
    says: ["bad.yaml:6:40 inject[0].on.state: found 'loading', need a state of vm 1: up, repairing, off"],
  },
];
