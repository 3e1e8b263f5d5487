import { directoryObjectTypes } from '../../../model/catalogue/directory-bucket.ts'
import { arnPrefixNames } from '../../../model/catalogue/resource-shape.ts'
import { objectReads, objectWrites } from '../../../model/catalogue/sets.ts'
import type { BoxFields, Scope } from '../../../model/scope.ts'
import type { ObjectEvents } from './judge.ts'
import { THIS } from './narrowed.ts'
import { GLOBAL_SOURCES } from './recorder.ts'
import { EXCLUDABLE_SOURCES } from './selected.ts'

const scope = (fields: BoxFields): Scope => ({ boxes: [{ fields }] })

const management = (readOnly: boolean, eventSource: BoxFields['eventSource']): Scope =>
  scope({
    eventCategory: { Equals: ['Management'] },
    readOnly: { Equals: [`${readOnly}`] },
    ...(eventSource === undefined ? {} : { eventSource }),
  })

const general = { NotEquals: [...EXCLUDABLE_SOURCES, ...GLOBAL_SOURCES] }

/** Management events but those of services that have a check of their own. */
export const managementReads = management(true, general)
export const managementWrites = management(false, general)

export const managementEvents: Scope = {
  boxes: [...managementReads.boxes, ...managementWrites.boxes],
}

const ofSources = (sources: readonly string[]) => ({
  reads: management(true, { Equals: sources }),
  writes: management(false, { Equals: sources }),
})

export const kmsEvents = ofSources(['kms.amazonaws.com'])
export const rdsDataEvents = ofSources(['rdsdata.amazonaws.com'])
export const globalEvents = ofSources(GLOBAL_SOURCES)

/**
 * Writes but those calls that name no object: how a selector by ARN takes them is not documented, and a deletion of
 * many is recorded once more for each object (facts/aws.md 3.3, 3.5).
 */
const namedWrites: readonly string[] = objectWrites.filter(
  (name) => !(arnPrefixNames as readonly string[]).includes(name),
)

const objects = (names: readonly string[], readOnly: boolean): ObjectEvents => {
  const fields: BoxFields = {
    eventCategory: { Equals: ['Data'] },
    eventSource: { Equals: ['s3.amazonaws.com'] },
    eventName: { Equals: names },
    readOnly: { Equals: [`${readOnly}`] },
    'resources.type': { Equals: ['AWS::S3::Object'] },
  }
  const below = (prefix: string): Scope =>
    scope({ ...fields, 'resources.ARN': { StartsWith: [prefix] } })
  const { eventSource: _, ...directory } = {
    ...fields,
    'resources.type': { Equals: directoryObjectTypes },
  }
  return { whole: scope(fields), ofThis: below(THIS), below, ofDirectory: scope(directory) }
}

/** Calls that hand out the content of objects (R10). */
export const readsOfObjects = objects(objectReads, true)
/** Calls that change objects. */
export const writesOfObjects = objects(namedWrites, false)

/** Every data event on resources of one type, or on one of them. */
export const dataEventsOf = (type: string, arn?: string): Scope =>
  scope({
    eventCategory: { Equals: ['Data'] },
    'resources.type': { Equals: [type] },
    ...(arn === undefined ? {} : { 'resources.ARN': { Equals: [arn] } }),
  })
