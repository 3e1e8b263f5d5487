import type { Finding } from '../../../model/finding.ts'
import { isKnown } from '../../../model/observed.ts'
import { insiders } from '../../../reason/assess/inventory/insiders.ts'
import { keyNamed } from '../../../reason/assess/inventory/keys.ts'
import { type KnownTrail, knownTrails } from '../../../reason/assess/inventory/trails.ts'
import type { World } from '../../../reason/assess/world.ts'
import { keyStatements } from '../parts/cloudtrail-statements.ts'
import { keyFor, keyId, keyWith } from '../parts/key-for.ts'
import { oneByOne } from '../parts/one-by-one.ts'
import { denyOutsiders } from '../parts/outsiders-deny.ts'
import { refusal, type Why } from '../parts/proposal.ts'
import { withStatements } from '../parts/statements.ts'
import { trailAsItIs } from '../parts/trail-as-it-is.ts'
import { logBucketIn, notPlaced } from '../parts/trails-of-bucket.ts'
import { writerOf } from '../parts/writer.ts'
import type { Context, Proposal, Remedy } from '../remedy.ts'

type Propose = (context: Context, world: World, trail: KnownTrail) => Proposal | Why

/** A key where the bucket is, in the account that owns it: CloudTrail needs both in one region (facts/aws.md 8.3). */
const newKey: Propose = (context, world, known) => {
  const at = logBucketIn(world, known.arn)
  const writer = writerOf(world, known)
  if (at === undefined || writer === undefined) return notPlaced(known.arn)
  if (!insiders(world).accounts.has(at.place.account))
    return {
      why: `Bucket ${at.bucket.name} belongs to account ${at.place.account}, which is not ours`,
    }
  const key = keyFor(context, world, at.place, writer)
  if ('why' in key) return key
  const trail = trailAsItIs(context, known)
  if ('why' in trail) return trail
  return {
    desired: [key, { ...trail, kmsKeyId: keyId(known.partition, key) }],
    notes: [
      {
        phase: 'keys',
        ...at.place,
        risks: [
          `Whoever reads the files of trail ${known.name} needs kms:Decrypt as well: find the readers of bucket ${at.bucket.name} and let them, before the key is used.`,
          'Files that were encrypted under a key can be read only as long as it exists: never delete it before they expire.',
        ],
      },
    ],
    refused: [],
  }
}

const keyOf = (world: World, { settings }: KnownTrail) =>
  settings.kmsKeyId === undefined ? undefined : keyNamed(world, settings.kmsKeyId)

const enable: Propose = (context, world, known) => {
  const key = keyOf(world, known)
  if (key === undefined || !isKnown(key.state)) return newKey(context, world, known)
  const { keyState } = key.state.known
  if (keyState !== 'Disabled' && keyState !== 'PendingDeletion')
    return newKey(context, world, known)
  const wanted = keyWith(context, key, (policy) => ({ ...policy }), true)
  if ('why' in wanted) return wanted
  const { account, region } = key
  return {
    desired: [wanted],
    notes: [
      {
        phase: 'keys',
        account,
        region,
        before: [
          {
            text: `Find out who switched key ${key.arn} off, and why: wholetrail ask trail-tampering`,
          },
          ...(keyState === 'PendingDeletion'
            ? [
                {
                  text: `Take back the deletion of key ${key.arn}: until then it cannot be enabled, and when its day comes every file under it is lost`,
                  command: [
                    'aws',
                    'kms',
                    'cancel-key-deletion',
                    '--key-id',
                    key.arn,
                    '--region',
                    region,
                  ],
                  account,
                  region,
                },
              ]
            : []),
        ],
      },
    ],
    refused: [],
  }
}

const letEncrypt: Propose = (context, world, known) => {
  const key = keyOf(world, known)
  const writer = writerOf(world, known)
  if (key === undefined || writer === undefined)
    return { why: `The key of trail ${known.name}, or its organisation, was not read` }
  const wanted = keyWith(context, key, (policy) => withStatements(policy, keyStatements(writer)))
  return 'why' in wanted ? wanted : { desired: [wanted], notes: [], refused: [] }
}

const keepOut: Propose = (context, world, known) => {
  const key = keyOf(world, known)
  if (key === undefined) return { why: `The key of trail ${known.name} was not read` }
  const deny = denyOutsiders(world, ['kms:*'], '*')
  if ('why' in deny && typeof deny.why === 'string') return { why: deny.why }
  const wanted = keyWith(context, key, (policy) => withStatements(policy, [deny]))
  if ('why' in wanted) return wanted
  return {
    desired: [wanted],
    notes: [
      {
        phase: 'keys',
        account: key.account,
        region: key.region,
        risks: [
          `Whoever uses key ${key.arn} from outside is kept out; administrators of its account are not, while the account belongs to the organisation.`,
        ],
      },
    ],
    refused: [],
  }
}

const byCheck: Readonly<Record<string, Propose>> = {
  'logs-not-kms-encrypted': newKey,
  'key-unusable': enable,
  'key-policy-locks-cloudtrail-out': letEncrypt,
  'key-policy-lets-everyone-in': keepOut,
}

const proposeFor = (context: Context, world: World, finding: Finding): Proposal => {
  const known = knownTrails(world).find((t) => t.arn === finding.resource)
  const propose = byCheck[finding.check]
  if (known === undefined || propose === undefined)
    return refusal([finding], { why: `The settings of ${finding.resource} were not read` })
  const proposal = propose(context, world, known)
  return 'why' in proposal ? refusal([finding], proposal) : proposal
}

export const kmsKey: Remedy = {
  id: 'kms-key',
  title: 'Encrypt logs under a key that CloudTrail may use and outsiders may not',
  why: 'A key is a second lock: whoever gets at the bucket still cannot read the files, and each use of the key is recorded. A key that CloudTrail may not use stops every delivery.',
  cannot: [
    'Files that lie in the bucket are not encrypted anew.',
    'Digest files are never encrypted under the key (facts/aws.md 2).',
    'A key of AWS, or of another organisation, is not changed.',
  ],
  propose: (context) => oneByOne(context, proposeFor),
}
