import { describe, expect, test } from 'vitest'
import { trailTampering } from '../../../src/reason/ask/questions/trail-tampering.ts'
import { A, askOf, REGION, record } from './given.ts'

const ID = '1234abcd-12ab-34cd-56ef-1234567890ab'
const KEY_ARN = `arn:aws:kms:${REGION}:${A}:key/${ID}`
const call = (eventSource: string, eventName: string, over: object = {}) =>
  record(eventName, { eventSource: `${eventSource}.amazonaws.com`, ...over })
const onKey = (keyId: string, resources?: object[]) =>
  call('kms', 'DisableKey', { requestParameters: { keyId }, ...(resources && { resources }) })
const verdictOf = async (event: object, delivery = {}) =>
  (await askOf({ records: [event], delivery }, 'trail-tampering')).verdict

describe('R10 a change of the key that logs are encrypted with', () => {
  const delivery = { kmsKeyId: KEY_ARN }

  test.each([
    ['its id', onKey(ID), 'yes'],
    ['its ARN', onKey(KEY_ARN), 'yes'],
    [
      'its ARN among the resources',
      onKey('alias/logs', [{ type: 'AWS::KMS::Key', ARN: KEY_ARN }]),
      'yes',
    ],
    ['an alias alone', onKey('alias/logs'), 'cannot-know'],
    ['another id', onKey(ID.replace('1', '2')), 'no'],
    [
      'an alias of another key',
      onKey('alias/x', [{ type: 'AWS::KMS::Key', ARN: KEY_ARN.replace('1234abcd', '2234abcd') }]),
      'no',
    ],
  ])('by %s', async (_, event, verdict) => {
    expect(await verdictOf(event, delivery)).toBe(verdict)
  })

  test('a key that is known by an alias only may be any', async () => {
    const alias = { kmsKeyId: `arn:aws:kms:${REGION}:${A}:alias/logs` }
    expect(await verdictOf(onKey(ID), alias)).toBe('cannot-know')
  })
})

describe('R28 storage of another account', () => {
  const X = '999999999999'

  test.each([
    ['kmsKeyId', `arn:aws:kms:${REGION}:${X}:key/${ID}`],
    ['snsTopicArn', `arn:aws:sns:${REGION}:${X}:t`],
    ['cloudWatchLogGroupArn', `arn:aws:logs:${REGION}:${X}:log-group:g:*`],
  ])('%s is asked about where it is', async (member, arn) => {
    const answer = await askOf({ delivery: { [member]: arn } }, 'trail-tampering')
    expect(answer.verdict).toBe('cannot-know')
    expect(JSON.stringify(answer.blindSpots)).toContain(X)
  })

  test('a log bucket of nobody knows whom is not a no', async () => {
    const answer = await askOf({ snapshot: { buckets: [] } }, 'trail-tampering')
    expect(answer.verdict).toBe('cannot-know')
    expect(answer.blindSpots.map((s) => s.reason)).toContain('owner unknown')
  })
})

describe('R10 tampering', () => {
  test('the sentence asks about changes, not about attempts', () => {
    expect(trailTampering.sentence({})).toBe('Did anyone change what is recorded?')
  })

  test.each([
    ['config', 'DeleteConfigurationRecorder'],
    ['config', 'DeleteDeliveryChannel'],
    ['events', 'RemoveTargets'],
    ['guardduty', 'StopMonitoringMembers'],
    ['guardduty', 'DisassociateFromMasterAccount'],
    ['securityhub', 'DisableSecurityHub'],
    ['organizations', 'DeletePolicy'],
    ['organizations', 'MoveAccount'],
  ])('%s: %s', async (source, name) => {
    const where = source === 'organizations' ? { awsRegion: 'us-east-1' } : {}
    expect(await verdictOf(call(source, name, where))).toBe('yes')
  })

  test('PutBucketRequestPayment on a log bucket', async () => {
    const requestParameters = { bucketName: `logs-${A}` }
    expect(await verdictOf(call('s3', 'PutBucketRequestPayment', { requestParameters }))).toBe(
      'yes',
    )
  })

  test('a role that a trail writes to its log group with, known only from records', async () => {
    const delivery = { cloudWatchLogGroupArn: `arn:aws:logs:${REGION}:${A}:log-group:g:*` }
    const stripped = call('iam', 'DeleteRolePolicy', {
      awsRegion: 'us-east-1',
      requestParameters: { roleName: 'CloudTrailLogs', policyName: 'p' },
    })
    expect(await verdictOf(stripped, delivery)).toBe('cannot-know')
    expect(await verdictOf(stripped)).toBe('no')
  })
})
