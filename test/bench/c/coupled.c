/*
 * Coupled layers: hardware, a hypervisor on it, three VMs on that, ten years a trial.
 * Lives are Weibull of shape 1.5, repairs lognormal with coefficient of variation 0.8. What fails is repaired, then boots:
 * the hypervisor in 5 min, a VM in 1 min, the hardware in no time. A layer that fails takes down all above it, whatever they
 * were doing (an interrupted repair or boot is lost); they wait, off, until the layer below is up, then boot, and booted is
 * as good as new. Serves while a VM is up.
 *
 * An event is one change of state of one component: failure, repair, end of a boot, fall, start of a boot from off.
 */
#include <stdbool.h>

#include "report.h"
#include "stream.h"

enum { HARDWARE, HYPERVISOR, FIRST_VM, COMPONENTS = 5 };
enum state { UP, FAILED, OFF, BOOTING };

static const double HORIZON = 87600;

struct layer {
  double life_scale;
  double repair_mu;
  double boot;
};

static struct layer layers[3];
static double repair_sigma;

static void prepare(void) {
  const double life[3] = {8760, 2880, 720};
  const double repair[3] = {4, 0.5, 0.25};
  const double boot[3] = {0, 5.0 / 60, 1.0 / 60};
  const double variance = log1p(0.8 * 0.8);
  repair_sigma = sqrt(variance);
  for (int i = 0; i < 3; i++)
    layers[i] = (struct layer){life[i] / tgamma(1 + 1 / 1.5), log(repair[i]) - variance / 2, boot[i]};
}

struct normals {
  double spare;
  bool have_spare;
};

/* Marsaglia's polar method; every second call returns the spare. */
static inline double normal(struct stream *random, struct normals *n) {
  if (n->have_spare) {
    n->have_spare = false;
    return n->spare;
  }
  double x, y, r2;
  do {
    x = 2 * uniform(random) - 1;
    y = 2 * uniform(random) - 1;
    r2 = x * x + y * y;
  } while (r2 >= 1 || r2 == 0);
  const double factor = sqrt(-2 * log(r2) / r2);
  n->spare = y * factor;
  n->have_spare = true;
  return x * factor;
}

static inline const struct layer *layer_of(int component) {
  return &layers[component < FIRST_VM ? component : FIRST_VM];
}

static inline double life(struct stream *random, int component) {
  return layer_of(component)->life_scale * pow(-log(uniform(random)), 1 / 1.5);
}

static inline double repair(struct stream *random, struct normals *n, int component) {
  return exp(layer_of(component)->repair_mu + repair_sigma * normal(random, n));
}

struct trial {
  int64_t events;
  int64_t outages;
  double down;
};

static struct trial run_trial(struct stream *random, struct normals *normals) {
  struct trial t = {0, 0, 0};
  enum state state[COMPONENTS];
  double clock[COMPONENTS];
  int vms_up = COMPONENTS - FIRST_VM;
  bool serving = true;
  double down_since = 0;
  for (int i = 0; i < COMPONENTS; i++) {
    state[i] = UP;
    clock[i] = life(random, i);
  }

  for (;;) {
    int next = 0;
    double now = clock[0];
    for (int i = 1; i < COMPONENTS; i++) {
      const bool sooner = clock[i] < now;
      now = sooner ? clock[i] : now;
      next = sooner ? i : next;
    }
    if (now > HORIZON) break;
    t.events++;

    if (state[next] == UP) {
      state[next] = FAILED;
      clock[next] = now + repair(random, normals, next);
      if (next >= FIRST_VM) {
        vms_up--;
      } else {
        for (int i = next + 1; i < COMPONENTS; i++) {
          t.events += state[i] != OFF;
          state[i] = OFF;
          clock[i] = INFINITY;
        }
        vms_up = 0;
      }
    } else if (state[next] == FAILED && next != HARDWARE) {
      state[next] = BOOTING;
      clock[next] = now + layer_of(next)->boot;
    } else {
      state[next] = UP;
      clock[next] = now + life(random, next);
      if (next >= FIRST_VM) {
        vms_up++;
      } else {
        const int last = next == HARDWARE ? HYPERVISOR : COMPONENTS - 1;
        for (int i = next + 1; i <= last; i++) {
          t.events++;
          state[i] = BOOTING;
          clock[i] = now + layer_of(i)->boot;
        }
      }
    }

    const bool serves = vms_up > 0;
    if (serves == serving) continue;
    serving = serves;
    if (serves) {
      t.down += now - down_since;
    } else {
      down_since = now;
      t.outages++;
    }
  }
  if (!serving) t.down += HORIZON - down_since;
  return t;
}

int main(int argc, char **argv) {
  int64_t trials;
  uint64_t seed;
  arguments(argc, argv, &trials, &seed);
  prepare();
  struct stream random;
  struct normals normals = {0, false};
  stream_seed(&random, seed);
  for (int64_t i = 0; i < trials / 10; i++) run_trial(&random, &normals);

  struct tally tallies[] = {{"availability", 0, 0, 0}, {"outages", 0, 0, 0}};
  int64_t events = 0;
  const struct timer start = timer_start();
  for (int64_t i = 0; i < trials; i++) {
    const struct trial t = run_trial(&random, &normals);
    events += t.events;
    tally_add(&tallies[0], 1 - t.down / HORIZON);
    tally_add(&tallies[1], (double)t.outages);
  }
  report(start, trials, events, tallies, 2);
  return 0;
}
