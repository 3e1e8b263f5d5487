/** Times in a world are whole seconds since 1970, as in the records. */
export type Second = number
export const MINUTES = 60
export const HOURS = 3600
export const DAYS = 86_400
export const SECOND_IN_MICROS = 1_000_000
