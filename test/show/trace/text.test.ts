import { describe, expect, test } from 'vitest'
import type { Trace } from '../../../src/model/trace.ts'
import { styleFor } from '../../../src/show/format/style.ts'
import { textWidth } from '../../../src/show/format/table.ts'
import { confidenceOf, outcomeOf, traceExit } from '../../../src/show/trace/outcome.ts'
import { type TextOptions, traceText } from '../../../src/show/trace/text.ts'
import { edge, leaked, lost, node, trace } from './given.ts'

const style = (env: Record<string, string> = { LANG: 'C.UTF-8' }) =>
  styleFor(
    {
      now: () => 0,
      cwd: '/',
      env,
      stdout: () => {},
      stderr: () => {},
      terminal: { stdout: false, stderr: false, columns: 100 },
      signal: new AbortController().signal,
    },
    'never',
  )

const linesOf = (t: Trace, over: Partial<TextOptions> = {}): string[] =>
  traceText(t, { isDown: false, limit: 5, columns: 100, style: style(), ...over }).split('\n')

describe('a chain that is whole', () => {
  const lines = linesOf(leaked)

  test('the verdict, who it is, and that a key that lasts works for whoever has it', () => {
    expect(lines.slice(0, 3)).toEqual([
      'KNOWN (certain)  Who is behind AKIAWO645SY5AE6V6U4F?',
      '  dana.whitfield@kestrelvane.example (person) made AKIAWO645SY5AE6V6U4F, a key that lasts: whoever',
      '  has a copy acts as it. This says where it came from, not who used it.',
    ])
  })

  test('root first, one hop a line, with time, call, confidence and event id', () => {
    const from = lines.indexOf('Chain, root first')
    expect(lines.slice(from, from + 8)).toEqual([
      'Chain, root first',
      '  dana.whitfield@kestrelvane.example  person',
      '    SAML subject dana.whitfield@kestrelvane.example, provider AWSSSO',
      '    ↓ 2026-10-05 09:26:18Z  AssumeRoleWithSAML  certain  event event-of-sso',
      '  AWSReservedSSO_PowerUser_5d1c07a9be23f468/dana.whitfield@kestrelvane.example',
      '    role session ASIAWO645SY5SSOSSOSS in 444455556666',
      '    ↓ 2026-10-05 09:31:18Z  CreateAccessKey  certain  event event-of-key  from 198.51.100.33',
      '  AKIAWO645SY5AE6V6U4F  access key in 444455556666  ← asked about',
    ])
  })

  test('sessions of one name are one group; the first of them are listed, the rest counted', () => {
    const from = lines.findIndex((l) => l.startsWith('Derived from it'))
    expect(lines.slice(from, from + 4)).toEqual([
      'Derived from it: 13 identities, 103 calls seen, 2026-10-15 03:17:00Z → 2026-10-26 03:20:12Z',
      '  its own: 78 calls seen, 2026-10-05 10:08:02Z → 2026-10-23 16:39:25Z',
      '  deploy/ci  12 role sessions in 333344445555',
      '    by AssumeRole, certain; 102 calls seen, 2026-10-15 03:17:00Z → 2026-10-26 03:20:12Z',
    ])
    expect(lines.filter((l) => l.includes('ASIAU3HHASRZQVIHVU'))).toHaveLength(5)
    expect(lines).toContain('      ... and 7 more (--limit shows more)')
  })

  test('--down lists every session, and what a session issued stands below its group', () => {
    const down = linesOf(leaked, { isDown: true, limit: 1000 })
    expect(down).not.toContain('Chain, root first')
    expect(down.filter((l) => l.includes('ASIAU3HHASRZQVIHVU'))).toHaveLength(12)
    expect(down).toContain('      admin/ci  role session ASIAU3HHASRZADMINADM in 333344445555')
  })

  test('exit code 0', () => {
    expect([outcomeOf(leaked), confidenceOf(leaked), traceExit(leaked)]).toEqual([
      'known',
      'certain',
      0,
    ])
  })
})

describe('what is not known', () => {
  test('a lost chain says so first, then why, and which setting would have kept it; exit code 3', () => {
    const text = linesOf(lost).join('\n')
    expect(text).toContain('CANNOT KNOW  Who is behind ASIAU3HHASRZLOSTLOST?')
    expect(text.replaceAll(/\s+/g, ' ')).toContain('no record that was read says who is behind it')
    expect(text).toContain(
      'not selected: role session deploy/ci in 333344445555 (ASIAU3HHASRZLOSTLOST)',
    )
    expect(text).toContain(
      '      > record read-only management events: set ReadWriteType of dev-trail to All',
    )
    expect(text.indexOf('Missing on the way up')).toBeLessThan(text.indexOf('Derived from it'))
    expect(traceExit(lost)).toBe(3)
  })

  test('nothing derived is told with its limit, never as an answer', () => {
    expect(linesOf(lost).join(' ').replaceAll(/\s+/g, ' ')).toContain(
      'proves nothing where issuing calls were not recorded',
    )
  })

  test('R28 a subject that was never seen: cannot know, the near names, and no chain at all', () => {
    const t = trace({ subject: 'AKIALEAKEE', seen: false, near: ['AKIALEAKED'] })
    const lines = linesOf(t)
    expect(lines[0]).toBe('CANNOT KNOW  Who is behind AKIALEAKEE?')
    expect(lines.join(' ')).toContain('Did you mean AKIALEAKED?')
    expect(lines).toContain('  wholetrail trace AKIALEAKED')
    expect(lines.join('\n')).not.toMatch(/Chain|Derived/)
    expect(traceExit(t)).toBe(3)
  })

  test('R15 the id of a key that was never seen still names its account', () => {
    const t = trace({ subject: 'ASIAQNZGKIQY56JQ7WML', seen: false })
    expect(linesOf(t).join(' ')).toContain('By its id it belongs to account 029608264753')
  })

  test('seen, but not at the time that was asked for: cannot know, and how to ask for all of it', () => {
    const t = trace({ subject: 'deploy/ci', seen: false, near: ['Deploy/ci'] })
    expect(linesOf(t).join(' ')).toContain('no key or session of it is in the logs')
    expect(linesOf(t)).toContain('  wholetrail trace deploy/ci')
    expect(traceExit(t)).toBe(3)
  })

  test('contradicting records prove nobody: possible is not known', () => {
    const t = trace({
      starts: ['s'],
      nodes: [node('s'), node('a', { kind: 'person' }), node('b', { kind: 'person' })],
      edges: [
        edge('a', 's', { confidence: 'possible' }),
        edge('b', 's', { confidence: 'possible' }),
      ],
      roots: [
        { node: 'a', confidence: 'possible' },
        { node: 'b', confidence: 'possible' },
      ],
      conflicts: [
        {
          node: 's',
          sentence: 'two calls claim to have issued its key',
          evidence: [{ eventId: 'e1', account: null }],
        },
      ],
    })
    const text = linesOf(t).join('\n')
    expect(text).toContain('CANNOT KNOW')
    expect(text).toContain('Possibly a in 333344445555 (person), b in 333344445555 (person)')
    expect(text).toContain('two calls claim to have issued its key')
    expect(text).toContain('      events e1')
    expect(traceExit(t)).toBe(3)
  })

  test('one chain of several lost: partly known, exit code 3', () => {
    const t = trace({
      starts: ['s', 't'],
      nodes: [node('s'), node('t'), node('a', { kind: 'person' })],
      edges: [edge('a', 's', { confidence: 'likely', because: 'principal and creation agree' })],
      roots: [
        { node: 'a', confidence: 'likely' },
        { node: 't', confidence: null },
      ],
    })
    const lines = linesOf(t)
    expect(lines[0]).toBe('PARTLY KNOWN (likely)  Who is behind AKIALEAKED?')
    expect(lines.join(' ')).toContain('Another chain ends at t in 333344445555 (role session)')
    expect(lines).toContain('      principal and creation agree')
    expect(traceExit(t)).toBe(3)
  })

  test('a key or session at the end is nobody, however certain the links are', () => {
    for (const kind of ['role-session', 'long-term-key', 'outside-account', 'unknown'] as const) {
      const t = trace({
        starts: ['s'],
        nodes: [node('s', { kind })],
        roots: [{ node: 's', confidence: 'certain' }],
      })
      expect(traceExit(t), kind).toBe(3)
    }
  })
})

test('the user whose name is on a key is told with the key; the chain is that of who made it', () => {
  const ci = node('ci', { kind: 'user', label: 'ci-runner', account: '444455556666' })
  const t = trace({
    ...leaked,
    nodes: [ci, ...leaked.nodes],
    edges: [edge('ci', 'key', { how: 'bears', at: null, evidence: [] }), ...leaked.edges],
    roots: [{ node: 'ci', confidence: 'certain' }, ...leaked.roots],
  })
  const text = linesOf(t).join('\n')
  expect(text).toContain('Chain, root first')
  expect(text).toContain('access key of ci-runner in 444455556666  ← asked about')
  expect(linesOf(t).slice(1, 3).join(' ')).toContain(
    '(person) made AKIAWO645SY5AE6V6U4F of ci-runner',
  )
  const alone = trace({
    ...t,
    edges: t.edges.filter((e) => e.how !== 'CreateAccessKey'),
    roots: [{ node: 'ci', confidence: 'certain' }],
  })
  expect(linesOf(alone)).toContain('  ci-runner  user in 444455556666')
  expect(linesOf(alone)[1]).toContain('ci-runner in 444455556666 (user) bears AKIAWO645SY5AE6V6U4F')
})

test('0 calls seen is told with its limit: reads of objects leave no trace as a rule', () => {
  const idle = leaked.nodes.map((n) =>
    n.id === 's1' ? { ...n, used: { count: 0, first: null, last: null } } : n,
  )
  const limit = 'may have made calls that no trail recorded'
  expect(linesOf(trace({ ...leaked, nodes: idle })).join(' ')).toContain(limit)
  expect(linesOf(leaked).join(' ')).not.toContain(limit)
})

test('a name with more sessions than were followed is known in part', () => {
  const two = { ...leaked, starts: ['s1', 's2'], subject: 'deploy/ci' }
  expect(traceExit(trace(two))).toBe(0)
  const notes = ['it has 360 sessions, and the first 200 are shown']
  expect(traceExit(trace({ ...two, notes }))).toBe(3)
})

test('sessions of a name that made no recorded call are told, and keep it from being known', () => {
  const t = trace({ ...leaked, subject: 'deploy/ci', idle: ['ASIAIDLE1', 'ASIAIDLE2'] })
  expect(traceExit(t)).toBe(3)
  expect(linesOf(t)[0]).toContain('PARTLY KNOWN')
  expect(linesOf(t).join(' ').replaceAll(/\s+/g, ' ')).toContain(
    '2 more sessions were issued under this name and made no call that was recorded',
  )
  expect(linesOf(t)).toContain('  wholetrail trace ASIAIDLE1')
})

describe('terminals', () => {
  test('a narrow one breaks lines at spaces: what is longer is one id, name or command', () => {
    for (const columns of [50, 60, 80])
      for (const t of [leaked, lost])
        for (const line of linesOf(t, { columns }))
          if (textWidth(line) > columns && !/wholetrail|event/.test(line))
            expect(line.trim().split(' ').length, `${columns}: ${line}`).toBe(1)
  })

  test('ASCII where the locale has no more', () => {
    const text = linesOf(leaked, { style: style({ LANG: 'C' }) }).join('\n')
    expect([...text].filter((c) => c > '~')).toEqual([])
  })

  test('sessions from several addresses show them before their events', () => {
    const lines = linesOf(leaked)
    const from = lines.findIndex((l) => l.includes('the rarest first'))
    expect(lines.slice(from, from + 3)).toEqual([
      '      issued from 203.0.113.77 (1), 198.51.100.180 (11), the rarest first',
      '      issued                key                   calls seen  last call             address',
      '      2026-10-18 03:16:20Z  ASIAU3HHASRZQVIHVU03  6           2026-10-18 03:20:12Z  203.0.113.77',
    ])
    expect(lines).toContain('  wholetrail ask first-seen --ip 203.0.113.77')
  })
})
