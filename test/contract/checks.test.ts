import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  checkGroups,
  type Finding,
  type FindingStatus,
  findingSchema,
  findingStatuses,
  remedyIds,
  severities,
} from '../../src/model/finding.ts'
import { groupBy } from '../../src/model/group-by.ts'
import { emptySnapshot } from '../../src/model/snapshot/empty.ts'
import { type Snapshot, snapshotSchema } from '../../src/model/snapshot.ts'
import type { Check } from '../../src/reason/assess/check.ts'
import { checks } from '../../src/reason/assess/checks/list.ts'
import { DEFAULT_EXPECTATIONS } from '../../src/reason/assess/expectations.ts'
import { AT, snapshotOf } from '../../src/reason/assess/given.ts'
import type { LakeFacts } from '../../src/reason/assess/lake-facts.ts'
import { assess, worldOf } from '../../src/reason/assess/run.ts'
import {
  arbitrarySnapshot,
  deniedWholly,
  eachHidden,
  partlyHidden,
} from '../fixtures/arbitrary-snapshot.ts'

const ROOT = 'src/reason/assess/checks'

/** Every file of a check, by the name that its id must have. */
const files = checkGroups.flatMap((group) =>
  existsSync(join(ROOT, group))
    ? readdirSync(join(ROOT, group), { recursive: true, encoding: 'utf8' })
        .filter((f) => f.endsWith('.ts') && basename(f) !== 'list.ts')
        .map((f) => ({ group, id: basename(f, '.ts'), path: join(ROOT, group, f) }))
    : [],
)

const run = (check: Check, snapshot: Snapshot, lake?: LakeFacts) =>
  assess(worldOf(snapshot, AT, DEFAULT_EXPECTATIONS, lake), [check])

const worst = (statuses: readonly FindingStatus[]): FindingStatus | undefined =>
  findingStatuses.find((s) => statuses.includes(s))

/** The worst status of each thing that findings are about. */
const bySubject = (found: readonly Finding[]): ReadonlyMap<string, FindingStatus> =>
  new Map(
    [...groupBy(found, (f) => `${f.resource} ${f.account} ${f.region}`)].map(([subject, group]) => [
      subject,
      worst(group.map((f) => f.status)) ?? 'pass',
    ]),
  )

const everyExample = checks.flatMap((c) =>
  Object.values(c.examples).map((example) => example.snapshot),
)

test('there are checks of every group, and one file holds one', () => {
  expect(checkGroups.filter((g) => !checks.some((c) => c.group === g))).toEqual([])
  const ids = checks.map((c) => c.id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { group, id, path } of files)
    if (/^export const \w+: Check =/m.test(readFileSync(path, 'utf8')))
      expect(
        checks.some((c) => c.group === group && c.id === id),
        `${path} is in no list`,
      ).toBe(true)
})

describe.each(checks.map((c) => [c.id, c] as const))('%s', (id, check) => {
  test('says all that a check must say', () => {
    expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    expect(severities).toContain(check.severity)
    expect(check.references.aws.length).toBeGreaterThan(0)
    for (const url of check.references.aws)
      expect(url).toMatch(/^https:\/\/[\w.-]*aws\.amazon\.com\//)
    for (const cis of check.references.cis ?? []) expect(cis).toMatch(/^v\d[\w.]*\/\d+(\.\d+)*$/)
    for (const control of check.references.securityHub ?? [])
      expect(control).toMatch(/^[A-Za-z0-9]+\.\d+$/)
    if (check.remedy !== undefined) expect(remedyIds).toContain(check.remedy)
    expect(check.title).toMatch(/[^.]$/)
    expect(check.why).toMatch(/\.$/)
    expect(existsSync(`docs/checks/${id}.md`), 'npm run generate').toBe(true)
  })

  test.each(findingStatuses)('its example of %s is one', (status) => {
    const example = check.examples[status]
    expect(example.expect).toBe(status)
    expect(snapshotSchema.safeParse(z.encode(snapshotSchema, example.snapshot)).success).toBe(true)
    const found = run(check, example.snapshot, example.lake)
    expect(worst(found.map((f) => f.status)), JSON.stringify(found, null, 1)).toBe(status)
  })

  test('each of its findings is whole', () => {
    for (const example of Object.values(check.examples))
      for (const f of run(check, example.snapshot, example.lake)) {
        expect(findingSchema.safeParse(f).error).toBeUndefined()
        expect(f.reason, 'one sentence without a full stop').toMatch(/^[^\n]*[^.\n]$/)
        expect(f.resource).not.toBe('')
        expect(f.account).toMatch(/^\d{12}$/)
        if (f.status === 'unknown') expect(f.settle, f.reason).toMatch(/\S/)
      }
  })

  test('one thing has one fingerprint', () => {
    for (const example of Object.values(check.examples)) {
      const prints = run(check, example.snapshot, example.lake).map((f) => f.fingerprint)
      expect(new Set(prints).size).toBe(prints.length)
    }
  })

  test('a snapshot that knows nothing passes nothing and fails nothing', () => {
    expect(run(check, emptySnapshot(AT)).filter((f) => f.status !== 'unknown')).toEqual([])
  })

  test('access denied to everything is never a pass and never a fail', () => {
    for (const snapshot of [snapshotOf(), ...everyExample]) {
      const found = run(check, deniedWholly(snapshot))
      expect(found.filter((f) => f.status !== 'unknown')).toEqual([])
    }
  })

  test('an answer that was given with less to go by stands when more can be read', () => {
    const examples = [{ snapshot: snapshotOf(), lake: undefined }, ...Object.values(check.examples)]
    for (const { snapshot, lake } of examples) {
      const whole = new Map(run(check, snapshot, lake).map((f) => [f.fingerprint, f]))
      fc.assert(
        fc.property(partlyHidden(snapshot), (less) => {
          for (const f of run(check, less, lake)) {
            const better = whole.get(f.fingerprint)
            if (f.status === 'unknown' || better === undefined) continue
            expect(f.status, `${f.resource}: ${f.reason}; with more: ${better.reason}`).toBe(
              better.status,
            )
          }
        }),
        { numRuns: 30 },
      )
    }
  })

  test('what is denied next never turns a fault into a pass, nor an unknown into a fault', () => {
    for (const { snapshot, lake } of Object.values(check.examples)) {
      const before = bySubject(run(check, snapshot, lake))
      for (const [n, less] of eachHidden(snapshot).entries()) {
        const after = bySubject(run(check, less, lake))
        for (const [subject, was] of before) {
          const is = after.get(subject)
          if (was === 'pass' || is === undefined) continue
          expect([was, 'unknown'], `${subject} when answer ${n} is denied, was ${was}`).toContain(
            is,
          )
        }
        const statuses = [...after.values()]
        const wasFaulty = [...before.values()].some((s) => s !== 'pass')
        const isWell = statuses.length > 0 && statuses.every((s) => s === 'pass')
        expect(
          wasFaulty && isWell && before.size <= after.size,
          `only passes are left when answer ${n} is denied`,
        ).toBe(false)
      }
    }
  })

  test('no snapshot makes it throw', () => {
    fc.assert(
      fc.property(arbitrarySnapshot, (snapshot) => {
        for (const f of run(check, snapshot)) expect(findingStatuses).toContain(f.status)
      }),
      { numRuns: 40 },
    )
  })
})
