import { describe, expect, test } from 'vitest'
import { placeByPath } from '../../../src/reason/coverage/read/seeming-place.ts'
import { at, complete, END, evidence, manifest, object, START, snapshot, trail } from './given.ts'
import { coverage, idsOf, told, whole } from './given-coverage.ts'

const org = { bucket: 'example-logs', prefix: 'org-logs' }
const copy = { bucket: 'org-logs', prefix: '' }

describe('R16 a copy in a folder that bears the name of the bucket', () => {
  test('its prefix is no bucket where a trail delivers to that bucket and prefix', () => {
    for (const source of [
      'example-logs',
      './example-logs/',
      '/x/example-logs',
      '/x/example-logs/org-logs',
      'C:\\x\\example-logs',
    ])
      expect(placeByPath({ ...copy, source }, [org])).toEqual(org)
    const deep = { bucket: 'example-logs', prefix: 'a/b/c' }
    expect(placeByPath({ bucket: 'b', prefix: 'c', source: '/x/example-logs/a' }, [deep])).toEqual(
      deep,
    )
  })

  test('it stays as it seems where anything else is possible', () => {
    const other = { bucket: 'org-logs', prefix: '' }
    expect(placeByPath({ ...copy, source: '/x/example-logs' }, [org, other])).toBeUndefined()
    expect(placeByPath({ ...copy, source: '/x/elsewhere' }, [org])).toBeUndefined()
    expect(placeByPath({ ...copy, source: '/x/my-example-logs' }, [org])).toBeUndefined()
    expect(placeByPath({ ...copy, source: 's3://example-logs/org-logs' }, [org])).toBeUndefined()
    expect(
      placeByPath({ bucket: 'b2', prefix: '', source: '/x/example-logs/org-logs' }, [org]),
    ).toBeUndefined()
    expect(
      placeByPath({ bucket: null, prefix: null, source: '/x/example-logs' }, [org]),
    ).toBeUndefined()
  })

  test('it counts as read, with the assumption named', () => {
    const config = { s3Bucket: 'example-logs', s3Prefix: 'org-logs/' }
    const snapshots = [START, END].map((t) => snapshot(t, { trails: [trail(t, { config })] }))
    const source = '/x/example-logs'
    const files = [object({ ...copy, source, named: at('2026-03-05T12:00:00') })]
    const read = { ...manifest([complete({ ...copy, level: 'asserted' })], files) }
    const runs = read.runs.map((run) => ({ ...run, source }))
    const c = coverage(evidence({ snapshots, manifest: { ...read, runs } }))
    expect(told(c)).toEqual(whole('configured'))
    expect(idsOf(c)).toContain('bucket')
    expect(told(coverage(evidence({ snapshots, manifest: read })))).toEqual(whole('not ingested'))
  })
})
