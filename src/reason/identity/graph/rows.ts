import type { Instant } from '../../../model/time.ts'
import type { IssueColumn, UseColumn } from './columns.ts'

type Text = string | null

/** A call that issues, as one copy of its record tells it. */
export type Issue = Readonly<Record<Exclude<IssueColumn, 'time' | 'callerCreated'>, Text>> & {
  readonly row: number
  readonly time: Instant | null
  readonly callerCreated: Instant | null
  /** Whose the credentials are, worked out by kind of call: a principal id, or null where nothing tells. */
  readonly bearerId: Text
  /** What stands behind the colon of it, or all of it. */
  readonly bearerName: Text
}

type UseNumber = 'createdAt' | 'count' | 'first' | 'last'
type UseFlag = 'direct' | 'console'

/** All events of one credential together. */
export type Use = Readonly<Record<Exclude<UseColumn, UseNumber | UseFlag | 'otherArn'>, Text>> & {
  /** Other ARNs that records of it bear: the user was renamed, or some are forged. */
  readonly moreArns: readonly string[]
  readonly row: number
  readonly createdAt: Instant | null
  readonly count: number
  readonly first: Instant | null
  readonly last: Instant | null
  readonly direct: boolean
  readonly console: boolean
}
