import { describe, expect, test } from 'vitest'
import { metricFilterMatches } from '../../../../src/reason/assess/alerts/metric-filter/matches.ts'
import { changeOf } from '../../../../src/reason/assess/alerts/sample.ts'

const stop = changeOf('cloudtrail', 'StopLogging', {
  userIdentity: { type: 'Root', invokedBy: null },
  responseElements: { list: [{ n: 4 }], done: true },
})

test.each([
  ['', 'yes'],
  ['{ $.eventName = StopLogging }', 'yes'],
  ['{ $.eventName = "StopLogging" }', 'yes'],
  ['{$.eventName=StopLogging}', 'yes'],
  ['{ ($.eventName = DeleteTrail) || ($.eventName = StopLogging) }', 'yes'],
  ['{ ($.eventName = DeleteTrail) && ($.eventName = StopLogging) }', 'no'],
  ['{ $.eventName = Delete* || $.eventName = "*Logging" }', 'yes'],
  ['{ $.eventName = stoplogging }', 'no'],
  ['{ $.eventName != StopLogging }', 'no'],
  ['{ $.userIdentity.invokedBy NOT EXISTS }', 'yes'],
  ['{ $.eventName NOT EXISTS }', 'no'],
  ['{ $.responseElements.list[0].n >= 4 }', 'yes'],
  ['{ $.responseElements.list[0].n < 4 }', 'no'],
  ['{ $.responseElements.done IS TRUE }', 'yes'],
  ['{ $.readOnly IS FALSE }', 'yes'],
  ["{ $.userIdentity['type'] = Root }", 'yes'],
] as const)('%s matches: %s', (pattern, says) => {
  expect(metricFilterMatches(pattern, stop)).toBe(says)
})

test('&& binds tighter than ||', () => {
  const pattern = '{ $.eventName = StopLogging || $.eventName = X && $.eventName = Y }'
  expect(metricFilterMatches(pattern, stop)).toBe('yes')
  const grouped = '{ ($.eventName = StopLogging || $.eventName = X) && $.eventName = Y }'
  expect(metricFilterMatches(grouped, stop)).toBe('no')
})

describe('what is not known or not understood is unknown, never a match', () => {
  test.each([
    ['{ $.sourceIPAddress = 203.0.113.* }'],
    ['{ $.userIdentity.invokedBy != "x" }'],
    ['{ $.eventName = %Stop.*% }'],
    ['StopLogging'],
    ['[ip, user, action = StopLogging]'],
    ['{ $.eventName = }'],
    ['{ $.eventName = StopLogging'],
    ['{ ($.eventName = StopLogging }'],
    ['{ $.eventName SOUNDS LIKE }'],
  ])('%s', (pattern) => {
    expect(metricFilterMatches(pattern, stop)).toBe('unknown')
  })
})
