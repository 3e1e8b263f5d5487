import { issuingNames, unfollowedIssuingCalls } from '../../model/catalogue/issuing.ts'
import { sourcesOfEvent } from '../../model/catalogue/lookup.ts'
import { trailChanges } from '../../model/catalogue/sets.ts'
import { configurationNames } from './configuration-names.ts'

const inSets: ReadonlySet<string> = new Set([
  ...Object.values(configurationNames).flat(),
  ...Object.values(trailChanges).flatMap((calls) => calls.eventNames),
  ...issuingNames(),
  ...unfollowedIssuingCalls,
])

/**
 * Whether an event is known to have this very name. LookupEvents answers nothing to a name that is misspelt or in
 * other letters, which must not count as proof that nothing happened (R28).
 */
export const isEventName = (name: string): boolean =>
  inSets.has(name) || sourcesOfEvent(name).length > 0
