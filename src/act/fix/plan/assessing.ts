import type { Finding, RemedyId } from '../../../model/finding.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'
import type { Check } from '../../../reason/assess/check.ts'
import { DEFAULT_EXPECTATIONS, type Expectations } from '../../../reason/assess/expectations.ts'
import type { LakeFacts } from '../../../reason/assess/lake-facts.ts'
import { assess, worldOf } from '../../../reason/assess/run.ts'
import type { World } from '../../../reason/assess/world.ts'

/** What the checks say of a snapshot; with a remedy only those that may name it, for the time that saves. */
export type Assess = (snapshot: Snapshot, remedy?: RemedyId) => readonly Finding[]

/** Checks name one remedy; only a stopped trail has them name another, which is the first to be thought of. */
const mayName = (check: Check, remedy: RemedyId): boolean =>
  check.remedy === remedy || remedy === 'start-logging'

/** The checks as a plan asks them: always at one time, under one expectation, with what the logs show today. */
export const assessing = (
  checks: readonly Check[],
  now: Instant,
  expectations: Expectations = DEFAULT_EXPECTATIONS,
  lake?: LakeFacts,
): Assess => {
  const worlds = new WeakMap<Snapshot, World>()
  return (snapshot, remedy) => {
    const world = worlds.get(snapshot) ?? worldOf(snapshot, now, expectations, lake)
    worlds.set(snapshot, world)
    return assess(
      world,
      remedy === undefined ? checks : checks.filter((check) => mayName(check, remedy)),
    )
  }
}
