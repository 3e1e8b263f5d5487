import type { Assumption } from '../../../model/coverage.ts'
import { closureAssumptions } from '../prerequisites.ts'
import type { Asked, Part } from '../question.ts'

const list = (names: readonly string[]): string =>
  names.length > 5
    ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`
    : names.join(', ')

/** What a no takes for true besides what coverage says: whose accounts there are, whose bucket it was (R30). */
export const ownAssumptions = (asked: Asked, parts: readonly Part[]): Assumption[] => {
  const pieces = parts.flatMap((p) => p.pieces)
  const ofAll = pieces.some((p) => p.places.some((place) => place.everyAccount === true))
  const buckets = asked.bucket === undefined ? [] : [asked.bucket]
  return [
    ...(ofAll
      ? [
          {
            id: 'accounts-known',
            sentence: `there are no accounts but ${list(asked.knownAccounts)}`,
          },
        ]
      : []),
    ...buckets
      .filter((b) => b.owners.length > 0 && !b.unsettled)
      .map((b) => ({
        id: 'bucket-owner',
        sentence: `the bucket ${b.name} belonged to ${list(b.owners)} throughout`,
      })),
    ...closureAssumptions(asked.closure),
  ]
}
