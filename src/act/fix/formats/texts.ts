/** Every text in a value: keys too. */
export const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.flatMap(textsIn)
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, member]) => [key, ...textsIn(member)])
        : []

/** Every object in a value. */
export const objectsIn = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value)
    ? value.flatMap(objectsIn)
    : typeof value === 'object' && value !== null
      ? [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)]
      : []

/** Characters that are not seen, or that change how the rest is seen; in files they stand as escapes. */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0\u2000-\u200a\u3000]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu

/** Replaces characters that are not seen. */
export const withoutUnseen = (text: string, written: (code: number) => string): string =>
  text.replace(UNSEEN, (c) => written(c.codePointAt(0) ?? 0))

const HALF = /\p{Cs}/u

/** Whether a text can stand in a file of UTF-8 and come back as it was. */
export const isWhole = (text: string): boolean => !HALF.test(text)
