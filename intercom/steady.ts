/**
 * Milliseconds of a monotonic clock, starting at the wall clock time of the process start. Waits and durations use it, because the
 * wall clock may be set at any moment.
 */
export const steadyNow = (): number => performance.timeOrigin + performance.now();
