import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dataEventDetails, dataEventTypes } from '../../../src/model/catalogue/data-event-types.ts'
import { issuingCalls } from '../../../src/model/catalogue/issuing.ts'
import { lookupEvent, services, sourcesOfEvent } from '../../../src/model/catalogue/lookup.ts'
import { arnPrefixNames, shapeOf } from '../../../src/model/catalogue/resource-shape.ts'
import { trailChanges } from '../../../src/model/catalogue/sets.ts'
import { narrow } from '../../../src/reason/selectors/narrow.ts'
import { inBoxes } from '../../properties/selectors/points.ts'
import { scopeOf } from './helpers.ts'

const event = (source: string, name: string) =>
  scopeOf({ eventSource: { Equals: [source] }, eventName: { Equals: [name] } })

describe('R4 the catalogue', () => {
  test('has each event once, each with its source', () => {
    const all = services.flatMap(({ eventSource, groups }) =>
      groups.flatMap((group) => group.names.map((name) => `${eventSource} ${name}`)),
    )
    expect(new Set(all).size).toBe(all.length)
    for (const { groups } of services)
      for (const group of groups) {
        expect(group.source).not.toBe('')
        expect(group.variants.length).toBeGreaterThan(0)
      }
  })
  test('knows that GetObject exists at S3 and its four relatives', () => {
    expect(sourcesOfEvent('GetObject').length).toBeGreaterThanOrEqual(5)
  })
  test('has every data event type once, and details of listed types only', () => {
    expect(new Set(dataEventTypes).size).toBe(dataEventTypes.length)
    expect(dataEventTypes.length).toBeGreaterThan(150)
    for (const type of Object.keys(dataEventDetails)) expect(dataEventTypes).toContain(type)
  })
  test('has no call that carries both an ARN and an ARNPrefix of an object', () => {
    const { arn, single } = shapeOf('AWS::S3::Object')
    for (const name of arnPrefixNames) expect(arn).not.toContain(name)
    for (const name of single) expect(arn).toContain(name)
  })
  test('knows the calls of its own services that its sets name', () => {
    // EKS has no list of its own: what is not listed stays possible.
    const { AssumeRoleForPodIdentity: _, ...listed } = issuingCalls
    for (const [name, call] of Object.entries(listed))
      expect(lookupEvent(call.eventSource, name), name).toBeDefined()
    const { eventSource, eventNames } = trailChanges.recorder
    for (const name of eventNames) expect(lookupEvent(eventSource, name)).toBeDefined()
  })
})

describe('R4 narrow', () => {
  test('a role assumption is a management read, or network activity', () => {
    expect(narrow(event('sts.amazonaws.com', 'AssumeRole')).boxes.map((b) => b.fields)).toEqual([
      {
        eventSource: { Equals: ['sts.amazonaws.com'] },
        eventName: { Equals: ['AssumeRole'] },
        eventCategory: { Equals: ['Management'] },
        readOnly: { Equals: ['true'] },
      },
      {
        eventSource: { Equals: ['sts.amazonaws.com'] },
        eventName: { Equals: ['AssumeRole'] },
        eventCategory: { NotEquals: ['Management', 'Data'] },
      },
    ])
  })
  test('HeadBucket, unknown events and boxes that name no events stay as they are', () => {
    for (const scope of [
      event('s3.amazonaws.com', 'HeadBucket'),
      event('s3.amazonaws.com', 'SomethingNew'),
      scopeOf({ eventName: { Equals: ['GetObject'] } }),
      scopeOf({
        eventSource: { Equals: ['sts.amazonaws.com'] },
        eventName: { StartsWith: ['Assume'] },
      }),
    ])
      expect(narrow(scope)).toEqual(scope)
  })
  test('a box that asks for a bucket is not emptied by the type of the object', () => {
    const [box] = event('s3.amazonaws.com', 'GetObject').boxes
    const fields = { ...box?.fields, 'resources.type': { Equals: ['AWS::S3::Bucket'] } }
    expect(narrow(scopeOf(fields)).boxes[0]?.fields['resources.type']).toEqual({
      Equals: ['AWS::S3::Bucket'],
    })
  })
})

const data = join(import.meta.dirname, '../../../../shared/data')
const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? files(join(folder, entry.name))
      : entry.name.endsWith('.json')
        ? [join(folder, entry.name)]
        : [],
  )

interface RealRecord {
  eventSource?: string
  eventName?: string
  eventCategory?: string
  readOnly?: boolean
  resources?: { type?: string }[]
}
const recordsOf = (file: string): RealRecord[] => {
  const parsed = JSON.parse(readFileSync(file, 'utf8'))
  return Array.isArray(parsed) ? parsed : (parsed.Records ?? [parsed])
}

test.skipIf(!existsSync(data))(
  'R4 no real record falls out of its narrowed scope (needs ../shared/data)',
  () => {
    const all = files(data).flatMap(recordsOf)
    let known = 0
    for (const { eventSource, eventName, eventCategory, readOnly, resources } of all) {
      if (eventSource === undefined || eventName === undefined || eventCategory === undefined)
        continue
      if (lookupEvent(eventSource, eventName)?.exclusive === true) known++
      const narrowed = narrow(event(eventSource, eventName)).boxes
      const types = resources?.map((r) => r.type) ?? [undefined]
      const seen = types.some((type) =>
        inBoxes(narrowed, {
          eventSource,
          eventName,
          eventCategory,
          readOnly: `${readOnly}`,
          'resources.type': type,
        }),
      )
      expect(seen, `${eventSource} ${eventName}`).toBe(true)
    }
    expect(known).toBeGreaterThan(1000)
  },
)
