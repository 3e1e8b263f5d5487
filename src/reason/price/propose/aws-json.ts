import { WholetrailError } from '../../../model/error.ts'
import type { Proposal, ProposedRecorder } from '../../../model/proposal.ts'
import { checkSelectors, type ListName, listNames } from './check-selectors.ts'
import { mistake } from './mistake.ts'

type Members = Readonly<Record<string, unknown>>

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** lowerCamelCase of a record to the casing of the API; a member that is null is absent (facts/aws.md 5). */
const apiMembers = (value: Members): Members =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null && member !== undefined)
      .map(([key, member]) => [key.slice(0, 1).toUpperCase() + key.slice(1), member]),
  )

/** How an answer or a request names its trail or store, the surest first. */
const trailNames = ['TrailARN', 'TrailArn', 'TrailName']
const storeNames = ['EventDataStoreArn', 'EventDataStore']

/** What answers say beside that, which tells nothing of what is recorded. */
const others = [
  'Name',
  'Status',
  'RetentionPeriod',
  'TerminationProtectionEnabled',
  'CreatedTimestamp',
  'UpdatedTimestamp',
  'BillingMode',
  'PartitionKeys',
  'FederationStatus',
  'KmsKeyId',
]
const known = [...trailNames, ...storeNames, ...others, ...listNames]

const textIn = (members: Members, keys: readonly string[]): string | undefined =>
  keys.flatMap((key) => {
    const value = members[key]
    return typeof value === 'string' && value !== '' ? [value] : []
  })[0]

const hasValues = (value: unknown): boolean => !Array.isArray(value) || value.length > 0

/** The list that is filled; GetEventSelectors answers the other one empty. */
const filledList = (members: Members, place: string): ListName => {
  const given = listNames.filter((list) => members[list] !== undefined)
  const [first, second] = given.filter((list) => hasValues(members[list]))
  if (second !== undefined)
    throw mistake(place, 'a trail has either event selectors or advanced ones, not both')
  const list = first ?? given[0]
  if (list === undefined) throw mistake(place, 'no EventSelectors and no AdvancedEventSelectors')
  return list
}

const HINT =
  'selectors as AWS writes them ({"TrailName": ..., "AdvancedEventSelectors": [...]}), or {"Trails": [...], "Remove": ["NAME"]}'

const recorderOf = (value: unknown, place: string): ProposedRecorder => {
  if (!isMembers(value))
    throw mistake(place, 'neither selectors nor an answer that holds some', HINT)
  const members = apiMembers(value)
  const strange = Object.keys(value).find(
    (key) => !known.some((one) => one === key || Object.hasOwn(apiMembers({ [key]: 0 }), one)),
  )
  if (strange !== undefined) throw mistake(place, `what ${strange} means is not known`, HINT)
  const store = textIn(members, storeNames)
  const name = store ?? textIn(members, [...trailNames, 'Name']) ?? null
  const where = name === null ? place : `${place}: ${name}`
  const list = filledList(members, where)
  return {
    kind: store === undefined ? 'trail' : 'event-data-store',
    name,
    isNamed: name !== null,
    place: where,
    selectors: checkSelectors(list, members[list], where),
    settings: {},
  }
}

const basicMembers = [
  'ReadWriteType',
  'IncludeManagementEvents',
  'DataResources',
  'ExcludeManagementEventSources',
]

/** What a bare list is a list of, by its first member; undefined for a list of answers. */
const bareList = (value: readonly unknown[]): ListName | undefined => {
  const [first] = value
  if (!isMembers(first)) return undefined
  const keys = Object.keys(apiMembers(first))
  if (keys.includes('FieldSelectors')) return 'AdvancedEventSelectors'
  return basicMembers.some((member) => keys.includes(member)) ? 'EventSelectors' : undefined
}

const removedIn = (value: unknown, place: string): readonly string[] => {
  if (value === undefined) return []
  const names = Array.isArray(value) ? value : [value]
  if (!names.every((name) => typeof name === 'string' && name !== ''))
    throw mistake(`${place}: Remove`, 'not a list of names or ARNs of trails')
  return names
}

const recordersIn = (value: unknown, place: string): readonly ProposedRecorder[] => {
  if (!Array.isArray(value)) return [recorderOf(value, place)]
  const list = bareList(value)
  return list === undefined
    ? value.map((one, i) => recorderOf(one, `${place}[${i}]`))
    : [recorderOf({ [list]: value }, place)]
}

const without = ({ Remove: _, Trails: __, ...rest }: Members): Members => rest

/** The JSON of AWS: an answer, a request, a bare list of selectors, or `{"Trails": [...], "Remove": [...]}`. */
export const readAwsJson = (value: unknown, source: string): Proposal => {
  const isWrapped = isMembers(value) && ('Trails' in value || 'Remove' in value)
  const parts: readonly unknown[] = !isWrapped
    ? [value]
    : [
        ...(value.Trails === undefined ? [] : [value.Trails]),
        ...(Object.keys(without(value)).length === 0 ? [] : [without(value)]),
      ]
  const removed = isWrapped ? removedIn(value.Remove, source) : []
  const recorders = parts.flatMap((part) => recordersIn(part, source))
  if (recorders.length + removed.length === 0)
    throw new WholetrailError('configuration', `${source} proposes nothing`)
  return { source, format: 'aws-json', recorders, removed, notes: [] }
}
