import { isKnown } from '../../../model/observed.ts'
import { trailsOf } from '../../../reason/assess/inventory/trails.ts'
import type { World } from '../../../reason/assess/world.ts'
import type { Proposal } from '../remedy.ts'
import { needless } from './needless.ts'
import type { Why } from './proposal.ts'

const list = (names: readonly string[]): string => names.join(', ')

/**
 * The retirement of one trail: the others are seen to record before it stops, it is stopped before it is deleted, and
 * its bucket stays. Refused where others may not have all of it. `today` is the set-up as it was collected.
 */
export const retire = (world: World, arn: string, today: World): Proposal | Why => {
  const trail = trailsOf(world).find((t) => t.arn === arn)
  const judged = needless(world, arn, today)
  if ('why' in judged) return judged
  if (trail === undefined) return { why: `${arn} is no trail of the snapshot` }
  const { name, account, subject } = trail
  const place = { account, region: subject.region }
  const settings = isKnown(trail.config) ? trail.config.known : undefined
  const group = settings?.cloudWatchLogGroupArn
  const keepers = list(judged.keepers)
  return {
    desired: [{ kind: 'retired-trail', ...place, state: 'existing', name, arn }],
    notes: [
      {
        phase: 'retire',
        ...place,
        before: [
          {
            text: `See that ${keepers === '' ? 'nothing needs it' : `${keepers} records`}: make a call in account ${account}, and find it in the other log before trail ${name} is stopped`,
            ...place,
          },
          {
            text: `Ask who reads bucket ${settings?.s3Bucket ?? 'of the trail'}, and point them at the other log`,
            ...place,
          },
        ],
        after: [
          {
            text: `The step stops trail ${name} and no more. Leave it stopped for a week: until it is deleted, aws cloudtrail start-logging brings it back with its selectors. Delete it on another day, when nobody missed it`,
            ...place,
          },
        ],
        risks: [
          `Who reads the files of trail ${name} gets no new ones.`,
          ...(group === undefined
            ? []
            : [`Log group ${group} falls silent, and with it all that listens to it.`]),
          ...(settings?.snsTopicArn === undefined
            ? []
            : [
                `Topic ${settings.snsTopicArn} tells of no new files, and who listens to it fetches none.`,
              ]),
        ],
      },
    ],
    refused: [],
  }
}
