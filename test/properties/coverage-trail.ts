import fc from 'fast-check'
import type { ConfigurationEvent } from '../../src/model/coverage.ts'
import type { SnapshotTrail } from '../../src/model/snapshot.ts'
import { HOUR, type Instant } from '../../src/model/time.ts'
import { arnOf, event, START, selecting, trail } from '../reason/coverage/given.ts'

/** A trail written apart from the product: what it does is a list of changes, what it is follows by replay. */
export interface Change {
  readonly name:
    | 'StartLogging'
    | 'StopLogging'
    | 'PutEventSelectors'
    | 'DeleteTrail'
    | 'CreateTrail'
  readonly at: Instant
  readonly bucket: string
}

export interface State {
  readonly from: Instant
  readonly exists: boolean
  readonly on: boolean
  readonly buckets: readonly string[]
  readonly started: Instant
  readonly stopped: Instant | undefined
}

export const changes: fc.Arbitrary<readonly Change[]> = fc
  .uniqueArray(
    fc.record({
      name: fc.constantFrom<Change['name']>(
        'StartLogging',
        'StopLogging',
        'PutEventSelectors',
        'PutEventSelectors',
        'DeleteTrail',
        'CreateTrail',
      ),
      at: fc.integer({ min: 1, max: 239 }).map((h) => START + h * HOUR + 60e6),
      bucket: fc.constantFrom('b', 'other', ''),
    }),
    { maxLength: 6, selector: (c) => c.at },
  )
  .map((list) => {
    const sorted = list.toSorted((a, b) => a.at - b.at)
    let exists = true
    return sorted.filter((c) => {
      const possible = c.name === 'CreateTrail' ? !exists : exists
      if (possible && (c.name === 'CreateTrail' || c.name === 'DeleteTrail'))
        exists = c.name === 'CreateTrail'
      return possible
    })
  })

const after = (s: State, c: Change): State => {
  const from = c.at
  switch (c.name) {
    case 'StartLogging':
      return { ...s, from, on: true, started: c.at }
    case 'StopLogging':
      return { ...s, from, on: false, stopped: c.at }
    case 'PutEventSelectors':
      return { ...s, from, buckets: c.bucket === '' ? [] : [c.bucket] }
    case 'DeleteTrail':
      return { ...s, from, exists: false, on: false }
    case 'CreateTrail':
      return { from, exists: true, on: false, buckets: [], started: 0, stopped: undefined }
  }
}

/** The trail is old, on, and selects management events and the objects of `b`. */
export const statesOf = (list: readonly Change[]): readonly State[] => {
  let state: State = {
    from: 0,
    exists: true,
    on: true,
    buckets: ['b'],
    started: 1,
    stopped: undefined,
  }
  const states = [state]
  for (const change of list) {
    state = after(state, change)
    states.push(state)
  }
  return states
}

/** What a snapshot would read of it. */
export const readingOf = (time: Instant, states: readonly State[]): SnapshotTrail => {
  const state = states.findLast((s) => s.from <= time) as State
  const [bucket] = state.buckets
  const read = trail(time, {
    logging: state.on,
    selectors:
      bucket === undefined
        ? { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] }
        : selecting(bucket),
  })
  const denied = { unknown: 'not-collected' as const }
  if (!state.exists) return { ...read, config: denied, selectors: denied, status: [] }
  return {
    ...read,
    status: read.status.map((s) => ({
      ...s,
      status: {
        known: {
          isLogging: state.on,
          ...(state.started === 0 ? {} : { startLoggingTime: state.started }),
          ...(state.stopped === undefined ? {} : { stopLoggingTime: state.stopped }),
        },
      },
    })),
  }
}

/** The record that the change leaves. */
export const eventOf = (change: Change): ConfigurationEvent => {
  const { name, at, bucket } = change
  if (name === 'PutEventSelectors')
    return event(name, at, {
      request: { trailName: 'main' },
      response: {
        trailARN: arnOf(),
        ...(bucket === ''
          ? { eventSelectors: [{ readWriteType: 'All', includeManagementEvents: true }] }
          : {
              advancedEventSelectors: [
                { fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }] },
                {
                  fieldSelectors: [
                    { field: 'eventCategory', equals: ['Data'] },
                    { field: 'resources.type', equals: ['AWS::S3::Object'] },
                    { field: 'resources.ARN', startsWith: [`arn:aws:s3:::${bucket}/`] },
                  ],
                },
              ],
            }),
      },
    })
  if (name === 'CreateTrail')
    return event(name, at, {
      response: {
        trailARN: arnOf(),
        s3BucketName: 'logs',
        isMultiRegionTrail: true,
        isOrganizationTrail: false,
        includeGlobalServiceEvents: true,
        logFileValidationEnabled: true,
      },
    })
  return event(name, at)
}
