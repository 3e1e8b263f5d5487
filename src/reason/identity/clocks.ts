import { HOUR } from '../../model/time.ts'

/** The clocks of two hosts differ by a second or two (facts/aws.md 6.1). */
export const CLOCKS = 2

/** The longest session there is (R13). */
export const LONGEST_SESSION = 36 * HOUR
