/** A machine that fails and is repaired; a year is some 90 events, a mission ends with the first failure. */
export const machine = `format: ninefold/net@1
name: a machine
places: {machine: {states: [up, down]}}
activities:
  fail: {when: machine == up, rate: 1 / 200 h, then: {machine: down}}
  repair: {when: machine == down, delay: {lognormal: {mean: 4 h, cv: 1}}, then: {machine: up}}
spans: {outage: {while: machine == down}}
measures:
  availability: {average: machine == up, until: 1 y}
  outages: {count: outage, until: 1 y}
  long: {quantile: 0.9, of: outage, until: 1 y}
  mission: {probability: {stay: machine == up, within: 100 h}}
  survival: {probability: {stay: machine == up, within: {from: 0 h, to: 400 h, steps: 4}}}
  mttf: {mean-time-to: machine == down}
`;

/** The same with exponential repair, so that all of it is known exactly. */
export const exponentialMachine = machine.replace('delay: {lognormal: {mean: 4 h, cv: 1}}', 'rate: 1 / 4 h');

/** A counter that leaves its range in some trial or other. */
export const overflowing = `format: ninefold/net@1
name: overflowing
places: {count: {initial: 0, max: 12}}
activities:
  more: {rate: 1 per h, then: {count: count + 1}}
measures:
  level: {at: 3 h, of: count}
`.replace('1 per h', '1 / 1 h');

/** Lives that wear out and repairs that take a fixed time, which nothing but trials follows. */
export const wearing = `
format: ninefold/system@1
name: replicated
horizon: 60 d
hardware: {mttf: 100 y, mttr: 1 d}
hypervisor: {mttf: 200 d, mttr: 12 h}
vms: {count: 2, life: {weibull: {shape: 3, mean: 60 d}}, repair: 2 d}
measures: [availability]
baseline: {name: single, software: {life: {weibull: {shape: 3, mean: 60 d}}, repair: 2 d}}
`;

/** Three servers alike, which may be counted; a section `run` may be added. */
export const servers = `format: ninefold/net@1
name: servers
indices: {i: 3}
places: {server(i): {states: [up, down]}}
activities:
  fail(i): {when: server(i) == up, rate: 1 / 100 h, then: {server(i): down}}
  repair(i): {when: server(i) == down, rate: 1 / 5 h, then: {server(i): up}}
measures: {availability: {average: any(server(*) == up), until: 100 h}}
`;
