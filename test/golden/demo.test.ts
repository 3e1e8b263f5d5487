import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { snapshotSchema } from '../../src/model/snapshot.ts'
import { parseInstant } from '../../src/model/time.ts'
import type { DemoSummary } from '../fixtures/demo/generate.ts'
import { moreQuestions } from '../fixtures/demo/questions/more.ts'
import { demoStory } from '../fixtures/demo/story.ts'
import { demoOnce } from '../fixtures/demo-once.ts'
import { checkDigests } from './demo-digests.ts'
import { filesOf, logsOf, treeHash, valuesOf } from './demo-tree.ts'

/** Changes with every change of what the demo contains: look at the difference, then record the new one. */
const GOLDEN_HASH = 'd36802ab01a4e11c59011965bd60e7a12967764e8587fdb9590c8eef710815ca'

const bucketOf: Readonly<Record<string, string>> = {
  'org-baseline': 'kestrelvane-org-trail',
  'siem-vendor-feed': 'kestrelvane-siem-feed',
  'prod-s3-data': 'kestrelvane-data-trail',
  'dev-trail': 'kestrelvane-dev-trail',
  'legacy-trail': 'kestrelvane-old-cloudtrail',
}

type Row = [
  string,
  string,
  string,
  string,
  string,
  string,
  string | null,
  string | null,
  string | null,
  string,
  string[],
  string,
]
interface Truth {
  readonly actions: Row[]
  readonly everyday: [string, string, string, string, string, number][]
  readonly mistakes: { id: string }[]
}

let demo: string
let summary: DemoSummary
let truth: Truth

beforeAll(async () => {
  ;({ root: demo, made: summary } = await demoOnce())
  truth = JSON.parse(await readFile(join(demo, 'truth.json'), 'utf8')) as Truth
}, 300_000)

describe('the demo organisation', () => {
  it('is the one that was recorded', async () => {
    expect(await treeHash(demo)).toBe(GOLDEN_HASH)
  })

  it('has the size that was asked for', async () => {
    const logs = (await filesOf(demo)).filter((f) => f.includes('/CloudTrail/'))
    expect(logs.length).toBe(summary.logFiles)
    expect(logs.length).toBeLessThanOrEqual(20_000)
    expect(summary.events).toBeGreaterThan(150_000)
    expect(summary.records).toBeGreaterThan(200_000)
    expect(summary.records).toBeLessThan(260_000)
    expect(summary.bytes / summary.records).toBeGreaterThan(1000)
    expect(summary.bytes / summary.records).toBeLessThan(1500)
  })

  it('has snapshots that collect could have written, with the state of the time', async () => {
    const names = (await readdir(join(demo, 'snapshots'))).sort()
    expect(names.length).toBeGreaterThanOrEqual(2)
    const states = []
    for (const name of names) {
      const text = await readFile(join(demo, 'snapshots', name), 'utf8')
      const snapshot = snapshotSchema.parse(JSON.parse(text))
      const data = snapshot.trails.find((t) => t.name === 'prod-s3-data')
      const selectors = data !== undefined && 'known' in data.selectors ? data.selectors.known : {}
      states.push([snapshot.trails.map((t) => t.name), selectors.AdvancedEventSelectors?.length])
    }
    const before = ['org-baseline', 'siem-vendor-feed', 'prod-s3-data']
    const stopped = 'archive-selftest'
    expect(states[0]).toEqual([[...before, stopped, 'legacy-trail'], 1])
    expect(states[1]).toEqual([[...before, 'dev-trail', stopped], 1])
    expect(states.at(-1)).toEqual([[...before, 'dev-trail', stopped], 2])
  })

  it('has a digest chain that verifies, broken only where the trail was stopped', async () => {
    const check = await checkDigests(demo)
    expect(check.problems).toEqual([])
    expect(check.digests).toBe(summary.digests)
    expect(check.starts).toBe(2)
    const logs = (await filesOf(demo)).filter((f) => /data-trail\/.*\/CloudTrail\//.test(f))
    expect([...check.attested].sort()).toEqual(logs)
  })
})

describe('the truth', () => {
  const seen = new Map<string, Set<string>>()
  const names = new Map<string, number>()
  let records = 0

  beforeAll(async () => {
    for await (const log of logsOf(demo)) {
      expect(new Set(valuesOf(log.content, 'recipientAccountId'))).toEqual(new Set([log.account]))
      expect(new Set(valuesOf(log.content, 'awsRegion'))).toEqual(new Set([log.region]))
      for (const id of valuesOf(log.content, 'eventID')) {
        records++
        const buckets = seen.get(id) ?? new Set()
        if (buckets.has(log.bucket)) throw new Error(`delivered twice by one trail: ${id}`)
        seen.set(id, buckets.add(log.bucket))
      }
      for (const name of valuesOf(log.content, 'eventName'))
        names.set(name, (names.get(name) ?? 0) + 1)
    }
  }, 300_000)

  it('has every event under one id', () => {
    expect(seen.size).toBe(summary.events)
    expect(records).toBe(summary.records)
  })

  it('says of each action by which trails it was recorded, and is right', () => {
    const wrong = truth.actions.filter(([, , , , , , , , , , by, id]) => {
      const expected = by.map((trail) => bucketOf[trail]).sort()
      return JSON.stringify([...(seen.get(id) ?? [])].sort()) !== JSON.stringify(expected)
    })
    expect(wrong).toEqual([])
    const unrecorded = truth.actions.filter((a) => a[10].length === 0)
    expect(unrecorded.length).toBeGreaterThan(270)
  })

  it('leaves no event out', () => {
    const told = truth.actions.filter((a) => a[10].length > 0).length
    const everyday = truth.everyday.filter((e) => e[4] !== '').reduce((n, e) => n + e[5], 0)
    expect(told + everyday).toBe(summary.events)
    const reads = truth.actions.filter((a) => a[4] === 'GetObject').map((a) => a[10].length)
    expect(names.get('GetObject')).toBe(reads.reduce((n, by) => n + by, 0))
  })

  it('agrees with what each question about objects says is true', () => {
    const questions = [...demoStory(), ...moreQuestions()].filter(
      (q) => q.request.question === 'who-read-objects',
    )
    expect(questions.length).toBeGreaterThan(3)
    for (const q of questions) {
      const { from = 0, to = 0 } = q.request
      const reads = truth.actions.filter(([time, , , , name, , , target, error]) => {
        const at = parseInstant(time)
        const inside = target?.startsWith(`arn:aws:s3:::${q.request.params.bucket}/`) === true
        return name === 'GetObject' && error === null && inside && from <= at && at < to
      })
      expect([q.title, reads.length > 0 ? 'yes' : 'no']).toEqual([q.title, q.truth])
      const recorded = reads.some((r) => r[10].length > 0)
      expect([q.title, recorded]).toEqual([q.title, q.verdict === 'yes'])
    }
  })

  it('has the story: six sessions, 270 downloads unseen, 85 seen, a stop that another trail recorded', () => {
    const incident = truth.actions.filter((a) => a[9] === 'incident')
    const downloads = incident.filter((a) => a[4] === 'GetObject' && a[8] === null)
    expect(downloads.filter((a) => a[10].length === 0).length).toBe(270)
    expect(downloads.filter((a) => a[10].length > 0).length).toBe(85)
    expect(incident.filter((a) => a[4] === 'AssumeRole').length).toBe(12)
    const stops = truth.actions.filter((a) => a[4] === 'StopLogging').map((a) => [a[8], a[10]])
    expect(stops).toEqual([
      [null, ['org-baseline', 'siem-vendor-feed']],
      ['AccessDenied', ['org-baseline', 'siem-vendor-feed']],
      [null, ['org-baseline']],
    ])
    const started = truth.everyday.filter((e) => e[1] === 'eu-central-1' && e[3] === 'RunInstances')
    expect(started).toEqual([])
    expect(new Set(truth.mistakes.map((m) => m.id)).size).toBe(truth.mistakes.length)
  })
})
