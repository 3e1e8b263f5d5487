import { rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mayHide } from '../../../../src/gather/verify/store/unlisted.ts'
import { HOUR } from '../../../../src/model/time.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'
import { snapshotWith, trailSeen } from '../expectations/snapshots.ts'
import { FROM, newWorld, nothingKnown, type World } from './world.ts'

const END = FROM + 6 * HOUR
const NOW = END + HOUR
const OTHER = '444455556666'

let world: World
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.remove())

/** A link to itself can be read by nobody, not even by root. */
const unlistable = async (path: string) => {
  await rm(path, { recursive: true })
  await symlink(path, path)
}

test('an account’s folder that cannot be listed is open, and nothing in it is missing for that', async () => {
  const runs = [{ from: FROM, to: END }]
  const objects = [
    ...chainOf({ runs }).objects,
    ...chainOf({ runs, place: { account: OTHER } }).objects,
  ]
  const arn = `arn:aws:cloudtrail:eu-west-1:${OTHER}:trail/audit`
  const snapshots = [snapshotWith([trailSeen({ arn, readAt: END })])]
  const copy = await world.copy(objects)
  const folder = join(copy, 'example-audit-logs/AWSLogs', OTHER)
  await unlistable(folder)
  for (const known of [nothingKnown(NOW), { ...nothingKnown(NOW), snapshots }]) {
    const report = await world.verify({ sources: [copy] }, known)
    expect(report.problems).toMatchObject([
      { kind: 'folder-unreadable', weight: 'open', objects: [`${folder}/`] },
    ])
    expect(report.chains.map((c) => c.account)).toEqual(['111122223333'])
  }
})

test('a folder that could not be listed hides the chains below it, and no others', () => {
  const chain = { bucket: 'b', prefix: 'p/q', account: OTHER, region: 'eu-west-1' }
  const hides = (uri: string) => mayHide({ uri }, chain)
  const top = 's3://b/p/q/AWSLogs/'
  for (const uri of [
    ...['s3://b/', 's3://b/p/', 's3://b/p/q/', top, `${top}o-abcdef1234/`],
    ...[`${top}${OTHER}/`, `${top}o-abcdef1234/${OTHER}/`, `${top}${OTHER}/CloudTrail-Digest/`],
    ...[`${top}${OTHER}/CloudTrail-Digest/eu-west-1/`, `/copy/x/AWSLogs/${OTHER}/`],
  ])
    expect([uri, hides(uri)]).toEqual([uri, true])
  for (const uri of [
    ...['s3://b/other/', 's3://b/p/q/r/', 's3://c/', 's3://b/AWSLogs/', 's3://b/p/AWSLogs/'],
    ...[`${top}111122223333/`, `${top}${OTHER}/CloudTrail/`, '/copy/lost/'],
    `${top}${OTHER}/CloudTrail-Digest/us-east-1/`,
  ])
    expect([uri, hides(uri)]).toEqual([uri, false])
})
