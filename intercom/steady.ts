/**
 * Milliseconds by a clock that nobody can set: right when the process began, and going on from there. What is waited for, and how long
 * something took, is measured with it: a machine's clock may be set back by an hour at any moment.
 */
export const steadyNow = (): number => performance.timeOrigin + performance.now();
