/** A net that is wrong in one way, where the parser must say so, and words that what it says must contain. */
export interface WrongNet {
  readonly what: string;
  /** Sections that replace or join those of `soundNet`. */
  readonly text: string;
  /** As `pathText` writes it. */
  readonly path: string;
  readonly says: readonly string[];
}

/** A small net without a fault; each wrong net changes a section of it. */
export const soundNet = `
format: ninefold/net@1
name: pair
constants: {n: 2, mttf: 100 h}
indices: {i: n}
places: {vm(i): {states: [up, down]}, crew: 1}
let: {service: any(vm(*) == up)}
activities:
  fail(i): {when: vm(i) == up, rate: 1/mttf, then: {vm(i): down}}
  repair(i): {when: vm(i) == down && crew > 0, delay: 1 h, then: {vm(i): up}}
rewards: {failures: {impulse: {fail(*): 1}}}
spans: {outage: {while: "!service"}}
measures: {availability: {steady-state: service}}
`;

const one = (activity: string): string =>
  `activities: {fail(i): {rate: 1, when: vm(i) == up, then: {vm(i): down}}, other: ${activity}}`;
const measured = (measure: string): string => `measures: {m: ${measure}}`;

export const wrongNets: readonly WrongNet[] = [
  // Structure
  {
    what: 'another format',
    text: 'format: ninefold/net@9',
    path: 'format',
    says: ['ninefold/net@9', 'ninefold/net@1'],
  },
  { what: 'a misspelt section', text: 'activites: {}', path: 'activites', says: ['unknown key', 'activities'] },
  { what: 'an unknown unit of time', text: 'time-unit: w', path: 'time-unit', says: ['w', 'h'] },
  { what: 'a section that is no map', text: 'places: [a, b]', path: 'places', says: ['list', 'map'] },
  { what: 'a misspelt key', text: one('{rate: 1, whne: crew > 0}'), path: 'activities.other.whne', says: ['when'] },
  { what: 'an empty name', text: 'name: ""', path: 'name', says: ['empty text'] },

  // What YAML makes of unquoted expressions
  {
    what: 'a comma in a constant',
    text: 'constants: {n: 2, mttf: max(1, 2)}',
    path: 'constants["2)"]',
    says: ['empty value', 'quotes'],
  },
  {
    what: 'a comma in a guard',
    text: one('{when: if(crew, 1, 0), rate: 1}'),
    path: 'activities.other["0)"]',
    says: ['quotes'],
  },
  {
    what: 'a comma in a list',
    text: one('{delay: {at: [max(1, 2)]}}'),
    path: 'activities.other.delay.at[0]',
    says: ['character 6', "')'", 'quotes'],
  },
  {
    what: 'an empty guard',
    text: one('{when: "", rate: 1}'),
    path: 'activities.other.when',
    says: ['empty text', '!'],
  },

  // Names
  { what: 'a name with a dash', text: 'let: {in-service: 1}', path: 'let.in-service', says: ['letters, digits and _'] },
  { what: 'a name that begins with a digit', text: 'let: {1st: 1}', path: 'let.1st', says: ['begins with a letter'] },
  { what: 'a function as a name', text: 'let: {sum: 1}', path: 'let.sum', says: ['already a function'] },
  { what: 'a unit as a name', text: 'constants: {n: 2, mttf: 1, d: 3}', path: 'constants.d', says: ['unit of time'] },
  { what: 'a let named as a place', text: 'let: {crew: 1}', path: 'let.crew', says: ['already a place'] },
  { what: 'a let named as a state', text: 'let: {up: 1}', path: 'places.vm(i).states[0]', says: ['already a let'] },
  {
    what: 'a family and a place of one name',
    text: 'places: {crew: 1, vm(i): {states: [up, down]}, vm: 0}',
    path: 'places.vm',
    says: ['declared above'],
  },
  {
    what: 'a state with two values',
    text: 'places: {crew: 1, vm(i): {states: [up, down]}, hv: {states: [down, up]}}',
    path: 'places.hv.states[0]',
    says: ['as value 0', 'is 1 elsewhere'],
  },
  {
    what: 'a state twice',
    text: 'places: {crew: 1, vm(i): {states: [up, down, up]}}',
    path: 'places.vm(i).states[2]',
    says: ['twice'],
  },
  {
    what: 'a measure with a comma',
    text: 'measures: {"a,b": {steady-state: 1}}',
    path: 'measures["a,b"]',
    says: ['name'],
  },

  // Expressions
  { what: 'an unknown name', text: 'let: {service: servce > 0, service2: 1}', path: 'let.service', says: ['servce'] },
  {
    what: 'a misspelt name',
    text: one('{when: crw > 0, rate: 1}'),
    path: 'activities.other.when',
    says: ['crw at character 1 of', 'crew'],
  },
  {
    what: 'an expression that stops short',
    text: one('{when: crew >, rate: 1}'),
    path: 'activities.other.when',
    says: ['the end', 'character 7'],
  },
  {
    what: 'a constant used too early',
    text: 'constants: {n: 2, a: mttf, mttf: 1}',
    path: 'constants.a',
    says: ['above'],
  },
  {
    what: 'a constant that reads a place',
    text: 'constants: {n: 2, mttf: crew}',
    path: 'constants.mttf',
    says: ['place crew'],
  },
  {
    what: 'a division by zero',
    text: 'constants: {n: 2, mttf: 1/(2-n)}',
    path: 'constants.mttf',
    says: ['1 / 0', 'not 0'],
  },
  { what: 'a circle of lets', text: 'let: {service: a, a: b, b: a}', path: 'let.b', says: ['a -> b -> a'] },
  {
    what: 'a computed index of a let',
    text: 'let: {a(i): i, service: a(crew)}',
    path: 'let.service',
    says: ['computed'],
  },

  // Families
  { what: 'an unknown index', text: 'let: {a(j): 1}', path: 'let.a(j)', says: ['unknown index j', 'indices'] },
  { what: 'half a member', text: 'indices: {i: n / 4}', path: 'indices.i', says: ['0.5', 'whole number'] },
  { what: 'an index that reads a place', text: 'indices: {i: crew}', path: 'indices.i', says: ['place crew'] },
  {
    what: 'a member that is not there',
    text: 'let: {service: vm(3) == up}',
    path: 'let.service',
    says: ['vm(3)', '1..2'],
  },
  {
    what: 'a family without an index',
    text: 'let: {service: vm == up}',
    path: 'let.service',
    says: ['family vm', 'vm(i)'],
  },
  {
    what: 'too many indices',
    text: 'let: {service: "vm(1, 2) == up"}',
    path: 'let.service',
    says: ['2 indices', 'vm(i)'],
  },
  { what: 'an index of a single place', text: 'let: {service: crew(1)}', path: 'let.service', says: ['no family'] },
  { what: 'an index of a constant', text: 'let: {service: n(1)}', path: 'let.service', says: ['constant'] },
  { what: 'an index out of its family', text: 'let: {service: i}', path: 'let.service', says: ['index i'] },
  {
    what: 'a star out of a fold',
    text: 'let: {service: vm(*) == up}',
    path: 'let.service',
    says: ['(*) only inside sum'],
  },
  {
    what: 'stars over different families',
    text: 'indices: {i: n, j: 3}\nlet: {a(j): j, service: sum(vm(*) * a(*))}',
    path: 'let.service',
    says: ['over 2 and over 3'],
  },
  {
    what: 'the least of nothing',
    text: 'indices: {i: 0}\nlet: {service: min(vm(*))}',
    path: 'let.service',
    says: ['no members'],
  },

  // Places
  {
    what: 'an initial value below 0',
    text: 'places: {vm(i): {states: [up, down]}, crew: -1}',
    path: 'places.crew',
    says: ['-1', 'at least 0'],
  },
  {
    what: 'an initial value above the bound',
    text: 'places: {vm(i): {states: [up, down]}, crew: {initial: 3, max: 2}}',
    path: 'places.crew.initial',
    says: ['3', '0..2'],
  },
  {
    what: 'half a token',
    text: 'places: {vm(i): {states: [up, down]}, crew: 0.5}',
    path: 'places.crew',
    says: ['0.5', 'whole number'],
  },
  {
    what: 'bounds the wrong way round',
    text: 'places: {vm(i): {states: [up, down]}, crew: {initial: 1, min: 2, max: 0}}',
    path: 'places.crew.initial',
    says: ['min 2 above max 0'],
  },
  {
    what: 'states and a bound',
    text: 'places: {crew: 1, vm(i): {states: [up, down], max: 1}}',
    path: 'places.vm(i).max',
    says: ['beside states'],
  },

  // Timing
  { what: 'no timing', text: one('{then: {crew: 0}}'), path: 'activities.other', says: ['no timing', 'exactly one'] },
  { what: 'two timings', text: one('{rate: 1, delay: 1 h}'), path: 'activities.other', says: ['rate and delay'] },
  {
    what: 'a negative rate',
    text: one('{rate: 1 - n}'),
    path: 'activities.other.rate',
    says: ['1 - n', 'which is -1', '>= 0'],
  },
  { what: 'a negative delay', text: one('{delay: -1 h}'), path: 'activities.other.delay', says: ['-1', '>= 0'] },
  {
    what: 'a speed beside a rate',
    text: one('{rate: 1, speed: 2}'),
    path: 'activities.other.speed',
    says: ['only beside a delay'],
  },
  {
    what: 'an age beside a calendar',
    text: one('{delay: {every: {period: 1 h}}, age: 2}'),
    path: 'activities.other.age',
    says: ['age beside a calendar'],
  },
  {
    what: 'a priority beside immediate',
    text: one('{immediate: 1, priority: 2, then: {crew: 0}, when: crew > 0}'),
    path: 'activities.other.priority',
    says: ['beside immediate', 'value of immediate'],
  },
  {
    what: 'a priority that reads a place',
    text: one('{immediate: crew, when: crew > 0, then: {crew: 0}}'),
    path: 'activities.other.immediate',
    says: ['reads places'],
  },
  {
    what: 'a negative speed',
    text: one('{delay: 1 h, speed: -1}'),
    path: 'activities.other.speed',
    says: ['-1', '>= 0'],
  },
  {
    what: 'a calendar without a period',
    text: one('{delay: {every: {}}}'),
    path: 'activities.other.delay.every.period',
    says: ['nothing', '> 0'],
  },
  {
    what: 'a probability above 1',
    text: one('{delay: {every: {period: 1 h, probability: 1.5}}}'),
    path: 'activities.other.delay.every.probability',
    says: ['1.5', '0..1'],
  },
  {
    what: 'a misspelt calendar key',
    text: one('{delay: {every: {perid: 1 h, period: 1 h}}}'),
    path: 'activities.other.delay.every.perid',
    says: ['period'],
  },
  {
    what: 'a time before 0 in a script',
    text: one('{delay: {at: [-1 h]}}'),
    path: 'activities.other.delay.at[0]',
    says: ['-1'],
  },

  // Laws
  {
    what: 'a misspelt distribution',
    text: one('{delay: {weibul: {shape: 1, mean: 1 h}}}'),
    path: 'activities.other.delay.weibul',
    says: ['unknown distribution', 'weibull'],
  },
  {
    what: 'a parameter too few',
    text: one('{delay: {weibull: {shape: 1}}}'),
    path: 'activities.other.delay.weibull',
    says: ['found shape', 'shape, mean or shape, scale'],
  },
  {
    what: 'a parameter of another law',
    text: one('{delay: {exponential: {men: 1 h}}}'),
    path: 'activities.other.delay.exponential.men',
    says: ['mean'],
  },
  {
    what: 'a parameter out of range',
    text: one('{delay: {weibull: {shape: 1 - n, mean: 1 h}}}'),
    path: 'activities.other.delay.weibull.shape',
    says: ['-1'],
  },
  {
    what: 'two distributions',
    text: one('{delay: {exponential: {mean: 1}, uniform: {min: 0, max: 1}}}'),
    path: 'activities.other.delay',
    says: ['one distribution'],
  },

  // Effects and cases
  {
    what: 'a name of another place',
    text: 'places: {crew: 1, vm(i): {states: [up, down]}, hv: {states: [hvUp, hvDown]}}\nactivities: {a: {rate: 1, then: {vm(1): hvDown}}}\nrewards: {}',
    path: 'activities.a.then.vm(1)',
    says: ['hvDown', 'one of up, down'],
  },
  {
    what: 'a write to nothing',
    text: one('{rate: 1, then: {crow: 1}}'),
    path: 'activities.other.then.crow',
    says: ['unknown place', 'crew'],
  },
  {
    what: 'a write to a constant',
    text: one('{rate: 1, then: {n: 1}}'),
    path: 'activities.other.then.n',
    says: ['constant n'],
  },
  {
    what: 'two writes to one place',
    text: one('{rate: 1, then: {vm(*): down, vm(2): up}}'),
    path: 'activities.other.then.vm(2)',
    says: ['second write to vm(2)'],
  },
  {
    what: 'a computed index in a write',
    text: one('{rate: 1, then: {vm(crew): down}}'),
    path: 'activities.other.then.vm(crew)',
    says: ['computed index'],
  },
  {
    what: 'a value that is no state',
    text: one('{rate: 1, then: {vm(1): 2}}'),
    path: 'activities.other.then.vm(1)',
    says: ['2', 'up, down'],
  },
  {
    what: 'a negative count',
    text: one('{rate: 1, then: {crew: -1}}'),
    path: 'activities.other.then.crew',
    says: ['-1', 'at least 0'],
  },
  {
    what: 'half a count',
    text: one('{rate: 1, then: {crew: 1/2}}'),
    path: 'activities.other.then.crew',
    says: ['1/2'],
  },
  {
    what: 'a negative weight',
    text: one('{rate: 1, cases: [{weight: -1}]}'),
    path: 'activities.other.cases[0].weight',
    says: ['-1', '>= 0'],
  },
  {
    what: 'no weight',
    text: one('{rate: 1, cases: [{weight: 0}, {weight: 0}]}'),
    path: 'activities.other.cases',
    says: ['all 0'],
  },
  {
    what: 'then beside cases',
    text: one('{rate: 1, then: {}, cases: [{weight: 1}]}'),
    path: 'activities.other.then',
    says: ['inside each case'],
  },
  {
    what: 'an unknown activity to copy',
    text: one('{rate: 1, then: fial(1)}'),
    path: 'activities.other.then',
    says: ['fial', 'fail'],
  },
  {
    what: 'several activities to copy',
    text: one('{rate: 1, then: fail(*)}'),
    path: 'activities.other.then',
    says: ['one activity'],
  },
  {
    what: 'its own effects',
    text: one('{rate: 1, then: other}'),
    path: 'activities.other.then',
    says: ['other -> other'],
  },
  {
    what: 'a circle of effects',
    text: 'activities: {a: {rate: 1, then: b}, b: {rate: 1, then: a}}\nrewards: {}',
    path: 'activities.b.then',
    says: ['a -> b -> a'],
  },
  {
    what: 'effects with several outcomes',
    text: 'activities: {a: {rate: 1, then: b}, b: {rate: 1, cases: [{weight: 1}, {weight: 2}]}}\nrewards: {}',
    path: 'activities.a.then',
    says: ['2 cases'],
  },
  {
    what: 'a restart of nothing',
    text: one('{rate: 1, restarts: [fail(3)]}'),
    path: 'activities.other.restarts[0]',
    says: ['fail(3)', '1..2'],
  },
  {
    what: 'a restart of an immediate',
    text: one('{immediate: 1, when: crew > 5, then: {crew: 0}, restarts: [other]}'),
    path: 'activities.other.restarts[0]',
    says: ['immediate', 'clock'],
  },

  // Observers
  {
    what: 'an empty reward',
    text: 'rewards: {failures: {}}',
    path: 'rewards.failures',
    says: ['rate, impulse or both'],
  },
  {
    what: 'an impulse of nothing',
    text: 'rewards: {failures: {impulse: {fall: 1}}}',
    path: 'rewards.failures.impulse.fall',
    says: ['unknown activity fall', 'fail'],
  },
  {
    what: 'an impulse twice',
    text: 'rewards: {f: {impulse: {fail(*): 1, fail(1): 2}}}',
    path: 'rewards.f.impulse.fail(1)',
    says: ['second impulse of fail(1)'],
  },
  {
    what: 'half a span',
    text: 'spans: {outage: {from: [fail(1)]}}',
    path: 'spans.outage',
    says: ['found from', 'from and to'],
  },
  {
    what: 'a span of both kinds',
    text: 'spans: {outage: {while: "1", from: [fail(1)], to: [fail(2)]}}',
    path: 'spans.outage',
    says: ['while and from and to'],
  },
  {
    what: 'a span from nothing',
    text: 'spans: {outage: {from: [fial(*)], to: [fail(*)]}}',
    path: 'spans.outage.from[0]',
    says: ['fial', 'fail'],
  },

  // Measures
  { what: 'an empty measure', text: measured('{}'), path: 'measures.m', says: ['exactly one of steady-state'] },
  {
    what: 'two measures in one',
    text: measured('{count: outage, mean: outage}'),
    path: 'measures.m',
    says: ['count, mean'],
  },
  {
    what: 'an average without an end',
    text: measured('{average: service}'),
    path: 'measures.m',
    says: ['without until'],
  },
  {
    what: 'a long run with an end',
    text: measured('{steady-state: service, until: 1 h}'),
    path: 'measures.m.until',
    says: ['steady-state alone'],
  },
  {
    what: 'a span that is not there',
    text: measured('{count: outag}'),
    path: 'measures.m.count',
    says: ['outag', 'outage'],
  },
  {
    what: 'a quantile of 1',
    text: measured('{quantile: 1, of: outage}'),
    path: 'measures.m.quantile',
    says: ['below 1'],
  },
  {
    what: 'several ends of a mean',
    text: measured('{mean: outage, until: [1 h, 2 h]}'),
    path: 'measures.m.until',
    says: ['one time'],
  },
  {
    what: 'times out of order',
    text: measured('{at: [2 h, 1 h], of: service}'),
    path: 'measures.m.at[1]',
    says: ['ascending'],
  },
  {
    what: 'a range that goes back',
    text: measured('{at: {from: 2 h, to: 1 h, steps: 3}, of: service}'),
    path: 'measures.m.at.to',
    says: ['after from'],
  },
  {
    what: 'half a step',
    text: measured('{at: {from: 0 h, to: 1 h, steps: 0.5}, of: service}'),
    path: 'measures.m.at.steps',
    says: ['whole number'],
  },
  {
    what: 'an average over no time',
    text: measured('{average: service, until: 0}'),
    path: 'measures.m.until',
    says: ['> 0'],
  },
  {
    what: 'a negative bound',
    text: measured('{probability: {reach: service, within: -1 h}}'),
    path: 'measures.m.probability.within',
    says: ['-1'],
  },
  {
    what: 'both reach and stay',
    text: measured('{probability: {reach: service, stay: service}}'),
    path: 'measures.m.probability',
    says: ['reach and stay'],
  },

  // Run
  { what: 'no trials', text: 'run: {trials: 0}', path: 'run.trials', says: ['0', 'at least 1'] },
  { what: 'full confidence', text: 'run: {confidence: 1}', path: 'run.confidence', says: ['1', 'below 1'] },
  { what: 'a precision that is no share', text: 'run: {precision: 1 h}', path: 'run.precision', says: ['1 h', '1%'] },
  { what: 'half a seed', text: 'run: {seed: 0.5}', path: 'run.seed', says: ['0.5', 'whole number'] },
  { what: 'no length', text: 'run: {length: 0 h}', path: 'run.length', says: ['> 0'] },

  // What is easily forgotten
  {
    what: 'one time twice',
    text: measured('{at: [1 h, 60 min], of: service}'),
    path: 'measures.m.at[1]',
    says: ['1 after 1', 'ascending'],
  },
  {
    what: 'a constant over an index',
    text: 'constants: {n: 2, mttf: 1, a(i): 1}',
    path: 'constants.a(i)',
    says: ['family a(i)'],
  },
  { what: 'an index over an index', text: 'indices: {i: 2, j(i): 1}', path: 'indices.j(i)', says: ['family j(i)'] },
  {
    what: 'a family too large',
    text: 'indices: {i: 2, j: 1e5}\nlet: {service: 1, "a(i, j)": 1}',
    path: 'let.a(i, j)',
    says: ['200000 members'],
  },
  { what: 'an index too large', text: 'indices: {i: 1e6}', path: 'indices.i', says: ['100000'] },
  { what: 'an index twice', text: 'let: {"a(i, i)": 1}', path: 'let.a(i, i)', says: ['each index once'] },
  { what: 'a family cut at the comma', text: 'let: {a(i, i): 1}', path: 'let["i)"]', says: ['quotes around a name'] },
  {
    what: 'a state that is no name',
    text: 'places: {crew: 1, vm(i): {states: [up, down, in-between]}}',
    path: 'places.vm(i).states[2]',
    says: ['letters, digits and _'],
  },
  {
    what: 'a calendar that is no map',
    text: one('{delay: {every: 10 s}}'),
    path: 'activities.other.delay.every',
    says: ['10 s', 'period'],
  },
  {
    what: 'a script that is no list',
    text: one('{delay: {at: 10 s}}'),
    path: 'activities.other.delay.at',
    says: ['10 s', 'list of times'],
  },
  {
    what: 'a list as a period',
    text: one('{delay: {every: {period: [1]}}}'),
    path: 'activities.other.delay.every.period',
    says: ['a list of 1'],
  },
  {
    what: 'a list as a delay',
    text: one('{delay: {uniform: {min: [1], max: 2}}}'),
    path: 'activities.other.delay.uniform.min',
    says: ['a list of 1'],
  },
  {
    what: 'a number for a list',
    text: one('{delay: {empirical: {values: 1}}}'),
    path: 'activities.other.delay.empirical.values',
    says: ['1', 'list of expressions'],
  },
  {
    what: 'a value of a list',
    text: one('{delay: {empirical: {values: [1, -1]}}}'),
    path: 'activities.other.delay.empirical.values[1]',
    says: ['-1', '>= 0'],
  },
  {
    what: 'a piece without weight',
    text: one('{delay: {density: {pieces: [[0, 1]]}}}'),
    path: 'activities.other.delay.density.pieces[0]',
    says: ['[from, to, weight]'],
  },
  {
    what: 'a law inside that is none',
    text: one('{delay: {shifted: {by: 1, of: [1]}}}'),
    path: 'activities.other.delay.shifted.of',
    says: ['a list of 1', 'one distribution'],
  },
  {
    what: 'a law without parameters',
    text: one('{delay: {weibull: 3}}'),
    path: 'activities.other.delay.weibull',
    says: ['3', 'shape, mean'],
  },
  {
    what: 'no distribution at all',
    text: one('{delay: {}}'),
    path: 'activities.other.delay',
    says: ['one distribution'],
  },
  {
    what: 'a far-fetched distribution',
    text: one('{delay: {cauchy: {scale: 1}}}'),
    path: 'activities.other.delay.cauchy',
    says: ['one of exponential'],
  },
  {
    what: 'an expression as an activity',
    text: one('{rate: 1, restarts: [1 + 2]}'),
    path: 'activities.other.restarts[0]',
    says: ['name of an activity'],
  },
  {
    what: 'an expression as a place',
    text: one('{rate: 1, then: {1 + 2: 0}}'),
    path: 'activities.other.then.1 + 2',
    says: ['a place, like'],
  },
  {
    what: 'an activity with an index too many',
    text: one('{rate: 1, restarts: [other(1)]}'),
    path: 'activities.other.restarts[0]',
    says: ['no family'],
  },
  {
    what: 'a family of activities as one',
    text: one('{rate: 1, restarts: [fail]}'),
    path: 'activities.other.restarts[0]',
    says: ['fail(i)'],
  },
  {
    what: 'two computed indices',
    text: 'let: {service: "pair(crew, crew)"}\nplaces: {"pair(i, i2)": 0, crew: 1}\nindices: {i: 2, i2: 2}\nactivities: {}\nrewards: {}\nspans: {}',
    path: 'let.service',
    says: ['2 computed indices'],
  },
  {
    what: 'too many steps',
    text: measured('{at: {from: 0, to: 1, steps: 1e9}, of: service}'),
    path: 'measures.m.at.steps',
    says: ['at most'],
  },
  {
    what: 'a bound without a value',
    text: measured('{average: service, until: 1/0}'),
    path: 'measures.m.until',
    says: ['1 / 0'],
  },
  {
    what: 'a span where there are none',
    text: 'spans: {}\nmeasures: {m: {count: outage}}',
    path: 'measures.m.count',
    says: ['this net has none'],
  },
];
