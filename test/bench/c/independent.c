/*
 * Hardware, a hypervisor and VMS virtual machines, each failing and repaired on its own: exponential lives and repairs,
 * HOURS hours a trial. Serves while hardware, hypervisor and at least one VM are up.
 *
 * -DVMS=n -DHOURS=t -DHEAP=0: next event by a scan of the clocks; -DHEAP=1: by a binary heap whose top is replaced.
 */
#include <stdbool.h>

#include "report.h"
#include "stream.h"

enum { HARDWARE, HYPERVISOR, FIRST_VM, COMPONENTS = VMS + 2 };

static const double HORIZON = HOURS;

struct trial {
  int64_t events;
  int64_t outages;
  double down;
};

/* Mean hours until the next change of state, by component and whether it is up: VMs from FIRST_VM share one entry. */
static const double MEAN[3][2] = {{4, 8760}, {0.5, 2880}, {0.25, 720}};

static inline const double *means(int component) {
  return MEAN[component < FIRST_VM ? component : FIRST_VM];
}

#if HEAP

struct clock {
  double due;
  int component;
};

static inline void sift_down(struct clock *heap, int at, struct clock moved) {
  for (int child; (child = 2 * at + 1) < COMPONENTS; at = child) {
    if (child + 1 < COMPONENTS) child += heap[child + 1].due < heap[child].due;
    if (moved.due <= heap[child].due) break;
    heap[at] = heap[child];
  }
  heap[at] = moved;
}

#endif

static struct trial run_trial(struct stream *random) {
  struct trial t = {0, 0, 0};
  bool up[COMPONENTS];
  int vms_up = VMS;
  bool serving = true;
  double down_since = 0;
#if HEAP
  static struct clock heap[COMPONENTS];
  for (int i = 0; i < COMPONENTS; i++) heap[i] = (struct clock){exponential(random, means(i)[1]), i};
  for (int i = COMPONENTS / 2 - 1; i >= 0; i--) sift_down(heap, i, heap[i]);
#else
  double clock[COMPONENTS];
  for (int i = 0; i < COMPONENTS; i++) clock[i] = exponential(random, means(i)[1]);
#endif
  for (int i = 0; i < COMPONENTS; i++) up[i] = true;

  for (;;) {
#if HEAP
    const int next = heap[0].component;
    const double now = heap[0].due;
#else
    int next = 0;
    double now = clock[0];
    for (int i = 1; i < COMPONENTS; i++) {
      if (clock[i] < now) {
        now = clock[i];
        next = i;
      }
    }
#endif
    if (now > HORIZON) break;
    t.events++;
    const bool came_up = up[next] = !up[next];
    const double due = now + exponential(random, means(next)[came_up]);
#if HEAP
    sift_down(heap, 0, (struct clock){due, next});
#else
    clock[next] = due;
#endif
    if (next >= FIRST_VM) vms_up += came_up ? 1 : -1;
    const bool serves = up[HARDWARE] && up[HYPERVISOR] && vms_up > 0;
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
  struct stream random;
  stream_seed(&random, seed);
  for (int64_t i = 0; i < trials / 10; i++) run_trial(&random);

  struct tally tallies[] = {{"availability", 0, 0, 0}, {"outages", 0, 0, 0}};
  int64_t events = 0;
  const struct timer start = timer_start();
  for (int64_t i = 0; i < trials; i++) {
    const struct trial t = run_trial(&random);
    events += t.events;
    tally_add(&tallies[0], 1 - t.down / HORIZON);
    tally_add(&tallies[1], (double)t.outages);
  }
  report(start, trials, events, tallies, 2);
  return 0;
}
