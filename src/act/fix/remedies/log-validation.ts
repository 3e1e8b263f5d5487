import { knownTrails } from '../../../reason/assess/inventory/trails.ts'
import { oneByOne } from '../parts/one-by-one.ts'
import { refusal } from '../parts/proposal.ts'
import { trailAsItIs } from '../parts/trail-as-it-is.ts'
import type { Remedy } from '../remedy.ts'

export const logValidationRemedy: Remedy = {
  id: 'log-validation',
  title: 'Let every trail sign what it delivers',
  why: 'From then on each hour has a digest that AWS signs: a log file that was altered or taken away is noticed, and wholetrail verify can prove that none was.',
  cannot: [
    'Files that were delivered before have no digest, and get none.',
    'Digests lie in the bucket of the logs: they prove, and do not protect.',
  ],
  propose: (context) =>
    oneByOne(context, (draft, world, finding) => {
      const known = knownTrails(world).find((t) => t.arn === finding.resource)
      if (known === undefined)
        return refusal([finding], { why: `The settings of ${finding.resource} were not read` })
      const trail = trailAsItIs(draft, known)
      if ('why' in trail) return refusal([finding], trail)
      return {
        desired: [{ ...trail, logFileValidation: true }],
        notes: [
          {
            phase: 'trails',
            account: trail.account,
            region: trail.region,
            proof: [
              {
                text: `An hour later the first digest of trail ${trail.name} is below AWSLogs/.../CloudTrail-Digest/ in bucket ${trail.s3Bucket}, and wholetrail verify reads it`,
              },
            ],
          },
        ],
        refused: [],
      }
    }),
}
