import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Writes files by relative path; text or bytes. */
export const filesIn = (
  root: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): string => {
  for (const [path, content] of Object.entries(files)) {
    const full = join(root, path)
    mkdirSync(dirname(full), { recursive: true })
    writeFileSync(full, content)
  }
  return root
}

/** An ordinary record. */
export const aRecord = (eventID: string, more: object = {}) => ({
  eventVersion: '1.11',
  userIdentity: {
    type: 'IAMUser',
    accountId: '111111111111',
    arn: 'arn:aws:iam::111111111111:user/é',
  },
  eventTime: '2026-03-01T00:30:00Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  awsRegion: 'us-east-1',
  requestParameters: { bucketName: 'b', key: `k/${eventID}` },
  responseElements: null,
  eventID,
  recipientAccountId: '111111111111',
  eventCategory: 'Data',
  managementEvent: false,
  ...more,
})

/** The key of a log file in CloudTrail's layout. */
export const logKey = (
  id: string,
  {
    account = '111111111111',
    region = 'us-east-1',
    day = '2026-03-01',
    folder = 'CloudTrail',
  } = {},
): string =>
  `AWSLogs/${account}/${folder}/${region}/${day.replaceAll('-', '/')}/${account}_${folder}_${region}_${day.replaceAll('-', '')}T0100Z_${id.padEnd(16, 'x')}.json.gz`
