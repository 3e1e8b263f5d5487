import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openConsole } from '../../src/gather/ingest/lake/console.ts'
import { folder, ingested } from '../gather/ingest/support/workspace.ts'

let workspace = ''
beforeAll(async () => {
  const logs = folder()
  const records = ['a', 'b', 'c'].map((eventID) => ({
    eventID,
    eventTime: '2026-01-01T00:00:00Z',
    eventSource: 'sts.amazonaws.com',
    eventName: 'GetCallerIdentity',
  }))
  writeFileSync(join(logs, 'log.json'), JSON.stringify({ Records: records }))
  workspace = (await ingested([logs])).workspace
})
const ask = (sql: string, limit = 100) => openConsole(workspace, { sql, limit })
const refusal = (sql: string) =>
  ask(sql).then(
    () => 'allowed',
    (error: { code: string }) => error.code,
  )

describe('the SQL console', () => {
  it('reads events, sightings and objects, and says when there are more rows', async () => {
    expect(await ask('SELECT event_id, event_time FROM events ORDER BY 1;', 2)).toEqual({
      columns: ['event_id', 'event_time'],
      rows: [
        ['a', '2026-01-01 00:00:00'],
        ['b', '2026-01-01 00:00:00'],
      ],
      truncated: true,
    })
    const both = 'SELECT (SELECT count(*) FROM sightings) s, (SELECT count(*) FROM objects) o'
    expect((await ask(both)).rows).toEqual([[3, 1]])
    expect((await ask('WITH x AS (SELECT 1 a) FROM x')).rows).toEqual([[1]])
  })

  it.each([
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_csv('/etc/hostname')",
    "SELECT * FROM '/etc/passwd'",
    "COPY (SELECT 1) TO '/tmp/wholetrail-escape.csv'",
    "COPY events TO 'x.parquet'",
    "ATTACH '/tmp/wholetrail-escape.db'",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '/tmp/wholetrail-escape.csv'",
    'CREATE TABLE t (a INT)',
    'DROP VIEW events',
    'INSERT INTO object_rows DEFAULT VALUES',
    'SET enable_external_access = true',
    'RESET lock_configuration',
    'PRAGMA database_list; SELECT 1',
    'SELECT 1; SELECT 2',
    'INSTALL httpfs',
    'LOAD httpfs',
    "SELECT * FROM glob('/etc/*')",
    "SELECT getenv('HOME')",
    "SELECT * FROM read_parquet('https://example.com/x.parquet')",
    'SELECT * FROM duckdb_secrets(); DROP VIEW events',
    '',
    'SELEC 1',
  ])('refuses %s', async (sql) => {
    expect(await refusal(sql)).toBe('query-refused')
  })

  it('leaves the lake alone', async () => {
    const file = join(workspace, 'lake/commits/00000001.json')
    const before = readFileSync(file, 'utf8')
    await refusal(`COPY (SELECT 1) TO '${file}'`)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('stops when it is told to', async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 50)
    const endless =
      'SELECT count(*) FROM range(1000000000) a, range(1000000) b WHERE a.range * b.range % 7 = 3'
    await expect(
      openConsole(workspace, { sql: endless, limit: 1, signal: stop.signal }),
    ).rejects.toMatchObject({ code: 'interrupted' })
  })
})
