export const slowCommand = {};
