import { isKnown } from '../../model/observed.ts'
import type { SnapshotBucket } from '../../model/snapshot/bucket.ts'
import { publicBy } from '../policies/public.ts'
import { accountBlockOf, ownerOf } from './inventory/buckets.ts'
import { insiders } from './inventory/insiders.ts'
import type { World } from './world.ts'

const wordsOf = (text: string): readonly string[] => text.toLowerCase().split(/[^a-z0-9]+/)

const marked = (text: string, words: readonly string[]): string | undefined =>
  wordsOf(text).find((word) => words.includes(word))

const byTags = ({ tags }: SnapshotBucket, words: readonly string[]): string | undefined => {
  if (tags === undefined || !isKnown(tags)) return undefined
  const tag = Object.entries(tags.known).find(([, value]) => marked(value, words) !== undefined)
  return tag === undefined ? undefined : `tag ${tag[0]} = ${tag[1]}`
}

const isReplicated = ({ replication }: SnapshotBucket): boolean =>
  replication !== undefined &&
  isKnown(replication) &&
  replication.known.some((rule) => rule.enabled)

const whySensitive = (world: World, bucket: SnapshotBucket): string | undefined => {
  const words = world.expectations.sensitiveWords
  const word = marked(bucket.name, words)
  if (word !== undefined) return `its name says ${word}`
  const tag = byTags(bucket, words)
  if (tag !== undefined) return tag
  const isPublic = publicBy(bucket, accountBlockOf(world, ownerOf(bucket)), insiders(world))
  if (isPublic.policy === 'yes' || isPublic.acl === 'yes') return 'it is public'
  return isReplicated(bucket) ? 'it is replicated' : undefined
}

/**
 * Why what is in a bucket matters more than most: its name or a tag says so, everyone can read it, or it is copied
 * elsewhere. `undefined` where nothing known says so.
 */
export const sensitivityOf = (world: World, bucket: SnapshotBucket): string | undefined => {
  const known = world.once('sensitivity', () => new Map<SnapshotBucket, string | undefined>())
  if (known.has(bucket)) return known.get(bucket)
  const why = whySensitive(world, bucket)
  known.set(bucket, why)
  return why
}
