import { imageOf, isImageIn, isPatch, patchState, stageOfImage } from '../../pieces/image.js';
import type { Part } from '../../pieces/part.js';
import type { Plan } from './plan.js';

/** Whether what is on a slot's disk is not what its image has: a patch is due, or a bad one is to be taken back. */
export function isDue(part: Part, { failure }: Plan): string {
  const lacks = `${isImageIn(part, 'released')} && !(${isPatch(part, 'patched')})`;
  if (failure === undefined) return `(${lacks})`;
  const lacksBad = `${isImageIn(part, 'releasedBad')} && ${isPatch(part, 'unpatched')}`;
  return `(${lacks} || ${lacksBad} || ${isImageIn(part, 'withdrawn')} && ${isPatch(part, 'spoilt')})`;
}

/** What is on a disk after the latest patch is applied, or the withdrawn one taken back. */
export function afterApplying(part: Part, { failure }: Plan): string {
  const [image, state] = [imageOf(part), (patched: Parameters<typeof patchState>[1]) => patchState(part, patched)];
  const others =
    failure === undefined
      ? state('unpatched')
      : `if(${image} == ${stageOfImage(image, 'releasedBad')}, ${state('spoilt')}, ${state('unpatched')})`;
  return `if(${isImageIn(part, 'released')}, ${state('patched')}, ${others})`;
}
