import type { DesiredOf } from '../../../model/desired.ts'
import type { Finding } from '../../../model/finding.ts'
import type { KnownTrail } from '../../../reason/assess/inventory/trails.ts'
import type { World } from '../../../reason/assess/world.ts'
import type { Context, Proposal } from '../remedy.ts'
import { logStore } from './log-store.ts'
import { refusal, type Why } from './proposal.ts'
import { trailAsItIs } from './trail-as-it-is.ts'
import { writerOf } from './writer.ts'

/** A trail that delivers to the bucket of the plan from now on; its old files stay where they are. */
export const moveTrail = (
  context: Context,
  world: World,
  finding: Finding,
  known: KnownTrail,
): Proposal => {
  const refused = (why: Why) => refusal([finding], why)
  const writer = writerOf(world, known)
  if (writer === undefined)
    return refused({ why: `The organisation of trail ${known.name} was not read` })
  const store = logStore(context, world, writer)
  if ('why' in store) return refused(store)
  if (store.account === known.account && finding.check === 'log-bucket-in-watched-account')
    return refused({
      why: `Account ${known.account} keeps the logs, and trail ${known.name} watches that account itself`,
      instead:
        'Leave it to the trail of the organisation, and name another account for this one with log-archive-account',
    })
  const trail = trailAsItIs(context, known)
  if ('why' in trail) return refused(trail)
  const moved: DesiredOf<'trail'> = {
    ...trail,
    s3Bucket: store.bucket,
    kmsKeyId: store.kmsKeyId,
  }
  const { account, region, s3Bucket } = trail
  return {
    desired: [...store.desired, moved],
    notes: [
      ...store.notes,
      {
        phase: 'trails',
        account,
        region,
        after: [
          {
            text: `Point whoever reads bucket ${s3Bucket} at bucket ${store.bucket}; the old files stay in ${s3Bucket}`,
          },
        ],
        risks: [
          `From this step on trail ${trail.name} delivers to bucket ${store.bucket}: nothing new comes to ${s3Bucket}.`,
        ],
      },
    ],
    refused: [],
  }
}
