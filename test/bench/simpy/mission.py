"""A mission of 1000 h without repair: hardware, hypervisor and 3 VMs; it ends with the service."""

from random import expovariate

import simpy
from report import measure

MISSION = 1000


class Component:
    def __init__(self, env, life):
        self.env, self.life = env, life
        self.failed = env.process(self.live())

    def live(self):
        yield self.env.timeout(expovariate(1 / self.life))


def run_trial():
    env = simpy.Environment()
    hardware, hypervisor = Component(env, 8760), Component(env, 2880)
    vms = [Component(env, 720) for _ in range(3)]
    lost = hardware.failed | hypervisor.failed | simpy.AllOf(env, [vm.failed for vm in vms])
    env.run(until=lost | env.timeout(MISSION))
    events = sum(not c.failed.is_alive for c in [hardware, hypervisor, *vms])
    return events, dict(reliability=float(not lost.triggered))


measure(run_trial)
