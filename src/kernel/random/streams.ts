import seedrandom from 'seedrandom';
import { streamWords } from './sfc32.js';

/**
 * Streams: one a purpose (an activity's clock, an activity's cases, the places of sampled design points along an axis), each a
 * pure function of (seed, trial, name, purpose). Adding an activity disturbs no other stream, a trial can be run alone, and two
 * designs share the randomness of what they share.
 */
export type Purpose = 'clock' | 'case' | 'sample';

/** The user's seed as a key of 128 bits. Any text is a seed; equal texts, equal keys. */
export function seedKey(seed: string): Int32Array {
  const generator = seedrandom(seed);
  return Int32Array.from({ length: 4 }, () => generator.int32());
}

/** 128 bits that name a stream: a hash of the activity's name and the purpose, UTF-16 unit by unit, four lanes. */
export function streamName(activity: string, purpose: Purpose): Int32Array {
  const lanes = Int32Array.of(0x243f6a88, 0x85a308d3 | 0, 0x13198a2e, 0x03707344);
  const text = `${purpose}:${activity}`;
  for (let position = 0; position < text.length; position++) {
    const unit = text.charCodeAt(position);
    for (let lane = 0; lane < 4; lane++) {
      lanes[lane] = mix(((lanes[lane] as number) + Math.imul(unit + 1, laneFactors[lane] as number)) | 0);
    }
  }
  return lanes;
}

/** Odd constants, one a lane: the golden ratio and the fractional parts of sqrt 2, sqrt 3, sqrt 5. */
const laneFactors = Int32Array.of(0x9e3779b9 | 0, 0x6a09e667, 0xbb67ae85 | 0, 0x3c6ef373);

/** The finaliser of MurmurHash3 (Austin Appleby): every output bit depends on every input bit. */
export function mix(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Writes the trial's key: the seed's key mixed with the trial's index (0 .. 2^53 - 1). */
export function trialKey(key: Int32Array, trial: number, into: Int32Array): void {
  const low = trial | 0;
  const high = Math.floor(trial / 4294967296) | 0;
  for (let lane = 0; lane < 4; lane++) {
    const factor = laneFactors[lane] as number;
    into[lane] = mix(((key[lane] as number) + mix(Math.imul(low, factor) ^ mix(Math.imul(high, factor) + lane))) | 0);
  }
}

/** Seeds every stream for one trial: stream s gets the words of the trial's key mixed with those of its name. */
export function seedStreams(names: Int32Array, trialWords: Int32Array, states: Int32Array): void {
  const first = trialWords[0] as number;
  const second = trialWords[1] as number;
  const third = trialWords[2] as number;
  const fourth = trialWords[3] as number;
  for (let at = 0; at < names.length; at += streamWords) {
    states[at] = mix((first + (names[at] as number)) | 0);
    states[at + 1] = mix((second + (names[at + 1] as number)) | 0);
    states[at + 2] = mix((third + (names[at + 2] as number)) | 0);
    states[at + 3] = mix((fourth + (names[at + 3] as number)) | 0);
  }
}
