/** The net by which the language is explained, with everything it has. */
export const replicas = `
format: ninefold/net@1
name: replicas with a shared hypervisor
time-unit: h
constants: {n: 3, k: 1, mttf: 30 d}
indices: {i: n}                                   # i in 1..n
places:                                           # small integers or named states
  hypervisor: {states: [hvUp, hvDown]}            # first is initial; a name is one constant of the whole net
  vm(i): {states: [up, failed, off, booting]}     # one place a member
let:                                              # named expressions, usable everywhere
  service: sum(vm(*) == up) >= k
  capacity: sum(vm(*) == up)
activities:
  failHypervisor: {when: hypervisor == hvUp, rate: 1/2880, then: {hypervisor: hvDown}}
  rebootHypervisor: {when: hypervisor == hvDown, delay: {lognormal: {mean: 5 min, cv: 0.8}}, then: {hypervisor: hvUp}}
  failVm(i): {when: vm(i) == up, delay: {weibull: {shape: 1.5, mean: mttf}}, then: {vm(i): failed}}
  restartVm(i): {when: vm(i) == failed, delay: 1 min, cases: [{weight: 0.9, then: {vm(i): up}}, {weight: 0.1, then: {}}]}
  fallVm(i): {when: hypervisor != hvUp && vm(i) != off, immediate: 9, then: {vm(i): off}}
  bootVm(i): {when: hypervisor == hvUp && vm(i) == off, immediate: 5, then: {vm(i): booting}}
  upVm(i): {when: vm(i) == booting, delay: 1 min, then: {vm(i): up}}
rewards: {crashes: {impulse: {failVm(*): 1}}}     # counted at firings
spans: {outage: {while: "!service"}}              # passages, each one an observation
measures:
  availability: {steady-state: service}           # long-run time average
  year:         {average: service, until: 1 y}    # interval availability
  mission:      {probability: {reach: "!service", within: 1000 h}}
  mttf:         {mean-time-to: "!service"}
  curve:        {at: {from: 0 h, to: 30 d, steps: 60}, of: service}
  crashes-year: {accumulated: crashes, until: 1 y}
  outage-p99:   {quantile: 0.99, of: outage, until: 1 y}
  outages:      {count: outage, until: 1 y}
  outage-mean:  {mean: outage, until: 1 y}
`;
