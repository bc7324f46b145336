/**
 * sfc32, the 32-bit "small fast chaotic" generator of Chris Doty-Humphrey (PractRand 0.94, `sfc.h`): four words of state, one of
 * them a counter, so that every period is at least 2^32; about 2^127 on average.
 *
 * A stream's state is four consecutive words of one Int32Array, so that thousands of streams cost no objects.
 */

/** Words of state of one stream. */
export const streamWords = 4;

/** The next 32 random bits of the stream at `at`, as a signed integer. */
export function nextWord(states: Int32Array, at: number): number {
  const b = states[at + 1] as number;
  const c = states[at + 2] as number;
  const counter = states[at + 3] as number;
  const word = ((((states[at] as number) + b) | 0) + counter) | 0;
  states[at] = b ^ (b >>> 9);
  states[at + 1] = (c + (c << 3)) | 0;
  states[at + 2] = (((c << 21) | (c >>> 11)) + word) | 0;
  states[at + 3] = (counter + 1) | 0;
  return word;
}

/**
 * A uniform on (0, 1) with 52 random bits: (k + 1/2) 2^-52, never 0 and never 1 (with 53 bits the half would round up to 1).
 * Uses two words.
 */
export function nextUniform(states: Int32Array, at: number): number {
  const low = nextWord(states, at) >>> 12;
  const high = nextWord(states, at) >>> 0;
  return (high * 1048576 + low + 0.5) * 2 ** -52;
}
