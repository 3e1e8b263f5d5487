import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keysInFolder } from '../../../../src/gather/verify/keys/given.ts'
import { HOUR } from '../../../../src/model/time.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'
import type { StoredObject } from '../../../fixtures/digests/stored.ts'
import { FROM, newWorld, nothingKnown, type World } from '../run/world.ts'

/** Opening a pipe that nobody writes to waits for ever: these tests would end by their time. */
const pipeAt = (path: string) => {
  rmSync(path, { force: true })
  execFileSync('mkfifo', [path])
}

let world: World
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.remove())

const built = chainOf({ runs: [{ from: FROM, to: FROM + 6 * HOUR }] })
const now = FROM + 7 * HOUR

const verified = async (
  replaced: readonly (StoredObject | undefined)[],
  besides: string[] = [],
) => {
  const copy = await world.copy(built.objects, 'sidecar')
  for (const object of replaced) if (object) pipeAt(join(copy, object.bucket, object.key))
  for (const path of besides) pipeAt(join(copy, path))
  const report = await world.verify({ sources: [copy] }, nothingKnown(now))
  const states = report.chains[0]?.slots.map((s) => s.state)
  return { states, problems: report.problems.map((p) => `${p.weight} ${p.kind}`) }
}

const but = (at: number, state: string) =>
  Array.from({ length: 6 }, (_, i) => (i === at ? state : 'verified'))

test('a pipe in the place of a log file is not opened: its hour is unchecked', async () => {
  const { states, problems } = await verified([built.digests[2]?.logs[0]?.object])
  expect(states).toEqual(but(2, 'unchecked'))
  expect(problems).toEqual(['open log-unreadable'])
}, 5000)

test('a pipe in the place of a digest is not opened: its hour is unchecked', async () => {
  const { states, problems } = await verified([built.digests[2]?.object])
  expect(states).toEqual(but(2, 'unchecked'))
  expect(problems).toEqual(['open digest-unreadable'])
}, 5000)

test('the newest digest, which is asked for the origin of a copy, may be a pipe', async () => {
  const { states } = await verified([built.digests[5]?.object])
  expect(states).toEqual(but(5, 'unchecked'))
}, 5000)

test('a pipe in the place of kept metadata is passed over', async () => {
  const last = built.digests[5]?.object
  const sidecar = `${last?.bucket}/${last?.key}.metadata.json`
  const { problems } = await verified([], [sidecar, 'metadata.jsonl'])
  expect(problems).toEqual(['open unsigned-offline'])
}, 5000)

test('a pipe among public keys, or among files of metadata, is passed over', async () => {
  pipeAt(join(world.root, 'keys', 'pipe'))
  expect(await keysInFolder(join(world.root, 'keys'))).toHaveLength(1)
  const copy = await world.copy(built.objects)
  pipeAt(join(copy, '../metadata/pipe.jsonl'))
  const report = await world.verify({ sources: [copy] }, nothingKnown(now))
  expect(report.problems).toEqual([])
}, 5000)
