import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../../src/model/verdict.ts'
import { askIn, type Ran, runCli } from '../fixtures/cli.ts'

/** Real log files that are not part of the project. Figures below were counted by hand from the JSON. */
const DATA = '../shared/data'
const here = existsSync(DATA)
const WINDOW = ['--from', '2023-07-10T11:40:00Z', '--to', '2023-07-10T12:40:00Z']

const namesOf = (found: Answer['found']): Record<string, number> => {
  const names: Record<string, number> = {}
  for (const { eventName } of found.events)
    names[String(eventName)] = (names[String(eventName)] ?? 0) + 1
  return names
}

describe.skipIf(!here)('invictus: log files of July 2023 (needs ../shared/data)', () => {
  let workspace: string
  let ingested: Ran
  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'wholetrail-invictus-'))
    ingested = await runCli(['ingest', `${DATA}/invictus`, '--workspace', workspace, '--json'])
  })
  afterAll(() => rm(workspace, { recursive: true, force: true }))

  test('every record is there once, and what is no log file is set aside', () => {
    expect(ingested.code).toBe(0)
    const report = JSON.parse(ingested.stdout)
    expect(report.events).toEqual({ read: 2900, new: 2900, duplicate: 0, conflicting: 0 })
    expect(report.objects).toMatchObject({ ingested: 55, setAside: 2, rejected: 0 })
    expect(report.firstEvent).toBe('2023-07-10T11:42:18Z')
    expect(report.lastEvent).toBe('2023-07-10T12:37:50Z')
    expect(report.accounts).toEqual(['123837392027'])
  })

  test('trail-tampering: what was changed and what was only tried', async () => {
    const { answer, code } = await askIn(workspace, [
      'trail-tampering',
      ...WINDOW,
      '--limit',
      '100',
    ])
    expect(code).toBe(0)
    expect(answer.verdict).toBe('yes')
    expect(namesOf(answer.found)).toEqual({
      CreateBucket: 2,
      CreateTrail: 2,
      DeleteBucket: 2,
      DeleteBucketLifecycle: 1,
      DeleteTrail: 2,
      PutBucketLifecycle: 1,
      PutBucketPolicy: 2,
      PutEventSelectors: 2,
      StartLogging: 2,
    })
    expect(namesOf(answer.attempts)).toEqual({
      DeleteBucket: 3,
      DeleteTrail: 1,
      LeaveOrganization: 1,
      StartLogging: 3,
      StopLogging: 3,
    })
  })

  test('key-activity: 2,104 calls of the key itself, 47 of five sessions issued with it, 256 made by services for its user, one console login of a user that it made', async () => {
    const { answer } = await askIn(workspace, [
      'key-activity',
      '--key',
      'AKIATFQR7NSC8Q4X20BJ',
      ...WINDOW,
      '--limit',
      '5000',
    ])
    expect(answer.verdict).toBe('yes')
    expect(answer.found.count).toBe(2104 + 47 + 256 + 1)
    const own = answer.found.events.filter((e) => e.accessKeyId === 'AKIATFQR7NSC8Q4X20BJ')
    expect(own).toHaveLength(2104)
    const sessions = answer.found.events.filter((e) => String(e.who).includes(':assumed-role/'))
    expect(sessions).toHaveLength(47)
    for (const { actor } of sessions)
      expect(actor).toMatchObject({ known: true, label: 'bert-jan', confidence: 'certain' })
  })

  test('key-activity --no-derived: the key itself and what services did for its user; 47 calls of sessions and a login are left out', async () => {
    const { answer } = await askIn(workspace, [
      'key-activity',
      '--key',
      'AKIATFQR7NSC8Q4X20BJ',
      '--no-derived',
      ...WINDOW,
    ])
    expect(answer.found.count).toBe(2104 + 256)
    expect(answer.notes.join('\n')).toContain('left out: 48 calls with')
  })

  test('who-read-objects: no data event was ever recorded, so that nobody can know', async () => {
    const { answer, code } = await askIn(workspace, [
      'who-read-objects',
      '--bucket',
      'stratus-red-team-ctes-bucket-qyxyekjbtk',
      ...WINDOW,
    ])
    expect(code).toBe(3)
    expect(answer.verdict).toBe('cannot-know')
    expect(answer.found.count).toBe(0)
    expect(answer.blindSpots.map((b) => b.reason)).toContain('configuration unknown')
  })

  test('a key with one character mistyped is unknown, never innocent', async () => {
    const { answer, code } = await askIn(workspace, [
      'key-activity',
      '--key',
      'AKIATFQR7NSC8Q4X20BK',
      ...WINDOW,
    ])
    expect(code).toBe(3)
    expect(answer.blindSpots.map((b) => b.reason)).toContain('subject unknown')
  })
})

describe.skipIf(!here)('stratus: records of simulated attacks (needs ../shared/data)', () => {
  let workspace: string
  let ingested: Ran
  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'wholetrail-stratus-'))
    ingested = await runCli(['ingest', `${DATA}/stratus`, '--workspace', workspace, '--json'])
  })
  afterAll(() => rm(workspace, { recursive: true, force: true }))

  test('every array of records is read', () => {
    expect(ingested.code).toBe(0)
    expect(JSON.parse(ingested.stdout).objects).toMatchObject({ ingested: 35, rejected: 0 })
  })

  test('trail-tampering finds the deleted trail, the stopped one and the emptied selectors', async () => {
    const { answer } = await askIn(workspace, [
      'trail-tampering',
      '--from',
      '2024-01-01',
      '--to',
      '2025-12-31',
      '--limit',
      '100',
    ])
    expect(answer.verdict).toBe('yes')
    expect(namesOf(answer.found)).toMatchObject({
      DeleteTrail: 1,
      StopLogging: 1,
      PutEventSelectors: 1,
    })
    expect(namesOf(answer.attempts)).toMatchObject({ LeaveOrganization: 1 })
  })

  test('console-logins finds the one without MFA', async () => {
    const { answer } = await askIn(workspace, [
      'console-logins',
      '--from',
      '2024-01-01',
      '--to',
      '2025-12-31',
    ])
    expect(answer.verdict).toBe('yes')
    expect(namesOf(answer.found)).toEqual({ ConsoleLogin: 1 })
  })
})
