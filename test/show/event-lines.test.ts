import { describe, expect, test } from 'vitest'
import { eventLines, exportTable } from '../../src/show/event-lines.ts'

const SESSION = 'arn:aws:sts::111111111111:assumed-role/deploy/ci'
const dana = {
  known: true,
  kind: 'person',
  label: 'dana.whitfield@kestrelvane.example',
  confidence: 'certain',
  because: 'AssumeRoleWithSAML issued the key',
  through: null,
  evidence: [],
}
const event = (over: object) => ({
  eventTime: '2026-03-07T12:00:00Z',
  eventName: 'DeleteTrail',
  who: SESSION,
  ...over,
})
const text = (...events: object[]) => eventLines(events as never, 200).join('\n')

describe('who is behind a session', () => {
  test('stands beside the session, once where it is the same in all', () => {
    const lines = text(event({ actor: dana }), event({ eventName: 'StopLogging', actor: dana }))
    expect(lines.match(/dana.whitfield/g)).toHaveLength(1)
    expect(lines).toContain(`who ${SESSION}, behind it ${dana.label}`)
  })

  test('a link that is not certain says so, and one that is lost as well', () => {
    expect(text(event({ actor: { ...dana, confidence: 'likely' } }))).toContain(
      `${dana.label} (likely)`,
    )
    const lost = { ...dana, known: false, kind: 'role-session', confidence: null }
    expect(text(event({ actor: lost }))).toContain('not known')
    expect(text(event({ actor: lost }))).not.toContain(dana.label)
  })

  test('nobody is accused of what was done with a key that he made', () => {
    const through = { key: 'AKIAQNZGKIQY56JQ7WML', bearer: 'ci-runner' }
    expect(text(event({ actor: { ...dana, confidence: 'likely', through } }))).toContain(
      `a lasting key of ci-runner, made by ${dana.label} (likely)`,
    )
  })

  test('a user with his own key is not named twice', () => {
    const user = { ...dana, kind: 'user', label: 'mallory' }
    const own = event({ who: 'arn:aws:iam::111111111111:user/team/mallory', actor: user })
    expect(text(own)).not.toContain('behind it')
    const named = event({ who: SESSION, actor: { ...dana, label: 'ci' } })
    expect(text(named), 'a session name proves nothing').toContain('behind it')
  })

  test('a name from a token cannot steer the terminal', () => {
    const lines = text(event({ actor: { ...dana, label: 'da\u001b[31mna\u202e' } }))
    expect(lines).toContain(String.raw`da\u001b[31mna\u202e`)
  })

  test('exports have the column whether or not anyone is known', () => {
    const table = exportTable([event({ actor: dana }), event({ actor: null })] as never)
    const column = table.columns.indexOf('behind it')
    expect(table.rows.map((r) => r[column])).toEqual([dana.label, null])
  })
})
