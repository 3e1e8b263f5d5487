/** An object without its members that are undefined. */
export const given = <T extends object>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

/** A text that is not empty. */
export const filled = (text: string): string | undefined => (text === '' ? undefined : text)
