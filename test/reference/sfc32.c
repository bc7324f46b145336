/*
 * Known answers of sfc32 for test/reference/sfc32.json:
 *   cc -O2 -o sfc32 sfc32.c && ./sfc32 > sfc32.json
 *
 * The generator is the 32-bit "small fast chaotic" one of Chris Doty-Humphrey, PractRand 0.94 (public domain), sfc32::raw32
 * with its constants 21, 9, 3. Every answer starts from a given state of four words, with no rounds discarded.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

enum { BARREL_SHIFT = 21, RSHIFT = 9, LSHIFT = 3, OUTPUTS = 1000, PER_LINE = 10 };

struct sfc32 {
  uint32_t a, b, c, counter;
};

static uint32_t next(struct sfc32 *s) {
  const uint32_t tmp = s->a + s->b + s->counter++;
  s->a = s->b ^ (s->b >> RSHIFT);
  s->b = s->c + (s->c << LSHIFT);
  s->c = ((s->c << BARREL_SHIFT) | (s->c >> (32 - BARREL_SHIFT))) + tmp;
  return tmp;
}

static void answer(struct sfc32 s, const char *why, const char *end) {
  printf("    {\n      \"why\": \"%s\",\n", why);
  printf("      \"state\": [%" PRIu32 ", %" PRIu32 ", %" PRIu32 ", %" PRIu32 "],\n", s.a, s.b, s.c, s.counter);
  printf("      \"outputs\": [");
  for (int i = 0; i < OUTPUTS; i++) {
    printf(i % PER_LINE ? " " : "\n        ");
    printf("%" PRIu32 "%s", next(&s), i < OUTPUTS - 1 ? "," : "");
  }
  printf("\n      ],\n");
  printf("      \"stateAfter\": [%" PRIu32 ", %" PRIu32 ", %" PRIu32 ", %" PRIu32 "]\n    }%s\n", s.a, s.b, s.c, s.counter, end);
}

int main(void) {
  printf("{\n  \"source\": \"sfc32::raw32 of PractRand 0.94 (Chris Doty-Humphrey), by test/reference/sfc32.c\",\n");
  printf("  \"answers\": [\n");
  answer((struct sfc32){0, 12345, 0, 1}, "the reference's state for the 64-bit seed 12345, before the rounds it discards", ",");
  answer((struct sfc32){0, 0, 0, 0}, "the all-zero state, which the counter must leave", ",");
  answer((struct sfc32){0x9e3779b9, 0xbb67ae85, 0xffffffff, 0xfffffffe},
         "high bits set in every word; the counter wraps at the third output", "");
  printf("  ]\n}\n");
  return 0;
}
