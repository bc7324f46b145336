/* What every program here prints: one line of JSON with its trials, events, seconds and estimates. */
#ifndef REPORT_H
#define REPORT_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Mean and sum of squared deviations by Welford's update (1962). */
struct tally {
  const char *name;
  int64_t count;
  double mean;
  double squares;
};

static inline void tally_add(struct tally *t, double x) {
  const double delta = x - t->mean;
  t->count++;
  t->mean += delta / (double)t->count;
  t->squares += delta * (x - t->mean);
}

static inline double clock_seconds(clockid_t id) {
  struct timespec t;
  clock_gettime(id, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

struct timer {
  double wall;
  double cpu;
};

static inline struct timer timer_start(void) {
  return (struct timer){clock_seconds(CLOCK_MONOTONIC), clock_seconds(CLOCK_PROCESS_CPUTIME_ID)};
}

static inline void report(struct timer start, int64_t trials, int64_t events, const struct tally *tallies, int count) {
  const double cpu = clock_seconds(CLOCK_PROCESS_CPUTIME_ID) - start.cpu;
  const double wall = clock_seconds(CLOCK_MONOTONIC) - start.wall;
  printf("{\"trials\":%lld,\"events\":%lld,\"cpuSeconds\":%.9f,\"wallSeconds\":%.9f,\"measures\":{", (long long)trials,
         (long long)events, cpu, wall);
  for (int i = 0; i < count; i++)
    printf("%s\"%s\":{\"count\":%lld,\"mean\":%.17g,\"squares\":%.17g}", i ? "," : "", tallies[i].name,
           (long long)tallies[i].count, tallies[i].mean, tallies[i].squares);
  printf("}}\n");
}

/* Command line of every program: TRIALS SEED. */
static inline void arguments(int argc, char **argv, int64_t *trials, uint64_t *seed) {
  if (argc != 3 || (*trials = strtoll(argv[1], NULL, 10)) < 1) {
    fprintf(stderr, "usage: %s TRIALS SEED\n", argv[0]);
    exit(2);
  }
  *seed = strtoull(argv[2], NULL, 10);
}

#endif
