import { describe, expect, test } from 'vitest'
import { assessFormatNames, assessFormats } from '../../../src/show/assess/formats.ts'
import { assessHtml } from '../../../src/show/assess/html.ts'
import { assessOcsf } from '../../../src/show/assess/ocsf.ts'
import { assessSarif } from '../../../src/show/assess/sarif.ts'
import { findingsTable } from '../../../src/show/assess/table.ts'
import { documentSchemas } from '../../../src/show/docs.ts'
import type { Style } from '../../../src/show/format/style.ts'
import { renderTable } from '../../../src/show/format/table.ts'
import { assessmentOf, checkOf, findingOf, unknownOf } from './given.ts'

const same = (text: string) => text
const style: Style = { good: same, bad: same, warn: same, dim: same, strong: same, unicode: true }
const printing = { style, columns: 80, inputs: {} }

/** A bucket's tag, a role's name and a topic are written by whoever made them. */
const HOSTILE =
  '=cmd|x\u001b[31m\u202e</script><script>alert(1)</script>"\'`\n::error::forged | [x](javascript:x) \u200b'

const hostile = findingOf({
  resource: HOSTILE,
  region: HOSTILE,
  reason: HOSTILE,
  evidence: [HOSTILE],
})
const hostileUnknown = unknownOf({ resource: HOSTILE, reason: HOSTILE, settle: HOSTILE })

describe.each(assessFormatNames)('%s', (format) => {
  const text = assessFormats[format].render(
    assessmentOf([hostile, hostileUnknown], { over: { file: `${HOSTILE}.json`, all: true } }),
    printing,
  )

  test('lets no control or direction character through', () => {
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })

  test('starts no line with what a CI system takes for a command', () => {
    expect(text).not.toMatch(/^\s*::/m)
  })

  test('prints an empty run', () => {
    expect(() => assessFormats[format].render(assessmentOf([]), printing)).not.toThrow()
  })
})

test('html escapes all of it, runs nothing and asks for nothing', () => {
  const page = assessHtml(assessmentOf([hostile, hostileUnknown]))
  expect(page).not.toMatch(/<script/i)
  expect(page).not.toMatch(/\son[a-z]+=/i)
  expect(page).not.toMatch(/\s(src|srcset)=|@import|url\(/i)
  expect(page).toContain('&lt;/script&gt;')
  for (const href of page.matchAll(/href="([^"]*)"/g)) expect(href[1]).toMatch(/^(#|https:\/\/)/)
  const open = [...page.matchAll(/<(details|section|table|tr|td|ul|li|p|main)\b/g)].map((m) => m[1])
  const close = [...page.matchAll(/<\/(details|section|table|tr|td|ul|li|p|main)>/g)].map(
    (m) => m[1],
  )
  expect(open.sort()).toEqual(close.sort())
})

test('csv: no cell is a formula', () => {
  const csv = renderTable(findingsTable(assessmentOf([hostile])), 'csv')
  for (const cell of csv.split(/,(?=")|\n/)) expect(cell).not.toMatch(/^"?[=+@]/)
})

test('json is the document that its schema describes', () => {
  const known = findingOf()
  const text = assessFormats.json.render(
    assessmentOf([known, findingOf({ resource: 'b' }), unknownOf({ resource: 'c' })], {
      baseline: [known],
    }),
    printing,
  )
  const document = documentSchemas.assess.parse(JSON.parse(text)) as {
    summary: { baseline: unknown; failuresThatCount: number }
    findings: { baseline?: string }[]
  }
  expect(document.findings.map((f) => f.baseline)).toEqual(['known', 'new', undefined])
  expect(document.summary.failuresThatCount).toBe(1)
  expect(document.summary.baseline).toEqual({ new: 1, known: 1, fixed: 0, gone: 0, unsettled: 0 })
})

interface Sarif {
  $schema: string
  version: string
  runs: {
    tool: { driver: { name: string; rules: { id: string }[] } }
    results: {
      ruleId: string
      ruleIndex: number
      kind: string
      level: string
      message: { text: string }
      baselineState?: string
      partialFingerprints: Record<string, string>
      locations: { physicalLocation: { artifactLocation: { uri: string } } }[]
    }[]
  }[]
}

test('sarif 2.1.0: levels only for failures, an unknown is open, every result has its rule and a place', () => {
  const known = findingOf()
  const gone = findingOf({ resource: 'gone' })
  const a = assessmentOf(
    [
      known,
      findingOf({ resource: 'b' }),
      unknownOf({ resource: 'c' }),
      findingOf({ status: 'pass', resource: 'd' }),
    ],
    { baseline: [known, gone], over: { file: 'my snapshots/a:b.json' } },
  )
  const { version, $schema, runs } = JSON.parse(assessSarif(a)) as Sarif
  expect([version, $schema]).toEqual(['2.1.0', expect.stringContaining('sarif-2.1.0')])
  const [run] = runs
  expect(run?.results.map((r) => [r.kind, r.level, r.baselineState])).toEqual([
    ['fail', 'error', 'unchanged'],
    ['fail', 'error', 'new'],
    ['open', 'none', undefined],
    ['pass', 'none', undefined],
    ['fail', 'error', 'absent'],
  ])
  for (const r of run?.results ?? []) {
    expect(run?.tool.driver.rules[r.ruleIndex]?.id).toBe(r.ruleId)
    expect(r.message.text).not.toBe('')
    expect(Object.values(r.partialFingerprints)[0]).toContain(r.ruleId)
    const uri = r.locations[0]?.physicalLocation.artifactLocation.uri
    expect(uri).toBe('my%20snapshots/a%3Ab.json')
  }
})

test('ocsf 2003: an unreadable answer is no pass and no fail', () => {
  const events = JSON.parse(
    assessOcsf(
      assessmentOf([findingOf(), unknownOf(), findingOf({ status: 'pass', severity: 'info' })]),
    ),
  ) as {
    class_uid: number
    category_uid: number
    type_uid: number
    activity_id: number
    severity_id: number
    time: number
    metadata: { version: string; product: unknown }
    finding_info: { uid: string; title: string }
    compliance: { status_id: number; standards: string[]; control: string }
    cloud: { provider: string; account: { uid: string }; region: string }
    resources: { uid: string }[]
  }[]
  expect(events.map((e) => e.compliance.status_id)).toEqual([3, 2, 1])
  expect(events.map((e) => e.severity_id)).toEqual([4, 4, 1])
  for (const e of events) {
    expect([e.class_uid, e.category_uid]).toEqual([2003, 2])
    expect(e.type_uid).toBe(e.class_uid * 100 + e.activity_id)
    expect(e.time).toBe(Date.parse('2026-03-11T00:00:00Z'))
    expect(e.compliance.standards).toContain('CIS AWS Foundations v3.0.0/3.1')
    expect(e.cloud.account.uid).toBe('111111111111')
    expect(e.resources).toHaveLength(1)
  }
})

test('text: the same check over many things is one block with a count, all of them with --all', () => {
  const many = Array.from({ length: 40 }, (_, i) =>
    findingOf({ resource: `bucket-${i}`, reason: `bucket-${i} is not recorded` }),
  )
  const folded = assessFormats.table.render(assessmentOf(many), printing)
  expect(folded.match(/is not recorded/g)).toHaveLength(3)
  expect(folded).toContain('... and 37 more (--check trail-not-logging --all)')
  const all = assessFormats.table.render(assessmentOf(many, { over: { all: true } }), printing)
  expect(all.match(/is not recorded/g)).toHaveLength(40)
})

test('text: unknowns are grouped by what settles them, and said to be neither', () => {
  const text = assessFormats.table.render(
    assessmentOf([
      unknownOf(),
      unknownOf({ resource: 'b' }),
      unknownOf({ settle: 'collect it', resource: 'c' }),
    ]),
    printing,
  )
  expect(text.match(/grant cloudtrail:GetTrailStatus/g)).toHaveLength(1)
  expect(text).toContain('nothing here passed and nothing failed')
  expect(text).toContain('3 answers stayed unknown')
})

test('text: a name of a check is a command that exists', () => {
  const text = assessFormats.table.render(assessmentOf([findingOf()]), printing)
  expect(text).toContain('wholetrail assess --list --check trail-not-logging')
})

test('a check without references prints everywhere', () => {
  const check = checkOf('trail-not-logging', { references: { aws: [] } })
  for (const format of assessFormatNames)
    expect(
      assessFormats[format].render(
        assessmentOf([findingOf()], { over: { checks: [check] } }),
        printing,
      ),
    ).not.toBe('')
})
