import type { DesiredOf } from '../../../model/desired.ts'
import { isKnown } from '../../../model/observed.ts'
import type { SnapshotKey } from '../../../model/snapshot/key.ts'
import { keyNamed } from '../../../reason/assess/inventory/keys.ts'
import type { Place } from '../../../reason/assess/places.ts'
import type { World } from '../../../reason/assess/world.ts'
import { aliasArn } from '../after/key.ts'
import type { Context } from '../remedy.ts'
import { keyStatements, ownerOfKey } from './cloudtrail-statements.ts'
import type { Why } from './proposal.ts'
import { type Document, policyBefore, withStatements } from './statements.ts'
import type { Writer } from './writer.ts'

const isCollected = ({ collected }: Context, key: SnapshotKey): boolean =>
  collected.keys.some((k) => k.arn === key.arn)

/** An existing key with another policy, all else as it is; or why it cannot be touched. */
export const keyWith = (
  context: Context,
  key: SnapshotKey,
  change: (policy: Document) => Record<string, unknown>,
  enabled?: boolean,
): DesiredOf<'kms-key'> | Why => {
  const before = policyBefore(key.policy, `key ${key.arn}`)
  if ('why' in before) return before
  if (before.document === null) return { why: `Key ${key.arn} has no policy of its own to change` }
  if (!isKnown(key.state)) return { why: `The state of key ${key.arn} was not read` }
  if (key.state.known.manager === 'AWS')
    return { why: `Key ${key.arn} belongs to AWS: its policy cannot be changed` }
  const isNew = !isCollected(context, key)
  const [, , service, region = key.region, account = key.account] = key.arn.split(':')
  if (!isNew && service !== 'kms')
    return { why: `Key ${key.arn} is known by a short name only: in which account it lies is not` }
  return {
    kind: 'kms-key',
    account: isNew ? key.account : account,
    region: isNew ? key.region : region,
    state: isNew ? 'new' : 'existing',
    ...(isNew ? { alias: key.names.find((n) => n.startsWith('alias/')) ?? '' } : { arn: key.arn }),
    description: 'Encrypts the files of CloudTrail',
    enabled: enabled ?? key.state.known.keyState === 'Enabled',
    rotation: key.rotation === undefined || !isKnown(key.rotation) || key.rotation.known,
    policy: change(before.document),
  }
}

/** The name under which trails know it. */
export const keyId = (partition: string, key: DesiredOf<'kms-key'>): string =>
  key.arn ?? aliasArn(partition, key)

/** The key of the plan for trails whose bucket is at a place: made there, or given one more trail to encrypt for. */
export const keyFor = (
  context: Context,
  world: World,
  place: Place,
  writer: Writer,
): DesiredOf<'kms-key'> | Why => {
  const alias = context.choice('key-alias')
  if (alias === null || !/^alias\/[A-Za-z0-9/_-]+$/.test(alias))
    return { why: 'Nobody said what the key is called: alias/NAME', needs: 'key-alias' }
  const { partition } = writer
  const had = keyNamed(world, aliasArn(partition, { ...place, alias }))
  if (had !== undefined)
    return keyWith(context, had, (policy) => withStatements(policy, keyStatements(writer)))
  return {
    kind: 'kms-key',
    account: place.account,
    region: place.region,
    state: 'new',
    alias,
    description: 'Encrypts the files of CloudTrail',
    enabled: true,
    rotation: true,
    policy: withStatements(null, [ownerOfKey(partition, place.account), ...keyStatements(writer)]),
  }
}
