import { expect, test } from 'vitest'
import { eventPatternMatches } from '../../../../src/reason/assess/alerts/event-pattern.ts'

const event = {
  source: 'aws.cloudtrail',
  'detail-type': 'AWS API Call via CloudTrail',
  detail: { eventName: 'StopLogging', errorCode: null, resources: ['a', 'b'], n: 3 },
}

test.each([
  [{ source: ['aws.cloudtrail'] }, 'yes'],
  [{ source: ['aws.s3', 'aws.cloudtrail'] }, 'yes'],
  [{ source: ['aws.s3'] }, 'no'],
  [{ detail: { eventName: [{ prefix: 'Stop' }] } }, 'yes'],
  [{ detail: { eventName: [{ suffix: 'Trail' }] } }, 'no'],
  [{ detail: { eventName: [{ wildcard: 'S*ing' }] } }, 'yes'],
  [{ detail: { eventName: [{ 'equals-ignore-case': 'stoplogging' }] } }, 'yes'],
  [{ detail: { eventName: [{ 'anything-but': ['StopLogging'] }] } }, 'no'],
  [{ detail: { eventName: [{ 'anything-but': { prefix: 'Get' } }] } }, 'yes'],
  [
    { detail: { eventName: [{ 'anything-but': { 'equals-ignore-case': ['stoplogging', 'x'] } }] } },
    'no',
  ],
  [{ detail: { eventName: [{ 'anything-but': { prefix: ['Get', 'Stop'] } }] } }, 'no'],
  [{ detail: { eventName: [{ 'anything-but': { suffix: ['Trail', 'Key'] } }] } }, 'yes'],
  [{ detail: { eventName: [{ 'anything-but': { wildcard: ['*Log*', 'x'] } }] } }, 'no'],
  [{ detail: { eventName: [{ 'anything-but': { cidr: ['x'] } }] } }, 'unknown'],
  [{ detail: { eventName: [{ 'anything-but': [] }] } }, 'unknown'],
  [{ detail: { eventName: [{ prefix: { 'equals-ignore-case': 'stop' } }] } }, 'unknown'],
  [{ detail: { eventName: [{ prefix: 'Stop', suffix: 'x' }] } }, 'unknown'],
  [{ detail: { errorCode: [{ exists: false }] } }, 'yes'],
  [{ detail: { errorCode: [{ exists: true }] } }, 'no'],
  [{ detail: { resources: ['b'] } }, 'yes'],
  [{ $or: [{ source: ['aws.s3'] }, { detail: { eventName: ['StopLogging'] } }] }, 'yes'],
  [{ source: ['aws.cloudtrail'], detail: { eventName: ['DeleteTrail'] } }, 'no'],
  [{ detail: { sourceIPAddress: ['203.0.113.7'] } }, 'unknown'],
  [{ detail: { n: [{ numeric: ['>', 1] }] } }, 'unknown'],
] as const)('%j matches: %s', (pattern, says) => {
  expect(eventPatternMatches(pattern as unknown as Record<string, unknown>, event)).toBe(says)
})
