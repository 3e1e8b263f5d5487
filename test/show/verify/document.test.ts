import { expect, test } from 'vitest'
import { HOUR } from '../../../src/model/time.ts'
import type { VerifyReport } from '../../../src/model/verification.ts'
import { documentSchemas } from '../../../src/show/docs.ts'
import { verifyDocument } from '../../../src/show/verify/document.ts'
import { slotTable } from '../../../src/show/verify/table.ts'
import { chain, hours, problem, report, START, slot, unattested } from './report.ts'

const two = report(
  [chain(hours(['verified', 'missing'])), chain(hours(['invalid']), { arn: null })],
  { problems: [problem()], unattested: [unattested('no digests')], notInLake: [] },
)

const pieces = (r: VerifyReport) => [
  ...verifyDocument(
    { verb: 'verify', generatedAt: START, window: r.window, inputs: {} },
    r,
    'broken',
  ),
]
const parsed = (r: VerifyReport) => documentSchemas.verify.parse(JSON.parse(pieces(r).join('')))

test.each([
  ['two chains', two],
  ['none', report([])],
  ['a chain without slots', report([chain([])])],
])('%s: the pieces are one document of the schema', (_, r) => {
  expect(parsed(r)).toMatchObject({ schema: 'wholetrail/verify/1', result: 'broken' })
})

test('every slot of every chain is in it, in its order', () => {
  const document = JSON.parse(pieces(two).join('')) as {
    chains: { slots: { state: string; from: string }[] }[]
  }
  expect(document.chains.map((c) => c.slots.map((s) => s.state))).toEqual([
    ['verified', 'missing'],
    ['invalid'],
  ])
})

test.each([
  ['csv', 4],
  ['jsonl', 3],
  ['markdown', 5],
] as const)('%s has a row for each slot, and its head once', (format, lines) => {
  const text = [...slotTable(two, format)].join('')
  expect(text.trimEnd().split('\n').length).toBe(lines)
  expect(text.split('why').length).toBe(format === 'jsonl' ? 4 : 2)
})

test('it tells hours, not slots alone: a run of missing hours is one slot', () => {
  const gone = slot(START, START + 4 * HOUR, 'missing')
  const late = slot(START, START + HOUR, 'invalid', { chain: 'backfill' })
  const document = parsed(
    report([chain([gone, late, slot(START + 4 * HOUR, START + 5 * HOUR, 'verified')])]),
  )
  expect(document).toMatchObject({
    hours: { missing: 4, verified: 1 },
    chains: [{ hours: { missing: 4, verified: 1 } }],
  })
})

test('an altered file is named with the SHA-256 that its digest states and the one found', () => {
  const hashes = [{ object: 's3://logs/a', expected: 'e'.repeat(64), found: null }]
  expect(parsed(report([], { problems: [problem({ hashes })] }))).toMatchObject({
    problems: [{ hashes }],
  })
})

test('no piece grows with the number of slots', () => {
  const many = report([chain(hours(Array(5000).fill('verified')))])
  expect(pieces(many).reduce((longest, p) => Math.max(longest, p.length), 0)).toBeLessThan(2000)
})

test('control characters of an object name are escaped', () => {
  const hostile = chain(hours(['verified']), { trail: 'a\u001b[2J\u202e' })
  expect(pieces(report([hostile])).join('')).not.toMatch(/\p{Cc}(?<!\n)|\u202e/u)
})
