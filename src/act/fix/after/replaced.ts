/** A list with the things that `isIt` names made anew, or with a new one at its end where there was none. */
export const replaced = <T>(
  list: readonly T[],
  isIt: (one: T) => boolean,
  make: (before: T | undefined) => T,
): T[] =>
  list.some(isIt) ? list.map((one) => (isIt(one) ? make(one) : one)) : [...list, make(undefined)]
