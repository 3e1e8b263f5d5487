import { expect, test } from 'vitest'
import { HOUR } from '../../../src/model/time.ts'
import { textWidth } from '../../../src/show/format/table.ts'
import { verifyText } from '../../../src/show/verify/text.ts'
import { chain, hours, plain, problem, report, START, unattested } from './report.ts'

const by = {
  time: START + HOUR,
  name: 'DeleteObject',
  eventId: 'e-1',
  actor: 'arn:aws:sts::111122223333:assumed-role/deploy/ci\u001b[2J\u202e',
}
const bad = report([chain(hours(['verified', 'missing', 'invalid']))], {
  problems: [
    problem({ kind: 'no-digests', weight: 'open', chain: null, from: null, to: null }),
    problem({ by }),
    problem({ what: 'another file', more: 7 }),
  ],
  unattested: [unattested('no digests'), unattested('hour still open')],
  notInLake: [...Array(9)].map((_, i) => ({ bucket: 'logs', key: `k${i}` })),
})

test('failures come first; one kind says once what it means and what to do', () => {
  const text = verifyText(bad, 'broken', plain, 100)
  expect(text.indexOf('FAILURE  log altered  (2)')).toBeGreaterThan(0)
  expect(text.indexOf('FAILURE')).toBeLessThan(text.indexOf('OPEN  no digests'))
  expect(text.split('> keep a copy and find out').length).toBe(3)
  expect(text).toContain('DeleteObject by arn:aws:sts::111122223333:assumed-role/deploy/ci')
  expect(text).toContain('... and 7 other objects (--json)')
  expect(text).toContain('... and 4 more (--json)')
})

test('an altered log file says which SHA-256 to look for among its versions', () => {
  const hashes = [
    { object: 's3://logs/a.json.gz', expected: 'e'.repeat(64), found: 'f'.repeat(64) },
  ]
  const text = verifyText(report([], { problems: [problem({ hashes })] }), 'broken', plain, 100)
  expect(text).toContain(
    `SHA-256 expected ${'e'.repeat(64)}\n      SHA-256 found    ${'f'.repeat(64)}`,
  )
})

test('problems of one kind that differ in their advice are told once, and where the others are', () => {
  const problems = [problem({ todo: 'Do this.' }), problem({ todo: 'Do that.' })]
  const text = verifyText(report([], { problems }), 'broken', plain, 100)
  expect(text).toContain('> Do this.')
  expect(text).toContain('This is for the first')
  expect(text.split('FAILURE').length).toBe(2)
})

test('what was checked, what was not, which keys, and how to go on are said', () => {
  const text = verifyText(bad, 'broken', plain, 100)
  for (const part of ['Checked', 'Not checked', 'public key abab', 'wholetrail ingest s3://logs'])
    expect(text).toContain(part)
})

test('text of attackers does no harm', () => {
  expect(verifyText(bad, 'broken', plain, 100)).not.toMatch(/\p{Cc}(?<!\n)|\u202e/u)
})

test.each([60, 80, 100, 200])('it fits a terminal of %i columns', (columns) => {
  const lines = verifyText(bad, 'broken', plain, columns).split('\n')
  const wide = lines.filter(
    (l) => textWidth(l) > columns && l.includes(' ') && !/wholetrail |arn:|s3:/.test(l),
  )
  expect(wide).toEqual([])
})

test('the first word is the result', () => {
  const clean = report([chain(hours(['verified']))])
  expect(verifyText(clean, 'whole', plain, 100)).toMatch(/^WHOLE /)
  expect(verifyText(clean, 'unproven', plain, 100)).toMatch(/^NOT PROVEN /)
  expect(verifyText(bad, 'broken', plain, 100)).toMatch(/^NOT WHOLE /)
})

test('files that are gone, or were hashed by an earlier run, are not called read and hashed', () => {
  const files = { named: 12, hashed: 3, remembered: 5, absent: 4, unread: 0 }
  const text = verifyText({ ...bad, done: { ...bad.done, files } }, 'broken', plain, 200)
  expect(text).toContain(
    '12 log files named: 3 read and hashed, 5 unchanged since an earlier run hashed them, 4 not there',
  )
})

const asking = { from: true, to: true }

test('NOT PROVEN says why: an hour that could not be verified is never the reason where all were', () => {
  const one = report([chain(hours(['verified', 'verified']))], {
    unattested: [unattested('backfill may be pending')],
  })
  const [line] = verifyText(one, 'unproven', plain, 200).split('\n')
  expect(line).toBe('NOT PROVEN  nothing was found altered, but 1 log file is named by no digest')
  const open = problem({ kind: 'folder-unreadable', weight: 'open' })
  expect(verifyText({ ...one, unattested: [], problems: [open] }, 'unproven', plain, 200)).toMatch(
    /^NOT PROVEN {2}.*this is open: folder unreadable/,
  )
})

test('hours not yet due that were asked for are not whole, and the headline says so', () => {
  const late = report([chain(hours(['verified', 'not-yet-due']))])
  const text = verifyText(late, 'unproven', plain, 200, undefined, asking)
  expect(text).toContain('the time asked for ends after the newest digest that is due')
  expect(text).not.toMatch(/ {2}whole$/m)
  expect(text).toContain('1 h not yet due')
  expect(verifyText(late, 'whole', plain, 200)).toMatch(/ {2}whole$/m)
})

test('where no hour was proven nothing is verified, and nothing is said of alterations', () => {
  for (const r of [report([]), report([chain(hours(['unchecked']))])]) {
    const [line] = verifyText(r, 'unproven', plain, 200).split('\n')
    expect(line).toMatch(/^NOTHING VERIFIED {2}/)
    expect(line).not.toContain('altered')
  }
})
