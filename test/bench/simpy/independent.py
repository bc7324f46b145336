"""Hardware, a hypervisor and n VMs, each failing and repaired on its own, ten years a trial. Arguments: n."""

from random import expovariate

import simpy
from report import measure
from service import Service

HORIZON = 87600


class Component:
    def __init__(self, env, service, life, repair):
        self.env, self.service, self.life, self.repair = env, service, life, repair
        self.up = True
        env.process(self.live())

    def live(self):
        while True:
            yield self.env.timeout(expovariate(1 / self.life))
            self.up = False
            self.service.changed()
            yield self.env.timeout(expovariate(1 / self.repair))
            self.up = True
            self.service.changed()


def run_trial(n):
    env = simpy.Environment()
    service = Service(env, lambda: hardware.up and hypervisor.up and any(vm.up for vm in vms))
    hardware = Component(env, service, 8760, 4)
    hypervisor = Component(env, service, 2880, 0.5)
    vms = [Component(env, service, 720, 0.25) for _ in range(n)]
    env.run(until=HORIZON)
    return service.observations(HORIZON)


measure(run_trial)
