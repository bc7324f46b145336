/** Small runs of every kind that leaves a folder: some tenths of a second of work in many chunks. */

const machine = (hours) => `format: ninefold/net@1
name: a machine
places: {machine: {states: [up, down]}}
activities:
  fail: {when: machine == up, rate: 1 / ${hours} h, then: {machine: down}}
  repair: {when: machine == down, rate: 1 / 4 h, then: {machine: up}}
measures:
  availability: {average: machine == up, until: 20 w}
  down-at-last: {at: 20 w, of: machine == down}
  mission: {probability: {stay: machine == up, within: 100 h}}
  mttf: {mean-time-to: machine == down}
`;

const exponential = (mean) => `{exponential: {mean: ${mean}}}`;
const node = `format: ninefold/system@1
name: a node
horizon: 2 w
mission: 1 w
hardware: {mttf: 1 y, mttr: 4 h}
hypervisor: {mttf: 60 d, repair: reboot, boot: ${exponential('2 min')}}
vms: {count: 1, mttf: 5 d, repair: reboot, boot: ${exponential('90 s')}}
service: {needs: 1}
baseline: {software: {mttf: 5 d, repair: reboot, boot: ${exponential('90 s')}}}
`;

export const configs = {
  'machine.yaml': machine(100),
  'other.yaml': machine(300),
  'third.yaml': machine(500),
  'node.yaml': node,
};

const rates = [50, 100, 150, 200, 250, 300].map((hours) => `1 / ${hours} h`).join(',');
const kept = ['--out', 'kept', '--workers'];

export const cases = [
  {
    name: 'run, trials kept',
    args: (workers) => ['run', 'machine.yaml', '--trials', '60000', '--keep-trials', ...kept, workers],
  },
  {
    name: 'run to a precision',
    args: (workers) => ['run', 'machine.yaml', '--precision', '0.5%', '--trials', '100000', ...kept, workers],
  },
  {
    name: 'run with a baseline',
    args: (workers) => ['run', 'node.yaml', '--trials', '300', '--keep-trials', ...kept, workers],
  },
  {
    name: 'sweep',
    args: (workers) => [
      'sweep',
      'machine.yaml',
      ...['--vary', `activities.fail.rate=${rates}`],
      ...['--vary', 'activities.repair.rate=1 / 1 h,1 / 2 h,1 / 3 h'],
      ...['--trials', '2000', ...kept, workers],
    ],
  },
  {
    name: 'sweep, trials kept',
    args: (workers) => [
      ...['sweep', 'machine.yaml', '--vary', `activities.fail.rate=${rates}`],
      ...['--trials', '3000', '--keep-trials', ...kept, workers],
    ],
  },
  {
    name: 'sweep with trials where they are needed',
    args: (workers) => [
      ...['sweep', 'machine.yaml', '--vary', `activities.fail.rate=${rates}`],
      ...['--total-trials', '20000', ...kept, workers],
    ],
  },
  {
    name: 'batch',
    args: (workers) => [
      ...['batch', 'machine.yaml', 'other.yaml', 'third.yaml', '--trials', '10000', '--keep-trials', ...kept, workers],
    ],
  },
  {
    name: 'boundary',
    args: (workers) => [
      ...['boundary', 'machine.yaml', 'other.yaml', '--vary', 'A:activities.repair.rate=0.05..0.9', '--simulate'],
      ...['--measure', 'availability', '--trials', '1000', ...kept, workers],
    ],
  },
  {
    name: 'optimise',
    args: (workers) => [
      ...['optimise', 'machine.yaml', '--vary', 'activities.repair.rate=0.1..0.9', '--maximise', 'availability'],
      ...['--simulate', '--trials', '1000', ...kept, workers],
    ],
  },
];
