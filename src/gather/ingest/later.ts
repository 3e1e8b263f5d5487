/** A promise for whoever waits for it later and finds out then; until then its failure is no one's. */
export const later = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => undefined)
  return promise
}
