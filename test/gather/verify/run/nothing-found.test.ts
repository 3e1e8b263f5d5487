import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../../src/model/time.ts'
import type { VerifyOptions } from '../../../../src/model/verification.ts'
import { chainOf } from '../../../fixtures/digests/chain.ts'
import { FROM, newWorld, nothingKnown, type World } from './world.ts'

const END = FROM + 6 * HOUR
const NOW = END + 40 * DAY
let world: World
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.remove())

const problemFor = async (options: Partial<VerifyOptions> & { sources: readonly string[] }) => {
  const { problems, counts } = await world.verify(options, nothingKnown(NOW))
  expect(Object.values(counts).every((n) => n === 0)).toBe(true)
  expect(problems).toHaveLength(1)
  return problems[0]
}

test('a folder without AWSLogs/, or a file that is none of CloudTrail’s, is said to hold none', async () => {
  const empty = join(world.root, 'empty')
  await mkdir(empty)
  await writeFile(join(empty, 'some.json'), '{}')
  for (const source of [empty, join(empty, 'some.json')]) {
    const problem = await problemFor({ sources: [source] })
    expect([problem?.kind, problem?.weight]).toEqual(['nothing-here', 'open'])
    expect(problem?.what).toContain('holds no AWSLogs/')
    expect(problem?.todo).not.toContain('enable-log-file-validation')
  }
})

test('a filter that matches nothing is named, with what is here', async () => {
  const copy = await world.copy(chainOf({ runs: [{ from: FROM, to: END }] }).objects)
  const region = await problemFor({ sources: [copy], regions: ['eu-west-9'] })
  expect(region?.what).toContain('has nothing of eu-west-9. It has 111122223333 in eu-west-1.')
  const trail = await problemFor({ sources: [copy], trails: ['Audit'] })
  expect(trail?.what).toContain('No digest of Audit was found')
  expect(trail?.what).toContain('Its digests are of audit.')
  const late = await problemFor({ sources: [copy], from: NOW - 7 * DAY })
  expect(late?.what).toContain('its newest name tells 2026-10-01T06:00:00Z')
  expect(new Set([region, trail, late].map((p) => p?.kind))).toEqual(new Set(['nothing-here']))
})

test('log files without any digest are the one case in which validation is to be turned on', async () => {
  const { logs } = chainOf({ runs: [{ from: FROM, to: END }] })
  const problem = await problemFor({ sources: [await world.copy(logs.map((l) => l.object))] })
  expect(problem?.kind).toBe('no-digests')
  expect(problem?.what).toContain('nothing says that there must be some')
})
