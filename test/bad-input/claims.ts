import type { BadInput } from './bad-input.js';

const head = `
format: ninefold/claim@1
claim: x
expected: confirmed
system: {mission: 1000 h, hardware: {reliability: 1}}
designs:
  plain: {software: {reliability: $R}}
`;

/** Claims that cannot be put to the test. */
export const badClaims: readonly BadInput[] = [
  {
    what: 'a misspelt verdict, an unknown key and no parts',
    text: `
format: ninefold/claim@1
claim: x
expected: confirmd
sytem: {mission: 1000 h}
designs: {plain: {}}
parts: []
`,
    says: [
      "bad.yaml:3:11 expected: found 'confirmd', need confirmed or refuted or refuted in part or undecided",
      "bad.yaml:4:1 sytem: found unknown key 'sytem', need system (did you mean that?)",
      'bad.yaml:6:8 parts: found an empty list, need a list of at least 1',
    ],
  },
  {
    what: 'a design, a measure and a value that there are not',
    text: `${head}parts:
  - {says: x, for: {R: 0.5}, check: reliability(plian) > 0}
  - {says: x, for: {R: 0.5}, check: reliabilty(plain) > 0}
  - {says: x, for: {RM: 0.5}, check: reliability(plain) > RN}
  - {says: x, for: {R: 0.5}, check: reliability-curve(plain) > 0}
`,
    says: [
      'bad.yaml:6:35 designs.plain.software.reliability: found $R, need RM (did you mean that?)',
      "bad.yaml:8:37 parts[0].check: found the unknown design plian in 'reliability(plian)', need plain (did you mean that?)",
      'bad.yaml:9:37 parts[1].check: found the unknown measure reliabilty, need reliability (did you mean that?)',
      "bad.yaml:10:38 parts[2].check: found the unknown name RN in 'RN', need RM (did you mean that?)",
      'bad.yaml:11:37 parts[3].check: found the curve reliability-curve, need a measure that is one number',
    ],
  },
  {
    what: 'checks that are none',
    text: `${head}  repaired: {software: {mttf: 1 d, mttr: 1 h}}
parts:
  - {says: x, for: {R: 0.5}, check: [reliability(plain), R == 1, 0 < R < 1, R < (1, -2 * mttf(plain) > 1]}
  - {says: x, for: {R: 0.5}, check: reliability(plain) < mttf(plain)}
  - {says: x, check: outage-p50(repaired) < 2 * outage-p50(repaired)}
`,
    says: [
      "bad.yaml:9:38 parts[0].check[0]: found 'reliability(plain)', need two sides with <, <=, =, >=, > between them",
      "bad.yaml:9:58 parts[0].check[1]: found == in 'R == 1', need one of <, <=, =, >=, >",
      "bad.yaml:9:66 parts[0].check[2]: found '0 < R < 1', need two sides with <, <=, =, >=, > between them",
      "bad.yaml:9:77 parts[0].check[3]: found the end at character 3 of '(1', need an operator or ')' for the '(' at character 1 (a text with a comma inside {} or [] needs quotes)",
      'bad.yaml:9:85 parts[0].check[4]: found a measure times -2, need a factor > 0',
      'bad.yaml:10:37 parts[1].check: found reliability against mttf, need the same measure of both designs',
      'bad.yaml:11:22 parts[2].check: found outage-p50 of two designs, need a measure that has a value in every single trial',
    ],
  },
  {
    what: 'names that mean something else',
    text: `${head}parts:
  - {says: x, for: {h: 1, plain: 2, R: 0.5}, let: {R: 1, log: 2}, check: reliability(plain) > 0}
`,
    says: [
      "bad.yaml:8:21 parts[0].for.h: found 'h', need another name: h is already a unit of time",
      "bad.yaml:8:27 parts[0].for.plain: found 'plain', need another name: plain is already a design",
      "bad.yaml:8:52 parts[0].let.R: found 'R', need another name: R is already a value",
      "bad.yaml:8:58 parts[0].let.log: found 'log', need another name: log is already a function",
    ],
  },
  {
    what: 'a system that cannot be, in the part that the design wrote and in what it shares',
    text: `
format: ninefold/claim@1
claim: x
expected: confirmed
system: {mission: 1000 h, hardware: {reliability: 2}}
designs: {plain: {software: {reliability: $R}}, odd: {software.reliability: 0.5, hardware.reliability.x: 1}}
parts:
  - {says: x, for: {R: 1.5}, check: reliability(plain) > reliability(odd)}
`,
    says: [
      'bad.yaml:4:51 system.hardware.reliability: found 2 in the design plain, need a probability above 0 and at most 1',
      'bad.yaml:5:43 designs.plain.software.reliability: found 1.5, need a probability above 0 and at most 1',
      'bad.yaml:5:82 designs.odd.hardware.reliability.x: found 2 where x is looked for, need a map to go on in',
    ],
  },
  {
    what: 'a text where a number is needed',
    text: `${head}parts:
  - {says: x, for: {R: 0.5, policy: promote}, within: policy, check: reliability(plain) = policy}
`,
    says: [
      "bad.yaml:8:55 parts[0].within: found policy, a text, in 'policy', need numbers and durations",
      "bad.yaml:8:70 parts[0].check: found policy, a text, in 'policy', need numbers and durations",
    ],
  },
];
