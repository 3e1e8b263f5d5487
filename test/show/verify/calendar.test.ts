import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Interval } from '../../../src/model/time.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import type { Problem, VerifiedChain } from '../../../src/model/verification.ts'
import { slotStates } from '../../../src/model/verification.ts'
import type { Style } from '../../../src/show/format/style.ts'
import { calendar as calendarOf } from '../../../src/show/verify/calendar.ts'
import { cellsOf } from '../../../src/show/verify/cells.ts'
import { dayRows } from '../../../src/show/verify/days.ts'
import { isCalm, signOf } from '../../../src/show/verify/states.ts'
import { summaryOf } from '../../../src/show/verify/summary.ts'
import { chain, hours, plain, problem, START, slot } from './report.ts'

const calendar = (
  chains: readonly VerifiedChain[],
  window: Interval,
  columns: number,
  style: Style,
  problems: readonly Problem[] = [],
) =>
  calendarOf(
    chains.map((c) => summaryOf(c)),
    window,
    problems,
    columns,
    style,
  )

const spans = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.constantFrom(...slotStates)), {
    minLength: 1,
    maxLength: 40,
  })
  .map((pieces) => {
    let at = START
    return pieces.map(([length, state]) => {
      const from = at
      at += length * (HOUR / 6)
      return slot(from, at, state)
    })
  })

test('a cell shows the worst of the slots that reach into it, whatever the width', () => {
  fc.assert(
    fc.property(spans, fc.integer({ min: 1, max: 120 }), (slots, width) => {
      const window = { from: START, to: slots.at(-1)?.to ?? START }
      const step = (window.to - window.from) / width
      const cells = cellsOf(slots, window, width)
      expect(cells.length).toBe(width)
      for (const [i, cell] of cells.entries()) {
        const from = window.from + (i + 1e-6) * step
        const to = window.from + (i + 1 - 1e-6) * step
        const inside = slots.filter((s) => s.from < to && s.to > from)
        const worst = Math.max(...inside.map((s) => signOf(s.state).weight))
        expect(cell === null ? -1 : signOf(cell).weight).toBeGreaterThanOrEqual(worst)
      }
    }),
  )
})

test('no slot that is wrong is hidden: each lies in a cell that is as bad or worse', () => {
  fc.assert(
    fc.property(spans, fc.integer({ min: 1, max: 120 }), (slots, width) => {
      const window = { from: START, to: slots.at(-1)?.to ?? START }
      const step = (window.to - window.from) / width
      const cells = cellsOf(slots, window, width)
      for (const s of slots.filter((x) => !isCalm(x.state))) {
        const cell = cells[Math.min(width - 1, Math.floor((s.from - window.from) / step))] ?? null
        expect(cell === null ? -1 : signOf(cell).weight).toBeGreaterThanOrEqual(
          signOf(s.state).weight,
        )
      }
    }),
  )
})

test('every hour that is not verified is in a day row, and no calm day is', () => {
  fc.assert(
    fc.property(spans, (slots) => {
      const rows = dayRows(slots)
      const inRows = (t: number) => rows.some((r) => r.from <= t && t < r.from + r.days * DAY)
      for (const s of slots.filter((x) => !isCalm(x.state))) {
        expect(inRows(s.from)).toBe(true)
        expect(inRows(s.to - 1)).toBe(true)
      }
      for (const row of rows) expect(row.cells.some((c) => c !== null && !isCalm(c))).toBe(true)
    }),
  )
})

test('a stopped hour is one sign in its day, with the reason beside it', () => {
  const day = hours([...Array(24)].map((_, i) => (i === 8 ? 'after-stop' : 'verified')))
  const lines = calendar([chain(day)], { from: START, to: START + DAY }, 100, plain)
  expect(lines.find((l) => l.includes('2026-10-01  '))).toContain(
    `${'█'.repeat(8)}s${'█'.repeat(15)}  stopped 08:00-09:00: the hour is after-stop`,
  )
  expect(lines.join('\n')).toContain('1 h stopped')
})

test.each([80, 100])(
  'at %i columns a day tells its problem and the real time of its hour',
  (columns) => {
    const tenth = 12 * (HOUR / 60)
    const digests = hours([...Array(23)].map((_, i) => (i === 2 ? 'invalid' : 'verified'))).map(
      (s) => ({
        ...s,
        from: s.from + tenth,
        to: s.to + tenth,
        why:
          s.state === 'invalid'
            ? `The log file s3://${'kestrelvane'.repeat(20)} has another`
            : null,
      }),
    )
    const one = chain(digests)
    const altered = problem({
      kind: 'log-altered',
      chain: one,
      from: START + 2 * HOUR + tenth,
      to: START + 3 * HOUR + tenth,
    })
    const elsewhere = problem({ kind: 'digest-missing', chain: { ...one, region: 'us-east-1' } })
    const lines = calendar([one], { from: START, to: START + DAY }, columns, plain, [
      elsewhere,
      altered,
    ])
    expect(lines.join('\n')).toContain('log altered 02:12-03:12')
    expect(lines.join('\n')).not.toContain('digest missing')
    expect(lines.join(' ')).toContain('drawn in both hours')
    expect(Math.max(...lines.map((l) => l.length))).toBeLessThanOrEqual(columns)
  },
)

test('days in a row are told by the first and the last of them', () => {
  const gone = slot(START, START + 5 * DAY, 'missing')
  const lines = calendar([chain([gone])], { from: START, to: START + 5 * DAY }, 100, plain)
  expect(lines.join('\n')).toContain('10-01 ... 10-05')
  expect(lines.join('\n')).toContain('missing 10-01 00:00 - 10-06 00:00')
})

test('days that are one and the same throughout share a row; a slot over midnight is in both days', () => {
  const slots = [
    slot(START, START + 10 * DAY, 'before-enabling'),
    slot(START + 10 * DAY, START + 11 * DAY - HOUR, 'verified'),
    slot(START + 11 * DAY - HOUR, START + 11 * DAY + HOUR, 'missing'),
  ]
  expect(dayRows(slots).map((r) => [r.from, r.days, r.worst.state])).toEqual([
    [START, 10, 'before-enabling'],
    [START + 10 * DAY, 1, 'missing'],
    [START + 11 * DAY, 1, 'missing'],
  ])
})

test('850 accounts and regions fit on a screen, the broken one first', () => {
  const chains = [...Array(850)].map((_, i) =>
    chain(hours(['verified', i === 700 ? 'invalid' : 'verified']), {
      account: String(100000000000 + i),
    }),
  )
  const lines = calendar(chains, { from: START, to: START + 2 * HOUR }, 100, plain)
  expect(lines.length).toBeLessThan(12)
  expect(lines[2]).toContain('100000000700')
  expect(lines.join('\n')).toContain('849 accounts and regions whole')
})

test('two trails of one name are two trails; a trail without a known owner says so', () => {
  const other = 'arn:aws:cloudtrail:eu-west-1:444455556666:trail/tr'
  const lines = calendar(
    [chain(hours(['verified'])), chain(hours(['verified']), { arn: other })],
    { from: START, to: START + HOUR },
    100,
    plain,
  )
  expect(lines.filter((l) => l.startsWith('tr ('))).toEqual([
    'tr (111122223333, eu-west-1)',
    'tr (444455556666, eu-west-1)',
  ])
  const [title] = calendar(
    [chain(hours(['verified']), { arn: null })],
    { from: START, to: START + HOUR },
    100,
    plain,
  )
  expect(title).toBe('tr (owner unknown, eu-west-1)')
})

test('an altered hour is shown, however many days before it could not be read', () => {
  const slots = [...Array(60)].flatMap((_, i) => [
    slot(START + i * DAY, START + i * DAY + HOUR, i === 50 ? 'invalid' : 'unchecked'),
    slot(START + i * DAY + HOUR, START + (i + 1) * DAY, 'verified'),
  ])
  const lines = calendar([chain(slots)], { from: START, to: START + 60 * DAY }, 100, plain)
  expect(lines.join('\n')).toContain('2026-11-20       X█')
  expect(lines.join('\n')).toContain('and 52 other days')
})

test('a backfill digest is no hour: it stands beside the bar', () => {
  const slots = [
    ...hours(['verified', 'verified']),
    slot(START, START + HOUR, 'invalid', { chain: 'backfill' }),
  ]
  const text = calendar([chain(slots)], { from: START, to: START + 2 * HOUR }, 100, plain)
  expect(text.join('\n')).toContain('1 backfill digest: 1 of them invalid')
  expect(text[2]).toContain('█'.repeat(20))
})

test('without Unicode the signs are ASCII', () => {
  const ascii = calendar(
    [chain(hours(['verified', 'verified-empty', 'before-enabling']))],
    { from: START, to: START + 3 * HOUR },
    100,
    { ...plain, unicode: false },
  )
  expect(ascii.join('\n')).toMatch(/^[\x20-\x7e\n]*$/)
})
