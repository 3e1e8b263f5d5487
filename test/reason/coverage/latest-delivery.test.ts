import { describe, expect, test } from 'vitest'
import type { Completeness, SourceObject } from '../../../src/model/manifest.ts'
import { HOUR } from '../../../src/model/time.ts'
import {
  A,
  at,
  B,
  complete,
  END,
  evidence,
  HOME,
  inRegion,
  management,
  manifest,
  object,
  START,
  slot,
  snapshot,
  trail,
} from './given.ts'
import { coverage, told, whole } from './given-coverage.ts'

const inHome = management(A, inRegion(HOME))
const LATEST = at('2026-03-06T08:00:00')

/** AWS says that it last delivered to the trail's home at that time. */
const delivered = (time: number, config: Parameters<typeof trail>[1] = {}) => {
  const t = trail(END, config)
  const known = { isLogging: true, latestDeliveryTime: time }
  return snapshot(END, {
    trails: [{ ...t, status: [{ account: A, region: HOME, readAt: END, status: { known } }] }],
  })
}

const file = (named: number, over: Partial<SourceObject> = {}) =>
  object({ named, firstEvent: named - HOUR / 6, lastEvent: named - HOUR / 12, ...over })

const read = (
  objects: readonly SourceObject[],
  claim: Partial<Completeness> = { level: 'asserted' },
  last = delivered(LATEST),
) =>
  evidence({ snapshots: [snapshot(START), last], manifest: manifest([complete(claim)], objects) })

const around = [file(at('2026-03-04T12:00:00')), file(at('2026-03-07T12:00:00'))]

describe('R30 AWS says that log files were delivered of which none was read', () => {
  test('--complete is refuted where other files of the region lie on both sides', () => {
    const c = coverage(read(around), inHome)
    expect(told(c)).toEqual(whole('source incomplete'))
    expect(c.blind[0]?.detail).toContain('2026-03-06T08:00:00Z')
    expect(c.blind[0]?.detail).toContain('--complete is refuted')
  })

  test('--complete is refuted where no file of the region is there at all', () => {
    expect(told(coverage(read([]), inHome))).toEqual(whole('source incomplete'))
  })

  test('a region of which AWS says nothing keeps its word', () => {
    const other = management(A, inRegion('us-east-1'))
    expect(told(coverage(read(around), other))).toEqual(whole('configured'))
  })

  test('a file of that hour is the one, or was delivered with it', () => {
    for (const minutes of [-50, 0, 50]) {
      const one = file(LATEST + (minutes * HOUR) / 60)
      expect(told(coverage(read([...around, one]), inHome))).toEqual(whole('configured'))
    }
    const later = file(LATEST + 2 * HOUR)
    expect(told(coverage(read([...around, later]), inHome))).toEqual(whole('source incomplete'))
  })

  test('a file of another account, region or bucket is not the one', () => {
    for (const over of [{ account: B }, { region: 'us-east-1' }, { bucket: 'elsewhere' }])
      expect(told(coverage(read([...around, file(LATEST, over)]), inHome))).toEqual(
        whole('source incomplete'),
      )
  })

  test('a copy whose bucket is not known has the file all the same', () => {
    const claim = { level: 'asserted', bucket: null, prefix: null } as const
    const copies = [...around, file(LATEST)].map((o) => ({ ...o, bucket: null, prefix: null }))
    expect(told(coverage(read(copies, claim), inHome))).toEqual(whole('configured'))
    expect(told(coverage(read(copies.slice(0, 2), claim), inHome))).toEqual(
      whole('source incomplete'),
    )
  })

  test('a delivery after what was read, or before it, refutes nothing', () => {
    const until = { level: 'asserted', to: LATEST, at: END } as const
    expect(told(coverage(read(around, until), inHome))[0]).toBe(
      '03-03T00:00 03-06T05:59 configured',
    )
    const since = { level: 'asserted', from: LATEST, at: END } as const
    expect(told(coverage(read(around, since), inHome)).at(-1)).toBe(
      '03-06T08:00 03-08T00:00 configured',
    )
  })

  test('a copy made while CloudTrail went on lacks its end only', () => {
    const claim = { level: 'asserted', to: LATEST + 3 * HOUR } as const
    const c = coverage(read([file(at('2026-03-05T12:00:00'))], claim), inHome)
    expect(told(c)).toEqual([
      '03-03T00:00 03-05T09:59 configured',
      '03-05T09:59 03-08T00:00 source incomplete',
    ])
  })

  test('a listing that did not show it: the file was gone, and the day before it is blind', () => {
    const c = coverage(read(around, { level: 'listed' }), inHome)
    expect(told(c)).toEqual([
      '03-03T00:00 03-05T08:00 configured',
      '03-05T08:00 03-06T09:00 log file missing or altered',
      '03-06T09:00 03-08T00:00 configured',
    ])
  })

  test('what verified digests name is proven, whatever a status says', () => {
    const slots = [slot({ from: START - 24 * HOUR, to: END })]
    const c = coverage({ ...read(around), ledger: slots }, inHome)
    expect(c.blind).toEqual([])
  })

  test('files of any member may be meant by the status of an organisation trail', () => {
    const organization = 'o-abcdefghij'
    const config = { isOrganization: true }
    const first = snapshot(START, { trails: [trail(START, { config })] })
    const given = (files: readonly SourceObject[]) => ({
      ...read(files, { level: 'asserted', organization }, delivered(LATEST, { config })),
    })
    const of = (files: readonly SourceObject[]) => {
      const e = given(files.map((o) => ({ ...o, organization })))
      return told(coverage({ ...e, snapshots: [first, ...e.snapshots.slice(1)] }, inHome))
    }
    expect(of([...around, file(LATEST, { account: B })])).toEqual(whole('configured'))
    expect(of(around)).toEqual(whole('source incomplete'))
  })

  test('a delivery to where the trail went before or after refutes nothing here', () => {
    const moved = delivered(LATEST, { config: { s3Bucket: 'new' } })
    const middle = snapshot(at('2026-03-05'), {
      trails: [trail(at('2026-03-05'), { config: { s3Bucket: 'new' } })],
    })
    const e = read(around, { level: 'asserted' }, moved)
    const before = snapshot(at('2026-03-04T12:00:00'))
    const c = coverage({ ...e, snapshots: [snapshot(START), before, middle, moved] }, inHome)
    expect(told(c)[0]).toBe('03-03T00:00 03-04T10:00 configured')
  })
})
