import type { BadInput } from './bad-input.js';

/** What is no config at all. */
export const badYaml: readonly BadInput[] = [
  {
    what: 'a tab',
    text: `
format: ninefold/system@1
hardware:
	mttf: 1 y
`,
    says: ['bad.yaml:3:1: found a tab, need spaces to indent'],
  },
  {
    what: 'a key twice',
    text: `
format: ninefold/system@1
name: a
name: b
`,
    says: ["bad.yaml:3:1: found the key 'name' again, need each key once"],
  },
  {
    what: 'a bracket that does not close',
    text: `
format: ninefold/system@1
measures: [a, b
name: c
`,
    says: [
      'bad.yaml:3:1: found invalid YAML (Flow sequence in block collection must be sufficiently indented and end with a ]), need valid YAML',
    ],
  },
  {
    what: 'a quote that does not close',
    text: `
format: ninefold/net@1
name: "a
`,
    says: ['bad.yaml:3:1: found invalid YAML (Missing closing "quote), need valid YAML'],
  },
  {
    what: 'an indentation that changes',
    text: `
format: ninefold/system@1
hardware:
  mttf: 1 y
   mttr: 4 h
`,
    says: [
      'bad.yaml:3:9: found invalid YAML (Nested mappings are not allowed in compact mappings), need valid YAML',
      'bad.yaml:3:9: found invalid YAML (Implicit keys need to be on a single line), need valid YAML',
    ],
  },
  {
    what: 'an unquoted negation',
    text: `
format: ninefold/net@1
name: a
let: {down: !up}
`,
    says: ["bad.yaml:3:13: found the YAML tag '!up', need quotes around a text that begins with !"],
  },
  {
    what: 'an alias of nothing',
    text: `
format: ninefold/system@1
name: a
hardware: *server
`,
    says: ['bad.yaml:3:11: found the YAML alias *server, need an anchor &server before it'],
  },
  {
    what: 'an alias of itself',
    text: `
format: ninefold/system@1
name: &a [*a]
`,
    says: ['bad.yaml:2:11: found the YAML alias *a inside its own anchor, need a finite document'],
  },
  {
    what: 'two documents',
    text: `
format: ninefold/system@1
---
name: a
`,
    says: ['bad.yaml:2:1: found a second document, need one document a file'],
  },
  {
    what: 'a colon in a text',
    text: `
format: ninefold/system@1
name: a: b
`,
    says: ['bad.yaml:2:7: found invalid YAML (Nested mappings are not allowed in compact mappings), need valid YAML'],
  },
  {
    what: 'a list of hardware',
    text: `
- hardware
- software
`,
    says: [
      'bad.yaml:1:1: found a list of 2, need a map that begins with format: ninefold/system@1 or format: ninefold/net@1',
    ],
  },
  {
    what: 'no text',
    text: '',
    says: [
      'bad.yaml:1:1: found an empty value, need a map that begins with format: ninefold/system@1 or format: ninefold/net@1',
    ],
  },
  {
    what: 'no format',
    text: `
name: a
hardware: {mttf: 1 y}
`,
    says: ['bad.yaml:1:1 format: found nothing, need ninefold/system@1 or ninefold/net@1'],
  },
  {
    what: 'an unknown format',
    text: `
format: ninefold/sistem@1
name: a
`,
    says: [
      "bad.yaml:1:9 format: found 'ninefold/sistem@1', need ninefold/system@1 (did you mean that?) or ninefold/net@1",
    ],
  },
  {
    what: 'a format of another program',
    text: `
format: prism
name: a
`,
    says: ["bad.yaml:1:9 format: found 'prism', need ninefold/system@1 or ninefold/net@1"],
  },
];
