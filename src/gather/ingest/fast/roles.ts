import { type Column, eventColumns } from '../../../model/lake.ts'
import { VERBATIM } from '../record/shred.ts'
import { type Node, TREE } from '../record/tree.ts'
import type { Shape } from './shapes.ts'

/** What a member of an object is for: its column, and the columns of its own members. */
export interface Role {
  /** Index of the column in `eventColumns`, or -1. */
  readonly column: number
  readonly type: Column['type'] | undefined
  /** Where members of the value have columns of their own. */
  readonly inside: Node | undefined
  readonly isResources: boolean
}

const indexOf = new Map<string, number>(eventColumns.map((c, i) => [c.name, i]))
const loose: Role = { column: -1, type: undefined, inside: undefined, isResources: false }

const roleOf = (node: Node | undefined, key: string): Role => {
  if (node === undefined) return loose
  return {
    column: node.column === undefined ? -1 : (indexOf.get(node.column.name) ?? -1),
    type: node.column?.type,
    inside: node.children.size > 0 ? node : undefined,
    isResources: node === TREE.children.get('resources') && key === 'resources',
  }
}

const makeRoles = (shape: Shape, at: Node): readonly Role[] => {
  const roles = shape.keys.map((key) => roleOf(at.children.get(key), key))
  shape.roles.set(at, roles)
  return roles
}

/** The roles of an object's members; worked out once for each shape and place. No closure here: it is called often. */
export const rolesOf = (shape: Shape, at: Node): readonly Role[] =>
  (shape.roles.get(at) as readonly Role[] | undefined) ?? makeRoles(shape, at)

/** What only the record itself has. */
export interface RecordShape {
  readonly roles: readonly Role[]
  /** It looks like a record of CloudTrail, and can be taken the fast way. */
  readonly usual: boolean
  /** Keys that have no column. */
  readonly unknown: readonly string[]
  /** Positions of members that tell what kind of record it is, or -1. */
  readonly category: number
  readonly type: number
  readonly source: number
  readonly account: number
}

const RECORD = {}

const makeRecordShape = (shape: Shape): RecordShape => {
  const { keys } = shape
  const made: RecordShape = {
    roles: rolesOf(shape, TREE),
    usual:
      keys.includes('eventSource') &&
      (keys.includes('eventName') || keys.includes('eventID')) &&
      !keys.includes(VERBATIM),
    unknown: keys.filter((key) => !TREE.children.has(key)),
    category: keys.indexOf('eventCategory'),
    type: keys.indexOf('eventType'),
    source: keys.indexOf('eventSource'),
    account: keys.indexOf('recipientAccountId'),
  }
  shape.roles.set(RECORD, made)
  return made
}

export const recordShapeOf = (shape: Shape): RecordShape =>
  (shape.roles.get(RECORD) as RecordShape | undefined) ?? makeRecordShape(shape)

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
  const made = lists.some((l) => l === undefined) ? null : (lists as number[])
  shape.roles.set(RESOURCE, made)
  return made
}

/** The list that each member of an element of `resources[]` goes to; null when one has none. */
export const resourceShapeOf = (shape: Shape): readonly number[] | null => {
  const known = shape.roles.get(RESOURCE) as readonly number[] | null | undefined
  return known === undefined ? makeResourceShape(shape) : known
}
