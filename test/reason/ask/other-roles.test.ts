import { describe, expect, test } from 'vitest'
import { A, askOf, KEY, record, someoneElse } from './given.ts'

const ROLE = `arn:aws:iam::${A}:role/lambda/payroll`
const WINDOW = '--from 2026-03-07T12:00:00Z --to 2026-03-10T00:00:00Z'

const update = (over: object = {}) =>
  record('UpdateFunctionCode20150331v2', {
    eventSource: 'lambda.amazonaws.com',
    requestParameters: { functionName: 'f' },
    responseElements: { functionName: 'f', role: ROLE },
    ...over,
  })
const trust = record('UpdateAssumeRolePolicy', {
  eventSource: 'iam.amazonaws.com',
  requestParameters: { roleName: 'Deploy', policyDocument: '{}' },
})
const reads = (records: readonly object[]) =>
  askOf({ records }, 'who-read-objects', { bucket: 'data', key: KEY })
const commands = async (records: readonly object[]) =>
  (await reads(records)).next.map((n) => n.command)

describe('R11 what runs with a role of its own is not followed, and the answer says so', () => {
  test('R11 in the checks of every question about an identity', async () => {
    const { verdict, checks } = await reads([update()])
    expect(verdict).toBe('no')
    expect(checks.notPerformed.join('\n')).toMatch(/what code did under a role of its own/)
    expect(checks.notPerformed.join('\n')).toMatch(/who else assumed a role after/)
    const anyone = await askOf({}, 'who-read-objects', { bucket: 'data' })
    expect(anyone.checks.notPerformed.join('\n')).not.toMatch(/role of its own/)
  })

  test('R11 code that was changed: the same question about the role of the function', async () => {
    expect(await commands([update()])).toContain(
      `wholetrail ask who-read-objects --bucket data --principal ${ROLE} ${WINDOW}`,
    )
  })

  test('R11 a job over many objects: the same question about its role', async () => {
    const job = record('CreateJob', {
      eventSource: 's3.amazonaws.com',
      requestParameters: { CreateJobRequest: { RoleArn: ROLE } },
    })
    expect(await commands([job])).toContain(
      `wholetrail ask who-read-objects --bucket data --principal ${ROLE} ${WINDOW}`,
    )
  })

  test('R11 a role that the record does not name is to be put in', async () => {
    const { next } = await reads([update({ responseElements: null })])
    const step = next.find((n) => n.command.includes('--principal ROLE '))
    expect(step?.why).toMatch(/^UpdateFunctionCode20150331v2 \(event .*does not name/)
  })

  test('R11 a question about a key alone goes on with the changes of the role', async () => {
    const { next } = await askOf({ records: [update()] }, 'key-activity', { key: KEY })
    expect(next.map((n) => n.command)).toContain(
      `wholetrail ask principal-changes --principal ${ROLE} ${WINDOW}`,
    )
  })

  test('R11 a trust policy that was changed: who assumed the role from then on', async () => {
    expect(await commands([trust])).toContain(
      'wholetrail ask role-assumptions --role Deploy --from 2026-03-07T12:00:00Z',
    )
  })

  test('R11 an identity provider that was made: who assumed any role from then on', async () => {
    const provider = record('CreateSAMLProvider', { eventSource: 'iam.amazonaws.com' })
    expect(await commands([provider])).toContain(
      'wholetrail ask role-assumptions --from 2026-03-07T12:00:00Z',
    )
  })

  test.each([
    ['of somebody else', { userIdentity: someoneElse }],
    ['that was refused', { errorCode: 'AccessDenied' }],
    ['of another service', { eventSource: 'other.amazonaws.com' }],
    ['after the window', { eventTime: '2026-03-11T00:00:00Z' }],
  ])('R11 no change %s', async (_, over) => {
    expect((await commands([update(over)])).join()).not.toMatch(/--principal/)
  })

  test('R11 a no names the question about a bucket that was opened, too', async () => {
    const opened = record('PutBucketPolicy', {
      eventSource: 's3.amazonaws.com',
      requestParameters: { bucketName: 'data' },
    })
    expect(await commands([opened])).toContain(
      'wholetrail ask who-read-objects --bucket data --from 2026-03-07T12:00:00Z',
    )
  })
})
