import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ListColumn } from '../../src/gather/ingest/columns/list-column.ts'
import { TextColumn } from '../../src/gather/ingest/columns/text-column.ts'
import { takeFile } from '../../src/gather/ingest/fast/file.ts'
import { fastInstant } from '../../src/gather/ingest/fast/time.ts'
import { readObject } from '../../src/gather/ingest/formats/read-object.ts'
import { minify } from '../../src/gather/ingest/record/slices.ts'
import { appendRecord, emptyRows, type Rows } from '../../src/gather/ingest/work/rows.ts'
import { claimOfKey } from '../../src/gather/objects/key.ts'
import { Rejection } from '../../src/gather/objects/rejection.ts'
import { tryParseInstant } from '../../src/model/time.ts'
import { recordText } from '../fixtures/hostile-records.ts'

const claim = claimOfKey('b/AWSLogs/111111111111/CloudTrail/us-east-1/2026/01/01/x.json.gz')
const data = new URL('../../../shared/data/invictus/CloudTrail/', import.meta.url).pathname

/** Every cell of every row, as it would be written. */
const cells = (rows: Rows) => {
  const runs = [{ from: 0, to: rows.table.rows }]
  const count = rows.table.rows
  const texts = ({ offsets, valid, bytes }: ReturnType<TextColumn['take']>) =>
    [...valid].map((v, i) =>
      v === 1 ? Buffer.from(bytes.subarray(offsets[i], offsets[i + 1])).toString() : null,
    )
  const columns = rows.table.data.map((column) => {
    if (column instanceof TextColumn) return texts(column.take(runs, count))
    if (column instanceof ListColumn) {
      const { offsets, valid, items } = column.take(runs, count)
      const all = texts(items)
      return [...valid].map((v, i) => (v === 1 ? all.slice(offsets[i], offsets[i + 1]) : null))
    }
    const { values, valid } = column.take(runs, count)
    return [...valid].map((v, i) => (v === 1 ? values[i] : null))
  })
  const named = rows.table.columns.map((c, i) => [c.name, columns[i]] as const)
  return { ...Object.fromEntries(named), hashes: [...rows.hashes.subarray(0, count * 4)] }
}

const slow = (bytes: Buffer) => {
  const rows = emptyRows()
  const keys = new Map<string, number>()
  const reading = readObject(bytes, claim)
  if ('outcome' in reading) return undefined
  for (const record of reading.records) appendRecord(rows, record, 7, claim.account, keys)
  return { cells: cells(rows), keys }
}

const fast = (bytes: Buffer) => {
  const rows = emptyRows()
  const keys = new Map<string, number>()
  const taken = takeFile(rows, bytes, 0, { objectId: 7, keyAccount: claim.account, keys })
  return { taken, cells: cells(rows), keys, rows }
}

const fileOf = (records: readonly string[]) => Buffer.from(`{"Records":[${records}]}`)
const compact = recordText.map(minify)

describe('the fast way', () => {
  it('makes the same rows as the definition, or leaves the file to it', () => {
    let taken = 0
    fc.assert(
      fc.property(fc.array(fc.oneof(compact, compact, recordText), { maxLength: 5 }), (records) => {
        const bytes = fileOf(records)
        const quick = fast(bytes)
        if (!quick.taken) {
          expect(quick.rows.table.rows).toBe(0)
          return
        }
        taken++
        const plain = slow(bytes)
        expect(quick.cells).toEqual(plain?.cells)
        expect(quick.keys).toEqual(plain?.keys)
      }),
      { numRuns: 4000 },
    )
    expect(taken).toBeGreaterThan(400)
  })

  it('takes nothing that the definition rejects', () => {
    fc.assert(
      fc.property(
        fc.array(compact, { minLength: 1, maxLength: 3 }),
        fc.nat(),
        fc.nat(2),
        fc.string({ maxLength: 2 }),
        (records, at, gone, put) => {
          const text = fileOf(records).toString('latin1')
          const i = at % (text.length + 1)
          const bytes = Buffer.from(text.slice(0, i) + put + text.slice(i + gone), 'latin1')
          const quick = fast(bytes)
          let plain: ReturnType<typeof slow>
          try {
            plain = slow(bytes)
          } catch (error) {
            expect(error).toBeInstanceOf(Rejection)
          }
          if (quick.taken) expect(quick.cells).toEqual(plain?.cells)
        },
      ),
      { numRuns: 4000 },
    )
  })

  it('ends a text at the same byte, whatever stands before it', () => {
    for (let byte = 0; byte < 256; byte++)
      for (const before of ['', ' ', '!', ' ! !', '\u0080 \u00ff', 'aaa', 'a!"#', '~ ~ ~ ~ '])
        for (const after of ['', ' ', '!!', 'aaa']) {
          const text = `${JSON.stringify(before).slice(1, -1)}${String.fromCharCode(byte)}${after}`
          const bytes = fileOf([`{"eventSource":"a","eventName":"${text}","eventID":"e"}`])
          let plain: ReturnType<typeof slow>
          try {
            plain = slow(bytes)
          } catch (error) {
            expect(error).toBeInstanceOf(Rejection)
          }
          const quick = fast(bytes)
          expect(quick.taken).toBe(plain !== undefined)
          if (quick.taken) expect(quick.cells).toEqual(plain?.cells)
        }
  })

  it('forgets a rejected file entirely, whatever was there before', () => {
    const good = '{"eventSource":"a","eventName":"b","resources":[{"ARN":"x"}],"zz":1}'
    const rows = emptyRows()
    const where = { objectId: 1, keyAccount: null, keys: new Map<string, number>() }
    expect(takeFile(rows, fileOf([good, good]), 0, where)).toBe(true)
    const before = cells(rows)
    expect(takeFile(rows, Buffer.from(`{"Records":[${good},${good},{"x":`), 0, where)).toBe(false)
    expect(cells(rows)).toEqual(before)
    expect(where.keys).toEqual(new Map([['zz', 2]]))
    expect(takeFile(rows, fileOf([good]), 0, where)).toBe(true)
    expect(cells(rows)).toMatchObject({ resource_arns: [['x'], ['x'], ['x']] })
  })

  it.skipIf(!existsSync(data))('takes every real file (../shared/data/invictus)', () => {
    for (const name of readdirSync(data)) {
      const bytes = readFileSync(data + name)
      const quick = fast(bytes)
      expect(quick.taken).toBe(true)
      expect(quick.cells).toEqual(slow(bytes)?.cells)
    }
  })

  it('reads a time as model/time.ts does, or not at all', () => {
    const pad = (n: number) => String(n).padStart(2, '0')
    const time = fc
      .tuple(fc.integer({ min: 1890, max: 2110 }), ...[14, 33, 25, 61, 61].map((n) => fc.nat(n)))
      .map(([y, mo = 0, d = 0, h = 0, mi = 0, s = 0]) => {
        return `${y}-${pad(mo)}-${pad(d)}T${pad(h)}:${pad(mi)}:${pad(s)}Z`
      })
    fc.assert(
      fc.property(time, (text) => {
        const bytes = Buffer.from(`"${text}"`)
        const instant = fastInstant(bytes, 0, bytes.length)
        if (instant >= 0) expect(instant).toBe(tryParseInstant(text))
        if (tryParseInstant(text) === undefined) expect(instant).toBe(-1)
      }),
      { numRuns: 5000 },
    )
  })
})
