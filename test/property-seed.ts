import fc from 'fast-check';

/**
 * Property tests draw the same examples in every run, so that none fails by chance. `PROPERTY_SEED=random` draws others, and
 * `PROPERTY_SEED=17` those that fast-check named when a property failed.
 */
export function propertySeed(text: string | undefined): number | undefined {
  if (text === 'random') return undefined;
  const seed = Number(text ?? '20070625');
  if (!Number.isSafeInteger(seed)) throw new Error(`PROPERTY_SEED: found ${text}, need random or a whole number`);
  return seed;
}

const seed = propertySeed(process.env.PROPERTY_SEED);
fc.configureGlobal(seed === undefined ? {} : { seed });
