import type { MechanismWords } from '../words.js';

/** `areHoles`: what makes an image out of date is a hole in it, not a mere patch. */
export function words(areHoles: boolean): MechanismWords {
  return {
    deeds: { wipe: ({ called }) => `what was on the disk of ${called} was forgotten` },
    places: { patch: 'disk' },
    sentence(activity) {
      const [, verb = '', image = ''] = /^(outdate|release|correct|settle)Image(.+)$/.exec(activity) ?? [];
      const called = `the image of ${image.charAt(0).toLowerCase()}${image.slice(1)}`;
      switch (verb) {
        case 'outdate':
          return areHoles ? `a hole in ${called} was disclosed` : `${called} became out of date`;
        case 'release':
          return `a patch for ${called} came out`;
        case 'correct':
          return `a corrected patch for ${called} came out`;
        case 'settle':
          return `all that is installed from ${called} is patched`;
        default:
          return undefined;
      }
    },
    placeName: (place) => (place.startsWith('image.') ? `the image of ${place.slice('image.'.length)}` : undefined),
  };
}
