import {
  copyFileSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { eventsHolding } from '../../../src/engine/holding.ts'
import { sql } from '../../../src/engine/sql.ts'
import { openConsole } from '../../../src/gather/ingest/lake/console.ts'
import { openLake, readState } from '../../../src/gather/ingest/lake/open.ts'
import { lakePaths } from '../../../src/gather/ingest/lake/paths.ts'
import { aRecord, filesIn, logKey } from './support/files.ts'
import { folder, ingested } from './support/workspace.ts'

const log = (...records: object[]) => gzipSync(JSON.stringify({ Records: records }))

const DAMAGED = { code: 'lake-damaged' }

const keyOf = (run: number, i: number): string => `AKIA${run}${String(i).padStart(3, '0')}`

/** A lake of some runs: of each a file of 60 events, and an object that was rejected. */
const aLake = async (runs: number, day = (_run: number) => '2026-03-01'): Promise<string> => {
  const workspace = folder()
  for (let run = 0; run < runs; run++) {
    const records = Array.from({ length: 60 }, (_, i) =>
      aRecord(`e${run}-${String(i).padStart(3, '0')}`, {
        eventTime: `${day(run)}T00:30:00Z`,
        userIdentity: { type: 'IAMUser', accessKeyId: keyOf(run, i) },
      }),
    )
    const root = filesIn(folder(), {
      [logKey(`f${run}`)]: log(...records),
      [logKey(`bad${run}`)]: 'no gzip',
    })
    await ingested([root], { workspace, complete: true })
  }
  return workspace
}

const within = (workspace: string, kind: 'commits' | 'objects'): string[] => {
  const path = lakePaths(workspace)[kind]
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name))
}

let workspace = ''
let events: string[] = []
beforeAll(async () => {
  workspace = await aLake(2)
  const paths = lakePaths(workspace)
  events = (await readState(paths)).events.map(({ path }) => join(paths.root, path))
})

/** Does something to a file, and puts it back as it was. */
const whileIn = async (path: string, change: () => void, then: () => Promise<void>) => {
  const before = readFileSync(path)
  try {
    change()
    await then()
  } finally {
    writeFileSync(path, before)
  }
}

const opened = async (): Promise<void> => {
  await (await openLake(workspace)).close()
}

const isDamage = () => expect(opened()).rejects.toMatchObject(DAMAGED)

describe('damage to what a lake says of itself', () => {
  it.each(['commits', 'objects'] as const)('any bit of its %s', async (kind) => {
    for (const path of within(workspace, kind)) {
      const before = readFileSync(path)
      for (let at = 0; at < before.length; at += 1 + (at % 13)) {
        const bad = Buffer.from(before)
        bad[at] = (bad[at] as number) ^ (1 << (at % 8))
        writeFileSync(path, bad)
        const read = await readState(lakePaths(workspace)).then(
          () => `read with bit ${at % 8} of byte ${at} turned over`,
          (error: { code?: string }) => error.code,
        )
        expect(read).toBe('lake-damaged')
      }
      writeFileSync(path, before)
    }
  })

  it('a list of objects that ends after one of them, is empty, or is that of another step', async () => {
    const [first = '', second = ''] = within(workspace, 'objects')
    const [line] = readFileSync(first, 'utf8').split('\n')
    await whileIn(first, () => writeFileSync(first, `${line}\n`), isDamage)
    await whileIn(first, () => truncateSync(first), isDamage)
    await whileIn(first, () => copyFileSync(second, first), isDamage)
  })

  it('a step of an earlier version, without a checksum, is read as it was', async () => {
    const [first = ''] = within(workspace, 'commits')
    const { checksum: _, ...step } = JSON.parse(readFileSync(first, 'utf8'))
    const earlier = () => writeFileSync(first, `${JSON.stringify({ ...step, version: 1 })}\n`)
    await whileIn(first, earlier, opened)
    await whileIn(first, () => writeFileSync(first, `${JSON.stringify(step)}\n`), isDamage)
  })
})

describe('damage to files of events', () => {
  it('a file that was cut short or stands in the place of another is damage', async () => {
    const [first = '', second = ''] = events
    const longer = Buffer.concat([readFileSync(second), Buffer.alloc(8)])
    await whileIn(first, () => truncateSync(first, 5000), isDamage)
    await whileIn(first, () => truncateSync(first), isDamage)
    await whileIn(
      first,
      () => writeFileSync(first, longer),
      async () => {
        await isDamage()
        const request = { sql: 'SELECT 1', limit: 1 }
        await expect(openConsole(workspace, request)).rejects.toMatchObject(DAMAGED)
        const more = filesIn(folder(), { [logKey('more')]: log(aRecord('more')) })
        await expect(ingested([more], { workspace })).rejects.toMatchObject(DAMAGED)
      },
    )
  })

  it('filters that stand elsewhere than they were written leave nothing out', async () => {
    const paths = lakePaths(workspace)
    const [state] = (await readState(paths)).events
    const [first = '', second = ''] = events
    const from = state?.filters?.at ?? 0
    const [mine, other] = [readFileSync(first), readFileSync(second)]
    const to = mine.length - mine.readUInt32LE(mine.length - 8) - 8
    const sizes = Object.values(state?.filters?.bytes ?? {})
    const places = sizes.map((_, i) => sizes.slice(0, i).reduce((a, b) => a + b, from))
    const [, keys = 0, principals = 0] = places
    const damages: Record<string, (file: Buffer) => void> = {
      'those of another file': (file) => void other.copy(file, from, from, to),
      'two blocks in each other’s place': (file) => {
        mine.copy(file, keys, keys + 64, keys + 128)
        mine.copy(file, keys + 64, keys, keys + 64)
      },
      'that of another column': (file) => void mine.copy(file, keys, principals, principals + 64),
      'one block further': (file) => void mine.copy(file, from + 64, from, to - 64),
    }
    for (const damage of Object.values(damages)) {
      const bad = Buffer.from(mine)
      damage(bad)
      await whileIn(
        first,
        () => writeFileSync(first, bad),
        async () => {
          const lake = await openLake(workspace)
          for (let i = 0; i < 60; i++) {
            const texts = [keyOf(0, i)]
            const rows = await lake.query(sql`
            SELECT event_id FROM ${eventsHolding({ column: 'access_key_id', texts })}
            WHERE access_key_id = ${keyOf(0, i)}`)
            expect(rows).toHaveLength(1)
          }
          await lake.close()
        },
      )
    }
  })
})

describe('compaction', () => {
  it('makes nothing of a file that has other rows than were written, and is as long', async () => {
    const old = await aLake(7)
    const paths = lakePaths(old)
    const first = join(paths.root, (await readState(paths)).events[0]?.path ?? '')
    const { workspace: one } = await ingested([
      filesIn(folder(), { [logKey('x')]: log(aRecord('x')) }),
    ])
    const [file] = (await readState(lakePaths(one))).events
    const other = readFileSync(join(lakePaths(one).root, file?.path ?? ''))
    const footer = other.length - other.readUInt32LE(other.length - 8) - 8
    const padding = Buffer.alloc(readFileSync(first).length - other.length)
    // Footers tell places from the beginning.
    const pieces = [other.subarray(0, footer), padding, other.subarray(footer)]
    writeFileSync(first, Buffer.concat(pieces))
    const more = filesIn(folder(), { [logKey('y')]: log(aRecord('y')) })
    await expect(ingested([more], { workspace: old })).rejects.toMatchObject(DAMAGED)
  })
})

describe('a reader', () => {
  it('still finds, after a compaction and one more writer, the old files that it has opened', async () => {
    const old = await aLake(7)
    const paths = lakePaths(old)
    const hourAgo = new Date(Date.now() - 3_600_000)
    for (const { path } of (await readState(paths)).events)
      utimesSync(join(paths.root, path), hourAgo, hourAgo)
    const reader = await openLake(old)
    const more = (id: string) => filesIn(folder(), { [logKey(id)]: log(aRecord(id)) })
    await ingested([more('y')], { workspace: old })
    await ingested([more('z')], { workspace: old })
    const [row] = await reader.query(sql`SELECT count(*) AS n FROM events WHERE event_id <> ''`)
    expect(row?.n).toBe(7 * 60)
    await reader.close()
  })
})
