import { describe, expect, test } from 'vitest'
import type { Completeness } from '../../../src/model/manifest.ts'
import type { TrailConfig } from '../../../src/model/snapshot.ts'
import {
  A,
  complete,
  END,
  evidence,
  management,
  manifest,
  object,
  START,
  snapshot,
  trail,
} from './given.ts'
import { coverage, told, whole } from './given-coverage.ts'

const NETWORK = {
  AdvancedEventSelectors: [
    { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['NetworkActivity'] },
        { Field: 'eventSource', Equals: ['s3.amazonaws.com'] },
      ],
    },
  ],
}
const network = {
  boxes: [
    {
      fields: {
        account: { Equals: [A] },
        eventCategory: { Equals: ['NetworkActivity'] },
        eventSource: { Equals: ['s3.amazonaws.com'] },
      },
    },
  ],
}

const given = (claim: Partial<Completeness>, config: Partial<TrailConfig> = {}) =>
  evidence({
    snapshots: [START, END].map((t) =>
      snapshot(t, { trails: [trail(t, { config, selectors: NETWORK })] }),
    ),
    manifest: manifest([complete(claim)], [object({ kind: 'network-activity' })]),
  })

describe('R16 a claim counts for what it speaks of', () => {
  test('one about log files alone says nothing of network activity', () => {
    expect(told(coverage(given({}), network))).toEqual(whole('configured'))
    expect(told(coverage(given({ onlyLogs: true })))).toEqual(whole('configured'))
    expect(coverage(given({ onlyLogs: true }), network).recorded).toEqual([])
  })

  test('one about the folder of an organisation says nothing of other trails, and the other way round', () => {
    const of = (organization: string | null, isOrganization: boolean) =>
      coverage(given({ organization }, { isOrganization }), management())
    expect(told(of(null, false))).toEqual(whole('configured'))
    expect(told(of('o-abcdef1234', true))).toEqual(whole('configured'))
    expect(of('o-abcdef1234', false).recorded).toEqual([])
    expect(of(null, true).recorded).toEqual([])
  })
})
