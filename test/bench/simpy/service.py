"""The service as an observer of its components: time down and outages."""


class Service:
    def __init__(self, env, serves):
        self.env, self.serves = env, serves
        self.events, self.outages, self.down = 0, 0, 0.0
        self.serving, self.down_since = True, 0.0

    def changed(self):
        """A component changed its state."""
        self.events += 1
        serves = self.serves()
        if serves == self.serving:
            return
        self.serving = serves
        if serves:
            self.down += self.env.now - self.down_since
        else:
            self.down_since = self.env.now
            self.outages += 1

    def observations(self, horizon):
        down = self.down if self.serving else self.down + horizon - self.down_since
        return self.events, dict(availability=1 - down / horizon, outages=self.outages)
