"""What every program here shares: the command line, the clock and one line of JSON with trials, events and estimates."""

import json
import random
import sys
import time


class Tally:
    """Mean and sum of squared deviations by Welford's update (1962)."""

    def __init__(self):
        self.count, self.mean, self.squares = 0, 0.0, 0.0

    def add(self, x):
        delta = x - self.mean
        self.count += 1
        self.mean += delta / self.count
        self.squares += delta * (x - self.mean)


def measure(run_trial):
    """Command line: TRIALS SEED [ARGUMENT...]. run_trial(*arguments) returns its events and a dict of observations."""
    trials, seed, arguments = int(sys.argv[1]), sys.argv[2], [int(a) for a in sys.argv[3:]]
    random.seed(seed)
    run_trial(*arguments)
    events, tallies = 0, {}
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(trials):
        fired, observations = run_trial(*arguments)
        events += fired
        for name, value in observations.items():
            tallies.setdefault(name, Tally()).add(value)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    measures = {name: vars(tally) for name, tally in tallies.items()}
    print(json.dumps(dict(trials=trials, events=events, cpuSeconds=cpu, wallSeconds=wall, measures=measures)))
