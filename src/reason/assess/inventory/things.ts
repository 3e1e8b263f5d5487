import type { Ternary } from '../../../model/scope.ts'
import type { Result } from '../check.ts'
import type { World } from '../world.ts'
import { trailsMissing } from './listed.ts'
import { failed, passed, type Subject, unsettled } from './say.ts'

/** A log group, topic, key or role that was made for CloudTrail, or that may have been. */
export interface Thing {
  readonly subject: Subject
  /** `Log group audit`. */
  readonly name: string
  readonly madeForCloudTrail: Ternary
  /** Who uses it, in words: `trail main`; undefined: nobody that was seen. */
  readonly usedBy: string | undefined
  /** What to know before it is removed. */
  readonly beware?: string
  /** What would settle whether it was made for CloudTrail. */
  readonly settle: string
}

const judge = (missing: string | undefined, thing: Thing): readonly Result[] => {
  const { subject, name, madeForCloudTrail, usedBy, beware } = thing
  if (usedBy !== undefined) return [passed(subject, `${name} is used by ${usedBy}`)]
  if (madeForCloudTrail === 'no') return []
  if (madeForCloudTrail === 'unknown')
    return [
      unsettled(subject, `Whether ${name} was made for CloudTrail is not known`, thing.settle),
    ]
  if (missing !== undefined)
    return [
      unsettled(
        subject,
        `${name} was made for CloudTrail, and whether a trail still uses it is not known, because ${missing}`,
        'Collect every account of the organisation',
      ),
    ]
  return [
    failed(
      subject,
      `${name} was made for CloudTrail, and no trail uses it any more`,
      beware === undefined ? [] : [beware],
    ),
  ]
}

/** What is left over from trails that are gone. Certain only where every trail is known. */
export const overThings = (world: World, things: readonly Thing[]): readonly Result[] => {
  const missing = trailsMissing(world)
  return things.flatMap((thing) => judge(missing, thing))
}
