import type {
  DescribeKeyResponse,
  GetKeyPolicyResponse,
  GetKeyRotationStatusResponse,
  KeyListEntry,
} from '@aws-sdk/client-kms'
import { isKnown, type Observed } from '../../../model/observed.ts'
import type { SnapshotKey } from '../../../model/snapshot/key.ts'
import type { Place, Probe } from '../probe.ts'
import { listAll } from './list-all.ts'
import { listedHere } from './listing.ts'
import { member, noneOr, readKnown } from './map/answer.ts'
import { keyStateOf } from './map/key.ts'
import { type PolicyDocument, policyOf } from './map/policy-document.ts'
import { arnsOf } from './places/asked-here.ts'
import { keysNamedHere } from './places/keys.ts'

const GONE = ['NotFoundException']
const SPEAKS_OF_CLOUDTRAIL = /cloudtrail/i

/** Policies and rotation are asked by id: those calls take no alias. */
const policyFor = async (place: Place, key: string): Promise<Observed<PolicyDocument | null>> =>
  noneOr(
    await place.ask<GetKeyPolicyResponse>(
      'kms',
      'GetKeyPolicy',
      { KeyId: key, PolicyName: 'default' },
      { absent: GONE },
    ),
    (answer) => policyOf(answer.Policy),
  )

const read = async (
  place: Place,
  arn: string,
  names: readonly string[],
  policy?: Observed<PolicyDocument | null>,
): Promise<SnapshotKey> => {
  const readAt = place.now()
  const described = await place.ask<DescribeKeyResponse>(
    'kms',
    'DescribeKey',
    { KeyId: arn },
    { absent: GONE },
  )
  const real = isKnown(described) ? described.known?.KeyMetadata?.Arn : undefined
  const row = {
    account: place.account,
    region: place.region,
    readAt,
    arn: real ?? arn,
    names: [...new Set([...names, arn])].filter((name) => name !== (real ?? arn)).sort(),
    state: keyStateOf(described),
  }
  const id = real ?? (arn.includes(':alias/') ? undefined : arn)
  if (id === undefined) return row
  const rotation = await place.ask<GetKeyRotationStatusResponse>('kms', 'GetKeyRotationStatus', {
    KeyId: id,
  })
  return {
    ...row,
    policy: policy ?? (await policyFor(place, id)),
    rotation: readKnown(rotation, (r) => member(r?.KeyRotationEnabled, 'KeyRotationEnabled')),
  }
}

const mayConcern = (policy: Observed<PolicyDocument | null>): boolean =>
  !isKnown(policy) || SPEAKS_OF_CLOUDTRAIL.test(JSON.stringify(policy.known))

/** Keys of the list that nothing names, whose policy speaks of CloudTrail or cannot be read. */
const unnamed = async (
  place: Place,
  list: readonly KeyListEntry[],
): Promise<readonly SnapshotKey[]> => {
  const rows = list.map(async ({ KeyArn }): Promise<readonly SnapshotKey[]> => {
    if (KeyArn === undefined) return []
    const policy = await policyFor(place, KeyArn)
    return mayConcern(policy) ? [await read(place, KeyArn, [], policy)] : []
  })
  return (await Promise.all(rows)).flat()
}

/** A key that is off, leaving or closed to CloudTrail stops delivery (facts/aws.md 5.3). */
export const keys = {
  id: 'keys',
  reads:
    'KMS keys that trails, buckets, stores and log groups name, or whose policy names CloudTrail.',
  step: 'details',
  reach: 'region',
  calls: [
    { service: 'kms', operation: 'ListKeys', action: 'kms:ListKeys' },
    { service: 'kms', operation: 'DescribeKey', action: 'kms:DescribeKey' },
    { service: 'kms', operation: 'GetKeyPolicy', action: 'kms:GetKeyPolicy' },
    {
      service: 'kms',
      operation: 'GetKeyRotationStatus',
      action: 'kms:GetKeyRotationStatus',
    },
  ],
  run: async (place) => {
    const readAt = place.now()
    const all = keysNamedHere(place)
    const here = arnsOf(all)
    const [list, named] = await Promise.all([
      listAll<KeyListEntry>(place, ['kms', 'ListKeys', 'Keys'], {}),
      Promise.all(
        here.map((arn) =>
          read(
            place,
            arn,
            all.flatMap((k) => (k.arn === arn ? k.name : [])),
          ),
        ),
      ),
    ])
    const done = new Set(named.map((key) => key.arn))
    const rest = (isKnown(list) ? list.known : []).filter((key) => !done.has(key.KeyArn ?? ''))
    return {
      listings: [listedHere('keys', place, readAt, list)],
      keys: [...named, ...(await unnamed(place, rest))],
    }
  },
} as const satisfies Probe
