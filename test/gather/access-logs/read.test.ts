import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { counter } from '../../../src/gather/access-logs/count.ts'
import { readAccessLogs } from '../../../src/gather/access-logs/read.ts'
import { accessRecord } from '../../../src/gather/access-logs/record.ts'
import { recentlySeen } from '../../../src/gather/access-logs/seen.ts'
import { parseInstant } from '../../../src/model/time.ts'

const OWNER = '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'

interface Given {
  readonly id?: string
  readonly operation?: string
  readonly key?: string
  readonly bucket?: string
  readonly status?: string
  readonly error?: string
  readonly uri?: string
  readonly time?: string
}

let ids = 0
const line = (given: Given = {}): string => {
  ids += 1
  const { id = `ID${ids}`, operation = 'REST.GET.OBJECT', key = 'a/b.csv', bucket = 'site' } = given
  const { status = '200', error = '-', uri = '"GET /site/a/b.csv HTTP/1.1"' } = given
  const { time = '06/Feb/2026:00:00:38 +0000' } = given
  return `${OWNER} ${bucket} [${time}] 192.0.2.3 - ${id} ${operation} ${key} ${uri} ${status} ${error} 113 - 7 - "-" "S3Console/0.4" - s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader site.s3.us-west-1.amazonaws.com TLSV1.2 - -`
}

const countOf = (lines: readonly string[]) => {
  const count = counter()
  for (const l of lines) count.take(l)
  return { ...count.totals, ...count.result() }
}

test('facts 7.1: the record of the documentation, by position', () => {
  expect(
    accessRecord(line({ id: '3E57427F3EXAMPLE', operation: 'REST.GET.VERSIONING', key: '-' })),
  ).toEqual({
    bucket: 'site',
    time: parseInstant('2026-02-06T00:00:38Z'),
    requestId: '3E57427F3EXAMPLE',
    operation: 'REST.GET.VERSIONING',
    key: null,
    status: 200,
    errorCode: null,
  })
})

test('a zone other than UTC is a time all the same', () => {
  expect(accessRecord(line({ time: '06/Feb/2026:02:00:38 +0200' }))?.time).toBe(
    parseInstant('2026-02-06T00:00:38Z'),
  )
})

test('facts 7.1: fields that older records lack and newer ones append do no harm', () => {
  const whole = line()
  expect(accessRecord(`${whole} us-west-1 new-field`)?.status).toBe(200)
  expect(accessRecord(whole.split(' ').slice(0, -6).join(' '))?.status).toBe(200)
})

test('a request line with quotes that a client wrote cannot choose the status', () => {
  const hostile = line({
    status: '403',
    error: 'AccessDenied',
    uri: '"GET /site/a" 200 - 1 HTTP/1.1"',
  })
  expect(accessRecord(hostile)).toMatchObject({ status: 403, errorCode: 'AccessDenied' })
  expect(accessRecord(line({ uri: '-' }))?.status).toBe(200)
})

test.each(['', 'hello', '{"Records":[]}', `${OWNER} site [yesterday] 1.1.1.1 - X REST.GET.OBJECT`])(
  'no record: %s',
  (text) => {
    expect(accessRecord(text)).toBeUndefined()
  },
)

test('facts 7.3: each operation is the data event that CloudTrail records, or none', () => {
  const { counts, otherRequests } = countOf([
    line(),
    line(),
    line({ operation: 'WEBSITE.GET.OBJECT' }),
    line({ operation: 'REST.GET.BUCKET', key: '-' }),
    line({ operation: 'REST.PUT.OBJECT' }),
    line({ operation: 'REST.GET.BUCKETPOLICY', key: '-' }),
    line({ operation: 'REST.GET.ACL' }),
    line({ operation: 'REST.GET.ACL', key: '-' }),
  ])
  expect(counts.map((c) => [c.operation, c.eventName, c.access, c.sure])).toEqual([
    ['REST.GET.OBJECT', 'GetObject', 'read', 2],
    ['WEBSITE.GET.OBJECT', 'GetObject', 'read', 1],
    ['REST.GET.BUCKET', 'ListObjects', 'read', 1],
    ['REST.PUT.OBJECT', 'PutObject', 'write', 1],
    ['REST.GET.ACL', 'GetObjectAcl', 'read', 1],
  ])
  expect(otherRequests).toBe(2)
})

test('one request that deletes three keys is four events: each is charged (facts 3.5)', () => {
  const batch = { id: 'DEL', operation: 'BATCH.DELETE.OBJECT' }
  const { counts, repeated } = countOf([
    line({ id: 'DEL', operation: 'REST.POST.MULTI_OBJECT_DELETE', key: '-' }),
    ...['a', 'b', 'c'].map((key) => line({ ...batch, key })),
  ])
  expect(counts.reduce((sum, c) => sum + c.sure, 0)).toBe(4)
  expect(repeated).toBe(0)
})

test('denied calls are charged; failed authentication and lifecycle only perhaps', () => {
  const { counts } = countOf([
    line({ status: '403', error: 'AccessDenied' }),
    line({ status: '403', error: 'SignatureDoesNotMatch' }),
    line({ operation: 'S3.EXPIRE.OBJECT', status: '-' }),
  ])
  expect(counts.map((c) => [c.operation, c.sure, c.possible])).toEqual([
    ['REST.GET.OBJECT', 1, 1],
    ['S3.EXPIRE.OBJECT', 0, 1],
  ])
})

test('facts 7.2: a record that S3 delivers twice counts once', () => {
  const once = line({ id: 'SAME' })
  const { counts, repeated } = countOf([once, once])
  expect(counts[0]?.sure).toBe(1)
  expect(repeated).toBe(1)
})

test('what came long ago is forgotten, so that memory stays bounded', () => {
  const seen = recentlySeen(2)
  expect(['a', 'b', 'a', 'c', 'd', 'e', 'a'].map(seen)).toEqual([
    false,
    false,
    true,
    false,
    false,
    false,
    false,
  ])
})

test('only the last 30 days are counted; a few minutes of records count as a day', () => {
  const { counts, window } = countOf([
    line({ time: '01/Jan/2026:10:00:00 +0000' }),
    line({ time: '06/Feb/2026:10:00:00 +0000' }),
  ])
  expect(counts[0]?.sure).toBe(1)
  expect(window?.from).toBe(parseInstant('2026-01-08'))
  const short = countOf([line()]).window
  expect((short?.to ?? 0) - (short?.from ?? 0)).toBe(86_400_000_000)
})

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'wholetrail-access-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const effects = () => ({ cwd: root, signal: new AbortController().signal })

test('a folder is read whole, folders below and gzipped files too', async () => {
  await mkdir(join(root, '111122223333/eu-west-1/site/2026/02/06'), { recursive: true })
  await writeFile(join(root, '111122223333/eu-west-1/site/2026/02/06/x'), `${line()}\n${line()}\n`)
  await writeFile(join(root, 'older.gz'), gzipSync(line()))
  await writeFile(join(root, 'note.txt'), 'not a record\n')
  const report = await readAccessLogs('.', effects())
  expect(report).toMatchObject({ files: 3, records: 3, unread: 1 })
  expect(report.counts[0]?.sure).toBe(3)
})

test('a folder without a single record is a mistake, and so is one that is not there', async () => {
  await writeFile(join(root, 'a.json'), '{"Records":[]}\n')
  await expect(readAccessLogs('.', effects())).rejects.toThrow('no S3 server access logs')
  await expect(readAccessLogs('nowhere', effects())).rejects.toThrow('no such file or folder')
})

test('it stops when it is interrupted', async () => {
  await writeFile(join(root, 'a'), line())
  const aborted = { cwd: root, signal: AbortSignal.abort() }
  await expect(readAccessLogs('.', aborted)).rejects.toThrow('interrupted')
})
