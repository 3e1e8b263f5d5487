const environment = process.env

/** One world to run again, or undefined. */
export const replayed: number | undefined =
  environment.WHOLETRAIL_TRUTH_SEED === undefined
    ? undefined
    : Number(environment.WHOLETRAIL_TRUTH_SEED)

const WORLDS = Number(environment.WHOLETRAIL_TRUTH_WORLDS ?? 2000)
/** The first world, so that a long run can go on where another ended. */
const FIRST = Number(environment.WHOLETRAIL_TRUTH_FIRST ?? 1)

/** The seeds of one of the two halves that run beside each other: the even or the odd ones. */
export const seedsOf = (half: 0 | 1): number[] => {
  if (replayed !== undefined) return replayed % 2 === half ? [replayed] : []
  return Array.from({ length: WORLDS }, (_, i) => FIRST + i).filter((seed) => seed % 2 === half)
}
