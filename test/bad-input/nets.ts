import type { BadInput } from './bad-input.js';

/** Nets that say what cannot be read. */
export const badNets: readonly BadInput[] = [
  {
    what: 'a comma in a guard',
    text: `
format: ninefold/net@1
name: bad
places: {vm: 1}
activities:
  fail: {when: if(vm, 1, 0), rate: 1}
`,
    says: [
      "bad.yaml:5:23 activities.fail.1: found unknown key '1', need one of when, rate, delay, immediate, speed, age, priority, then, restarts, cases",
      "bad.yaml:5:26 activities.fail.0): found unknown key '0)', need quotes around a text with a comma inside {}",
    ],
  },
  {
    what: 'a negative rate',
    text: `
format: ninefold/net@1
name: bad
places: {vm: 1}
activities:
  fail: {rate: -1}
`,
    says: ['bad.yaml:5:16 activities.fail.rate: found -1, need >= 0'],
  },
  {
    what: 'an unknown place',
    text: `
format: ninefold/net@1
name: bad
places: {vm: 1}
activities:
  fail: {when: wm == 1, rate: 1}
`,
    says: [
      "bad.yaml:5:16 activities.fail.when: found the unknown name wm at character 1 of 'wm == 1', need vm (did you mean that?)",
    ],
  },
  {
    what: 'two timings',
    text: `
format: ninefold/net@1
name: bad
places: {vm: 1}
activities:
  fail: {rate: 1, delay: 3 h}
`,
    says: ['bad.yaml:5:9 activities.fail: found rate and delay, need exactly one of rate, delay, immediate'],
  },
  {
    what: 'an expression that breaks off',
    text: `
format: ninefold/net@1
name: bad
places: {vm: 1}
let: {up: vm ==}
`,
    says: ["bad.yaml:4:11 let.up: found the end at character 6 of 'vm ==', need a number, a name or '('"],
  },
  {
    what: 'a let that reads itself',
    text: `
format: ninefold/net@1
name: bad
places: {vm: 1}
let: {up: down + 1, down: up}
`,
    says: ['bad.yaml:4:27 let.down: found a circle: up -> down -> up, need a let that does not read itself'],
  },
  {
    what: 'an unknown unit in an expression',
    text: `
format: ninefold/net@1
name: bad
places: {vm: 1}
activities:
  fail: {rate: 1 / 3 dayz}
`,
    says: [
      "bad.yaml:5:16 activities.fail.rate: found 'dayz' at character 7 of '1 / 3 dayz', need an operator, or a unit of time (ms, s, min, h, d, w, month or y)",
    ],
  },
  {
    what: 'a write to nothing',
    text: `
format: ninefold/net@1
name: bad
places: {vm: 1}
activities:
  fail: {rate: 1, then: {vn: 0}}
`,
    says: ['bad.yaml:5:26 activities.fail.then.vn: found the unknown place vn, need vm (did you mean that?)'],
  },
  {
    what: 'a distribution out of range',
    text: `
format: ninefold/net@1
name: bad
places: {vm: 1}
activities:
  fail: {delay: {weibull: {shape: 0, mean: 1 h}}}
`,
    says: ['bad.yaml:5:35 activities.fail.delay.weibull.shape: found 0, need 0.02..10000'],
  },
  {
    what: 'a measure of two kinds',
    text: `
format: ninefold/net@1
name: bad
places: {vm: 1}
measures:
  m: {steady-state: vm, average: vm}
`,
    says: [
      'bad.yaml:5:6 measures.m: found steady-state, average, need exactly one of steady-state, average, accumulated, at, probability, mean-time-to, quantile, count, mean, total, ratio, nines',
    ],
  },
  {
    what: 'a quantile of no span',
    text: `
format: ninefold/net@1
name: bad
places: {vm: 1}
measures:
  m: {quantile: 0.5, of: outage}
`,
    says: ["bad.yaml:5:26 measures.m.of: found 'outage', need the name of a span: this net has none"],
  },
  {
    what: 'a quantile above 1',
    text: `
format: ninefold/net@1
name: bad
places: {vm: 1}
spans: {outage: {while: vm == 0}}
measures:
  m: {quantile: 50, of: outage}
`,
    says: ['bad.yaml:6:17 measures.m.quantile: found 50, need a probability above 0 and below 1'],
  },
  {
    what: 'initial outside its bounds',
    text: `
format: ninefold/net@1
name: bad
places: {vm: {initial: 4, max: 3}}
`,
    says: ['bad.yaml:3:24 places.vm.initial: found the initial value 4 of vm, need 0..3'],
  },
];
