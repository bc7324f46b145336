import type { ActivityDocument, ExpressionText } from '../../net/document.js';

/** An activity that writes places at its firing. */
export function activity(
  occasion: Omit<ActivityDocument, 'then'>,
  writes: readonly (readonly [place: string, value: ExpressionText])[],
): ActivityDocument {
  return { ...occasion, ...Object.fromEntries([['then', Object.fromEntries(writes)]]) };
}
