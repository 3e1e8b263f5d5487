import { afterAll, describe, expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { type MemoryLake, memoryLake } from '../fixtures/memory-lake.ts'

const lakes: MemoryLake[] = []
const open = async (...records: object[]) => {
  const lake = await memoryLake(records)
  lakes.push(lake)
  return lake.query
}
afterAll(async () => {
  for (const lake of lakes) await lake.close()
})

const base = { eventTime: '2023-07-10T11:42:36Z', eventID: 'a', eventSource: 's3.amazonaws.com' }

describe('the view events', () => {
  it('gives timestamps as microseconds, lists as arrays, absent members as null', async () => {
    const query = await open({
      ...base,
      resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::b/k' }, { type: 'x' }],
      readOnly: true,
    })
    const [row] = await query(sql`
      SELECT event_time, resource_arns, read_only, error_code, day, object_id, record_offset
      FROM events WHERE event_time >= make_timestamp(${1_688_989_356_000_000})`)
    expect(row).toEqual({
      event_time: 1_688_989_356_000_000,
      resource_arns: ['arn:aws:s3:::b/k', null],
      read_only: true,
      error_code: null,
      day: '2023-07-10',
      object_id: 1,
      record_offset: 0,
    })
  })

  it('R10 knows every way to spell a denial', async () => {
    const codes = {
      AccessDenied: 'denied',
      'Client.UnauthorizedOperation': 'denied',
      AuthFailure: 'denied',
      'Client.AuthFailure': 'denied',
      AccessDeniedException: 'denied',
      VpceAccessDenied: 'denied',
      NotAuthorizedException: 'denied',
      UnauthorizedException: 'denied',
      NoSuchBucket: 'failed',
      ThrottlingException: 'failed',
    }
    const query = await open(
      base,
      { ...base, errorMessage: 'Failed authentication' },
      ...Object.keys(codes).map((errorCode) => ({ ...base, errorCode })),
    )
    const rows = await query(sql`SELECT error_code, error_message, outcome FROM events`)
    const found = Object.fromEntries(rows.map((r) => [r.error_code ?? r.error_message, r.outcome]))
    expect(found).toEqual({ ...codes, null: 'success', 'Failed authentication': 'failed' })
  })

  it('R5 finds a bucket through all of resources[], also where `resources` kept the whole array', async () => {
    const arn = 'arn:aws:s3:::pay/roll.csv'
    const query = await open(
      { ...base, eventID: '1', requestParameters: { bucketName: 'named' } },
      {
        ...base,
        eventID: '2',
        resources: [{ type: 'AWS::KMS::Key', ARN: 'arn:aws:kms:x' }, { ARN: arn }],
      },
      { ...base, eventID: '3', resources: [{ ARNPrefix: 'arn:aws-cn:s3:::pay/' }] },
      { ...base, eventID: '4', resources: [{ type: 'AWS::S3::Object', arn, extra: 1 }] },
      { ...base, eventID: '5', resources: 'odd' },
      { ...base, eventID: '6', requestParameters: null },
    )
    const rows = await query(
      sql`SELECT event_id, bucket, resource_arns FROM events ORDER BY event_id`,
    )
    expect(rows.map((r) => r.bucket)).toEqual(['named', 'pay', 'pay', 'pay', null, null])
    expect(rows[3]?.resource_arns).toEqual([arn])
  })

  it('derives account and category', async () => {
    const query = await open(
      { ...base, eventID: '1', recipientAccountId: '111', userIdentity: { accountId: '222' } },
      { ...base, eventID: '2', userIdentity: { accountId: '222' }, managementEvent: false },
      { ...base, eventID: '3', eventCategory: 'NetworkActivity' },
    )
    const rows = await query(sql`SELECT account, category FROM events ORDER BY event_id`)
    expect(rows).toEqual([
      { account: '111', category: 'Management' },
      { account: '222', category: 'Data' },
      { account: null, category: 'NetworkActivity' },
    ])
  })

  it('keeps a value that is no text of Unicode away from the JSON columns, so that queries run', async () => {
    const query = await open({ ...base, requestParameters: { bucketName: 'b', x: '\ud800' } })
    const rows = await query(sql`SELECT bucket, request_parameters->>'$.x' AS x FROM events`)
    expect(rows).toEqual([{ bucket: 'b', x: null }])
  })
})
