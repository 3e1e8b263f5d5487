/** How a masked or placeholder access key id looks: it names nobody (R12). A regular expression of every engine. */
export const MASKED_KEY = '^$|^[*<]|^HIDDEN|^REDACTED|EXAMPLE$|[*]{4}$|XXXX$|[.]{3}$'

const masked = new RegExp(MASKED_KEY)

/** Whether an access key id was masked, so that it is the key of nobody in particular (R12). */
export const isMaskedKey = (key: string): boolean => masked.test(key)
