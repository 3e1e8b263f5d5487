import { describe, expect, test } from 'vitest'
import { codeOf, isExpired, isThrottling, unknownOf } from '../../../src/gather/aws/failure.ts'

const AWS = { region: 'eu-west-1', isEmulated: false }
const OPT_IN = { region: 'me-central-1', isEmulated: false }
const EMULATED = { region: 'eu-west-1', isEmulated: true }

const failure = (name: string, status?: number, message = 'no'): Error =>
  Object.assign(new Error(message), {
    name,
    $metadata: status === undefined ? {} : { httpStatusCode: status },
  })

describe('the reason that stands for an error of AWS', () => {
  test.each([
    ['AccessDeniedException', 400, AWS, 'access-denied'],
    ['AccessDenied', 403, AWS, 'access-denied'],
    ['UnauthorizedOperation', 403, AWS, 'access-denied'],
    ['AuthFailure', 401, AWS, 'access-denied'],
    ['AuthorizationError', 403, AWS, 'access-denied'],
    ['UnknownError', 403, AWS, 'access-denied'], // HeadBucket answers without a body
    ['OptInRequired', 403, AWS, 'region-disabled'],
    ['InvalidClientTokenId', 403, OPT_IN, 'region-disabled'],
    ['UnrecognizedClientException', 400, OPT_IN, 'region-disabled'],
    ['InvalidClientTokenId', 403, AWS, 'error'],
    ['UnrecognizedClientException', 400, AWS, 'error'],
    ['SignatureDoesNotMatch', 403, AWS, 'error'],
    ['ExpiredToken', 403, AWS, 'error'],
    ['UnsupportedOperationException', 400, AWS, 'not-supported'],
    ['UnknownOperationException', 400, AWS, 'not-supported'],
    ['ThrottlingException', 400, AWS, 'throttled-out'],
    ['SlowDown', 503, AWS, 'throttled-out'],
    ['RequestLimitExceeded', 503, AWS, 'throttled-out'],
    ['UnknownError', 429, AWS, 'throttled-out'],
    ['InternalFailure', 500, AWS, 'error'],
    ['TrailNotFoundException', 400, AWS, 'error'],
    ['NoSuchBucket', 404, EMULATED, 'error'],
    ['UnknownError', 404, EMULATED, 'not-supported'],
    ['UnknownError', 501, EMULATED, 'not-supported'],
    ['UnknownError', 404, AWS, 'error'],
  ] as const)('%s %s', (name, status, where, reason) => {
    expect(unknownOf(failure(name, status), where).unknown).toBe(reason)
  })

  test('facts 9: a page instead of an answer is "not supported" at another endpoint alone', () => {
    const page = failure(
      'SyntaxError',
      500,
      `Unexpected token '<', "<!doctype "... is not valid JSON`,
    )
    expect(unknownOf(page, EMULATED)).toEqual({
      unknown: 'not-supported',
      detail: 'HTTP 500: the endpoint answered with a web page',
    })
    expect(unknownOf(page, AWS).unknown).toBe('error')
  })

  test('no error is ever known, whatever was thrown', () => {
    for (const thrown of [undefined, null, 'text', 7, {}, [], new TypeError('x is undefined')])
      expect(unknownOf(thrown, AWS)).toHaveProperty('unknown', 'error')
  })

  test('a refused connection is told by its code', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), {
      code: 'ECONNREFUSED',
    })
    expect(unknownOf(refused, AWS).detail).toBe('ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1')
  })
})

describe('the detail', () => {
  test('holds no key id, no token, no control character, and no more than 300 characters', () => {
    const token = 'IQoJb3JpZ2luX2VjEJ'.repeat(20)
    const message = `key ASIAIOSFODNN7EXAMPLE token ${token}\n\x1b[2J ${'long '.repeat(100)}`
    const { detail = '' } = unknownOf(failure('AccessDenied', 403, message), AWS)
    expect(detail).not.toContain('ASIAIOSFODNN7EXAMPLE')
    expect(detail).not.toContain(token.slice(0, 60))
    expect(detail).not.toMatch(/\p{Cc}/u)
    expect(detail.length).toBeLessThanOrEqual(300)
    expect(detail).toMatch(/^AccessDenied: key ASIAIOSF…/)
  })

  test('keeps who was refused what', () => {
    const said =
      'User: arn:aws:sts::111111111111:assumed-role/Audit/wholetrail is not authorized to perform: s3:GetBucketPolicy on resource: "arn:aws:s3:::audit-logs"'
    expect(unknownOf(failure('AccessDenied', 403, said), AWS).detail).toBe(`AccessDenied: ${said}`)
  })
})

test('codes: of the answer, or its status where it names none', () => {
  expect(codeOf(failure('NoSuchBucketPolicy', 404))).toBe('NoSuchBucketPolicy')
  expect(codeOf(failure('NotFound', 404))).toBe('NotFound')
  expect(codeOf(failure('UnknownError', 403))).toBe('403')
  expect(codeOf(Object.assign(failure('Error'), { Code: 'AWS.SimpleQueueService' }))).toBe(
    'AWS.SimpleQueueService',
  )
})

test('throttled, and at an end', () => {
  expect(isThrottling(failure('TooManyRequestsException'))).toBe(true)
  expect(isThrottling(failure('AccessDenied', 403))).toBe(false)
  expect(isExpired(failure('ExpiredTokenException'))).toBe(true)
  expect(isExpired(failure('AccessDenied', 403))).toBe(false)
})
