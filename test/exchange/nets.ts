/** Nets that say, between them, everything that an export can say. */
export const MEMORYLESS = `
constants: {n: 2, mttf: 30 d, stuck: 0.1}
indices: {i: n}
places:
  power: {states: [on, off]}
  vm(i): {states: [up, failed, booting]}
  crew: 2
  book: {initial: 0, min: -1, max: 1}
let:
  working: sum(vm(*) == up)
  service: working >= 1 && power == on
  half: working / n
activities:
  cut: {when: power == on, rate: 1 / 400, then: {power: off}}
  mend: {when: power == off, rate: 0.5, then: {power: on}}
  fail(i): {when: vm(i) == up && power == on, rate: (1 + 0.5 * (power == off)) / mttf, then: {vm(i): failed, book: 'max(book - 1, -1)'}}
  repair(i):
    when: vm(i) == failed && crew > 0
    delay: {exponential: {mean: 4 h}}
    speed: min(crew, 2)
    cases:
      - {weight: 1 - stuck, then: {vm(i): booting, crew: crew - 1}}
      - {weight: stuck, then: {book: 'min(book + (i > 1), 1)'}}
  boot(i):
    when: vm(i) == booting
    rate: 6 * abs(-2) ^ 1
    cases: [{weight: 3, then: {vm(i): up, crew: crew + 1}}, {weight: 1, then: {vm(i): failed, crew: crew + 1}}, {weight: 0, then: {crew: 99}}]
rewards:
  boots: {impulse: {boot(*): 'if(power == on, 2, 1)'}}
  cost: {rate: 3 * (2 - crew) + half, impulse: {cut: 10}}
measures:
  availability: {steady-state: service}
  boots-rate: {steady-state: boots}
  year: {average: service, until: 1 y}
  cost-year: {accumulated: cost, until: 1 y}
  mission: {probability: {reach: "!service", within: 1000 h}}
  stays: {probability: {stay: service, within: [10 h, 100 h]}}
  before: {probability: {reach: "crew == 0", within: "power == off"}}
  never-before: {probability: {stay: "crew > 0", within: "power == off"}}
  mttf-service: {mean-time-to: "!service"}
  curve: {at: {from: 0 h, to: 30 h, steps: 3}, of: service}
  mean-up: {at: 12 h, of: working}
  cost-until: {accumulated: cost, until: "!service"}
  half-until: {average: half, until: "!service"}
  ratio: {ratio: boots, by: service}
  ratio-year: {ratio: boots, by: service, until: 1 y}
  nines: {nines: service}
  nines-year: {nines: service, until: 1 y}
`;

/** Only its explored states are a chain: an immediate, stages, a speed that pauses. */
export const WITH_PHASES = `
places:
  hv: {states: [hvUp, hvDown]}
  vm: {states: [up, off, booting]}
let: {service: vm == up}
activities:
  failHv: {when: hv == hvUp, delay: {erlang: {stages: 3, mean: 100 h}}, then: {hv: hvDown}}
  rebootHv: {when: hv == hvDown, delay: {hyperexponential: {rates: [10, 2], weights: [3, 1]}}, then: {hv: hvUp}}
  fall: {when: hv == hvDown && vm != off, immediate: 2, then: {vm: off}}
  start: {when: hv == hvUp && vm == off, immediate: 1, then: {vm: booting}}
  boot: {when: vm == booting, delay: {erlang: {stages: 2, mean: 1 h}}, then: {vm: up}}
rewards:
  falls: {impulse: {fall: 1}}
  load: {rate: 2 * (vm == up) + (vm == booting)}
measures:
  availability: {steady-state: service}
  falls-day: {accumulated: falls, until: 1 d}
  up-now: {at: [1 h, 10 h], of: service}
  load-day: {average: load, until: 1 d}
  mission: {probability: {reach: "!service", within: 1 d}}
  mttf: {mean-time-to: "!service"}
`;
