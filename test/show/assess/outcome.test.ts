import { expect, test } from 'vitest'
import { outcomeLine } from '../../../src/show/assess/outcome.ts'
import { summaryOf } from '../../../src/show/assess/summary.ts'
import { assessText } from '../../../src/show/assess/text.ts'
import type { Style } from '../../../src/show/format/style.ts'
import { assessmentOf, checkOf, findingOf, unknownOf } from './given.ts'

const same = (text: string) => text
const style: Style = { good: same, bad: same, warn: same, dim: same, strong: same, unicode: true }

type Given = Parameters<typeof assessmentOf>
const said = (...given: Given): string => {
  const a = assessmentOf(...given)
  return outcomeLine(a, summaryOf(a), style)
}
const pass = findingOf({ status: 'pass', resource: 'p' })

test('--severity critical says nothing of the failures that it left out but their number', () => {
  const over = { severities: ['critical' as const], leftOut: 40 }
  expect(said([pass], { over })).toBe(
    'Nothing critical failed. The filters leave out 40 other failures.',
  )
  expect(said([findingOf({ severity: 'critical' })], { over })).toContain('1 critical failure.')
  expect(said([pass, unknownOf({ severity: 'critical' })], { over })).toContain('stayed unknown')
})

test('a severity that cannot fail the run is no clean answer', () => {
  expect(said([findingOf({ severity: 'info' })], { over: { severities: ['info'] } })).toMatch(
    /^Nothing asked for can fail this run/,
  )
})

test('failures that do not count are named, so that head and tail agree', () => {
  const list = [findingOf(), findingOf({ resource: 'b', severity: 'info' })]
  expect(said(list)).toBe(
    '1 failure at low or worse. 1 info beside, which cannot fail the run (--fail-on low).',
  )
})

test('with a baseline new failures come first and marked, known ones are a count', () => {
  const known = Array.from({ length: 40 }, (_, i) => findingOf({ resource: `known-${i}` }))
  const fresh = findingOf({ resource: 'fresh', severity: 'low', reason: 'fresh is off' })
  const a = assessmentOf([...known, fresh], { baseline: known })
  const text = assessText(a, style, 100)
  expect(text).toMatch(/^NEW • fresh is off$/m)
  expect(text).not.toContain('known-1')
  expect(text).toContain('41 failures (1 new, 40 known)')
  expect(text).toContain('KNOWN  40 failures that the baseline has (--all prints them)')
  expect(text).toContain('1 new failure at low or worse.')
  const all = assessText({ ...a, all: true }, style, 100)
  expect(all.indexOf('fresh is off')).toBeLessThan(all.indexOf('known-1'))
})

const cis = (what: string, over: Parameters<typeof findingOf>[0] = {}) =>
  findingOf({
    check: `cis-monitoring-${what}`,
    resource: '111111111111',
    region: 'global',
    severity: 'low',
    reason: `Nobody is told of ${what}: no rule`,
    evidence: [`not heard: ${what}`, 'no rule'],
    ...over,
  })

const family = (list: ReturnType<typeof cis>[]) =>
  assessmentOf(list, {
    over: {
      checks: [...new Set(list.map((f) => f.check))].map((id) =>
        checkOf(id, { family: 'cis-monitoring', severity: 'low' }),
      ),
    },
  })

test('checks of a family that fail for one reason are one block with all of their names', () => {
  const text = assessText(family([cis('root-use'), cis('key-deletion')]), style, 100)
  expect(text.match(/•/g)).toHaveLength(1)
  expect(text).toContain('Nobody is told of 2 kinds of events: no rule')
  expect(text).toContain('(cis-monitoring-) root-use, key-deletion')
})

test('one that fails for another reason stands alone, and with --all each of them does', () => {
  const other = cis('vpc-changes', {
    evidence: ['not heard: vpc-changes', 'alarm x has no action'],
  })
  const a = family([cis('root-use'), cis('key-deletion'), other])
  expect(assessText(a, style, 100).match(/•/g)).toHaveLength(2)
  expect(assessText({ ...a, all: true }, style, 100).match(/•/g)).toHaveLength(3)
})
