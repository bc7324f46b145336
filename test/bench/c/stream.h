/* One stream of random numbers: xoshiro256+ (Blackman and Vigna, 2018), seeded by splitmix64; its 53 high bits make a uniform. */
#ifndef STREAM_H
#define STREAM_H

#include <math.h>
#include <stdint.h>

struct stream {
  uint64_t s[4];
};

static inline void stream_seed(struct stream *r, uint64_t seed) {
  for (int i = 0; i < 4; i++) {
    uint64_t z = (seed += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    r->s[i] = z ^ (z >> 31);
  }
}

static inline uint64_t stream_next(struct stream *r) {
  uint64_t *s = r->s;
  const uint64_t result = s[0] + s[3];
  const uint64_t t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = (s[3] << 45) | (s[3] >> 19);
  return result;
}

/* In (0, 1]: its logarithm is finite. */
static inline double uniform(struct stream *r) {
  return (double)((stream_next(r) >> 11) + 1) * 0x1p-53;
}

static inline double exponential(struct stream *r, double mean) {
  return -mean * log(uniform(r));
}

#endif
