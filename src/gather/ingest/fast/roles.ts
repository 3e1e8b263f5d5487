import { type Column, eventColumns } from '../../../model/lake.ts'
import { VERBATIM } from '../record/shred.ts'
import { type Node, TREE } from '../record/tree.ts'
import { type Shape, workedOut } from './shapes.ts'

/** What a member of an object is for: its column, and the columns of its own members. */
export interface Role {
  /** Index of the column in `eventColumns`, or -1. */
  readonly column: number
  readonly type: Column['type'] | undefined
  /** Where members of the value have columns of their own. */
  readonly inside: Node | undefined
  readonly isResources: boolean
  /** A record whose value begins with one of these is no event (facts/aws.md 1.1). */
  readonly noEvent: readonly string[] | undefined
}

const indexOf = new Map<string, number>(eventColumns.map((c, i) => [c.name, i]))
const loose: Role = {
  column: -1,
  type: undefined,
  inside: undefined,
  isResources: false,
  noEvent: undefined,
}

const noEvents = new Map<Node | undefined, readonly string[]>([
  [TREE.children.get('eventCategory'), ['Insight"', 'Aggregated"']],
  [TREE.children.get('eventType'), ['AwsCloudTrailInsight"']],
  [TREE.children.get('eventSource'), ['aws:']],
])

const roleOf = (node: Node | undefined, key: string): Role => {
  if (node === undefined) return loose
  return {
    column: node.column === undefined ? -1 : (indexOf.get(node.column.name) ?? -1),
    type: node.column?.type,
    inside: node.children.size > 0 ? node : undefined,
    isResources: node === TREE.children.get('resources') && key === 'resources',
    noEvent: noEvents.get(node),
  }
}

const makeRoles = (shape: Shape, at: Node): readonly Role[] =>
  shape.keys.map((key) => roleOf(at.children.get(key), key))

/** The roles of an object's members, by where the object stands. */
export const rolesOf = (shape: Shape, at: Node): readonly Role[] => workedOut(shape, at, makeRoles)

/** What only the record itself has. */
export interface RecordShape {
  readonly roles: readonly Role[]
  /** It looks like a record of CloudTrail, and can be taken the fast way. */
  readonly usual: boolean
  /** Keys that have no column. */
  readonly unknown: readonly string[]
}

const RECORD = {}

const makeRecordShape = (shape: Shape): RecordShape => {
  const { keys } = shape
  return {
    roles: makeRoles(shape, TREE),
    usual:
      keys.includes('eventSource') &&
      (keys.includes('eventName') || keys.includes('eventID')) &&
      !keys.includes(VERBATIM),
    unknown: keys.filter((key) => !TREE.children.has(key)),
  }
}

export const recordShapeOf = (shape: Shape): RecordShape =>
  workedOut(shape, RECORD, makeRecordShape)

/** The lists that the members of `resources[]` go to, by key. */
const listOf = new Map<string, number>(
  [
    ['type', 'resource_types'],
    ['ARN', 'resource_arns'],
    ['ARNPrefix', 'resource_arn_prefixes'],
    ['accountId', 'resource_accounts'],
  ].map(([key = '', column = '']) => [key, indexOf.get(column) ?? -1]),
)

/** Indexes of the columns that are such lists. */
export const LISTS: readonly number[] = [...listOf.values()]

const RESOURCE = {}

const makeResourceShape = (shape: Shape): readonly number[] | null => {
  const lists = shape.keys.map((key) => listOf.get(key))
  return lists.some((l) => l === undefined) ? null : (lists as number[])
}

/** The list that each member of an element of `resources[]` goes to; null when one has none. */
export const resourceShapeOf = (shape: Shape): readonly number[] | null =>
  workedOut(shape, RESOURCE, makeResourceShape)
