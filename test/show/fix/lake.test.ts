import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { snapshotSchema } from '../../../src/model/snapshot.ts'
import { ACCOUNT, snapshotOf } from '../../../src/reason/assess/given.ts'
import { runCli } from '../../fixtures/cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'wholetrail-fix-lake-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const event = {
  ...{ eventVersion: '1.11', eventID: '00000000-0000-4000-8000-000000000001' },
  ...{ eventTime: '2026-03-10T00:00:00Z', eventSource: 'ec2.amazonaws.com' },
  ...{ eventName: 'DescribeInstances', awsRegion: 'eu-west-1', sourceIPAddress: '192.0.2.1' },
  ...{ userAgent: 'x', requestParameters: null, responseElements: null, readOnly: true },
  ...{ eventType: 'AwsApiCall', managementEvent: true, eventCategory: 'Management' },
  recipientAccountId: ACCOUNT,
  userIdentity: {
    ...{ type: 'IAMUser', principalId: 'AIDAX', userName: 'u', accountId: ACCOUNT },
    ...{ arn: `arn:aws:iam::${ACCOUNT}:user/u`, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
  },
}

interface Said {
  readonly check: string
  readonly status: string
}

test('fix and assess say the same of one workspace: what the logs show is read by both', async () => {
  const workspace = join(folder, 'workspace')
  const logs = join(folder, `audit-logs/AWSLogs/${ACCOUNT}/CloudTrail/eu-west-1/2026/03/10`)
  mkdirSync(logs, { recursive: true })
  mkdirSync(join(workspace, 'snapshots'), { recursive: true })
  const name = `${ACCOUNT}_CloudTrail_eu-west-1_20260310T0005Z_AAAAAAAAAAAAAAAA.json.gz`
  writeFileSync(join(logs, name), gzipSync(JSON.stringify({ Records: [event] })))
  const snapshot = z.encode(snapshotSchema, snapshotOf())
  writeFileSync(join(workspace, 'snapshots', 'one.json'), JSON.stringify(snapshot))
  const run = (...args: string[]) => runCli([...args, '--workspace', workspace])
  expect((await run('ingest', join(folder, 'audit-logs'))).code).toBe(0)

  const assessed = JSON.parse((await run('assess', '--json')).stdout) as { findings: Said[] }
  const planned = JSON.parse((await run('fix', '--plan', '--json')).stdout) as { cannot: Said[] }
  const unknown = ({ status }: Said) => status === 'unknown'
  const checks = (said: readonly Said[]) =>
    [...new Set(said.filter(unknown).map((f) => f.check))].sort()
  expect(assessed.findings.map((f) => f.check)).toContain('long-term-key-many-addresses')
  expect(checks(planned.cannot)).toEqual(checks(assessed.findings))
})
