/**
 * How a masked or placeholder access key id looks: it names nobody (R12). A regular expression of every engine. What
 * is shorter than twenty characters or does not begin with A is none either.
 */
export const MASKED_KEY = String.raw`^[^A]|^[\s\S]{0,19}$|[*.]|EXAMPLE$|XXXX$`

const masked = new RegExp(MASKED_KEY, 'u')

/** Whether an access key id was masked, so that it is the key of nobody in particular (R12). */
export const isMaskedKey = (key: string): boolean => masked.test(key)
