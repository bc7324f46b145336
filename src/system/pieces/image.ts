import { idOf } from '../id.js';
import { memberPlace, type Part } from './part.js';

/**
 * How far an image is with its holes and patches: all that is installed from it is up to date; a hole in it is known and
 * there is no patch; a patch is out, which may be a bad one; a bad patch has been withdrawn, and a corrected one is awaited.
 */
export type ImageStage = 'current' | 'disclosed' | 'released' | 'releasedBad' | 'withdrawn';

/** What is on a slot's disk: the last patch, not yet that patch, or one that is bad. A slot without a VM is `patched`. */
export type Patched = 'patched' | 'unpatched' | 'spoilt';

/** `image.debian`: the place of the image that a part is installed from. */
export const imageOf = ({ component }: Part): string => `image.${idOf(component.image ?? component.name)}`;

export const stageOfImage = (image: string, stage: ImageStage): string => `${image}.${stage}`;

/** `image.debian == image.debian.released` */
export const isImageIn = (part: Part, stage: ImageStage): string =>
  `${imageOf(part)} == ${stageOfImage(imageOf(part), stage)}`;

/** `vm.patch(i)`: whether a slot has the patch. */
export const patchOf = (part: Part): string => memberPlace(part, 'patch');

/** Both slots of a VM have the same. */
export const patchState = ({ component }: Part, patched: Patched): string => `${component.id}.${patched}`;

/** `vm.patch(i) == vm.unpatched` */
export const isPatch = (part: Part, patched: Patched): string => `${patchOf(part)} == ${patchState(part, patched)}`;
