/*
 * A mission of 1000 h without repair: hardware, a hypervisor and three VMs with exponential lives. The service ends with the
 * hardware, the hypervisor or the last VM. Specialised as far as it goes: five lives and comparisons, no list of events.
 */
#include "report.h"
#include "stream.h"

enum { VMS = 3 };

static const double MISSION = 1000;

static inline double run_trial(struct stream *random, int64_t *events) {
  double life[VMS + 2];
  life[0] = exponential(random, 8760);
  life[1] = exponential(random, 2880);
  double last_vm = 0;
  for (int i = 2; i < VMS + 2; i++) {
    life[i] = exponential(random, 720);
    last_vm = life[i] > last_vm ? life[i] : last_vm;
  }
  double end = MISSION;
  end = life[0] < end ? life[0] : end;
  end = life[1] < end ? life[1] : end;
  end = last_vm < end ? last_vm : end;
  for (int i = 0; i < VMS + 2; i++) *events += life[i] <= end;
  return end;
}

int main(int argc, char **argv) {
  int64_t trials;
  uint64_t seed;
  arguments(argc, argv, &trials, &seed);
  struct stream random;
  stream_seed(&random, seed);
  int64_t events = 0;
  for (int64_t i = 0; i < trials / 10; i++) run_trial(&random, &events);

  struct tally tallies[] = {{"reliability", 0, 0, 0}};
  events = 0;
  const struct timer start = timer_start();
  for (int64_t i = 0; i < trials; i++) tally_add(&tallies[0], run_trial(&random, &events) == MISSION);
  report(start, trials, events, tallies, 1);
  return 0;
}
