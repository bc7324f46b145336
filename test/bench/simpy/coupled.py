"""
Coupled layers, ten years a trial: the model of ../c/coupled.c. A layer that fails interrupts what stands on it.
An event is one change of state of one component: failure, repair, end of a boot, fall, start of a boot from off.
"""

from math import exp, gamma, log, log1p, sqrt
from random import lognormvariate, weibullvariate

import simpy
from report import measure
from service import Service

HORIZON = 87600
SHAPE = 1.5
VARIANCE = log1p(0.8**2)


class Component:
    def __init__(self, env, service, below, life, repair, boot):
        self.env, self.service, self.below, self.boot = env, service, below, boot
        self.scale = life / gamma(1 + 1 / SHAPE)
        self.mu = log(repair) - VARIANCE / 2
        self.above, self.up, self.restored = [], True, env.event()
        if below:
            below.above.append(self)
        self.process = env.process(self.live())

    def live(self):
        off = booting = False
        while True:
            try:
                if off:
                    if not self.below.up:
                        yield self.below.restored
                    off, booting = False, True
                    self.becomes(up=False)
                if booting:
                    yield self.env.timeout(self.boot)
                    booting = False
                    self.becomes(up=True)
                yield self.env.timeout(weibullvariate(self.scale, SHAPE))
                self.fall()
                yield self.env.timeout(lognormvariate(self.mu, sqrt(VARIANCE)))
                booting = self.boot > 0
                self.becomes(up=not booting)
            except simpy.Interrupt:
                off, booting = True, False
                self.fall()

    def fall(self):
        was_up = self.up
        self.becomes(up=False)
        if was_up:
            for component in self.above:
                component.process.interrupt()

    def becomes(self, up):
        self.up = up
        self.service.changed()
        if up:
            self.restored.succeed()
            self.restored = self.env.event()


def run_trial():
    env = simpy.Environment()
    service = Service(env, lambda: any(vm.up for vm in vms))
    hardware = Component(env, service, None, 8760, 4, 0)
    hypervisor = Component(env, service, hardware, 2880, 0.5, 5 / 60)
    vms = [Component(env, service, hypervisor, 720, 0.25, 1 / 60) for _ in range(3)]
    env.run(until=HORIZON)
    return service.observations(HORIZON)


measure(run_trial)
