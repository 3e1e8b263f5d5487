/** The clocks of two hosts differ by a second or two (facts/aws.md 6.1). */
export const CLOCKS = 2
