import { expect, test } from 'vitest'
import { HOUR } from '../../../src/model/time.ts'
import { nextSteps } from '../../../src/show/verify/next.ts'
import { chain, hours, problem, report, START } from './report.ts'

const commands = (...args: Parameters<typeof nextSteps>) => nextSteps(...args).map((s) => s.command)

test('every command of ours takes the workspace that was named, quoted; those of AWS do not', () => {
  const lacking = problem({ kind: 'no-public-key', weight: 'open' })
  const found = commands(
    report([chain(hours(['verified', 'unchecked']))], { problems: [lacking] }),
    'unproven',
    'w 1',
  )
  expect(found.length).toBeGreaterThan(3)
  for (const command of found)
    expect(command.endsWith(" --workspace 'w 1'"), command).toBe(command.startsWith('wholetrail '))
})

test('where keys are lacking they are fetched, and verify goes again with them', () => {
  const lacking = problem({ kind: 'no-public-key', weight: 'open', to: START + 9 * HOUR })
  const found = commands(report([chain(hours(['unchecked']))], { problems: [lacking] }), 'unproven')
  expect(found.slice(0, 2)).toEqual([
    'aws cloudtrail list-public-keys --start-time 2026-10-01T00:00:00Z --end-time 2026-10-01T09:00:00Z --region eu-west-1 --output json > keys-eu-west-1.json',
    'wholetrail verify s3://logs --keys keys-eu-west-1.json',
  ])
  expect(found.join('\n')).not.toContain('ask --list')
})

test('after a failure the hours that it is about are asked for', () => {
  const note = problem({ weight: 'note', from: START - 900 * HOUR })
  const found = commands(
    report([chain(hours(['missing']))], { problems: [note, problem({ to: START + 4 * HOUR })] }),
    'broken',
  )
  expect(found[0]).toBe(
    'wholetrail ask trail-tampering --from 2026-10-01T00:00:00Z --to 2026-10-01T04:00:00Z',
  )
})

test('verify again only where more may come', () => {
  const again = (state: 'verified' | 'not-yet-due') =>
    commands(report([chain(hours(['verified', state]))]), 'whole').filter((c) =>
      c.startsWith('wholetrail verify'),
    )
  expect(again('verified')).toEqual([])
  expect(again('not-yet-due')).toEqual(['wholetrail verify s3://logs'])
})
