import type { Filter } from '../../model/scope.ts'
import type { Closure } from './closure.ts'

/**
 * Calls on directory buckets that may be of a session that CreateSession opened: they bear a key that its answer alone
 * tells, and the principal of whoever opened it
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-log-files.html). It is a data event, which is
 * followed no further.
 */
export const zonalSessions = (c: Closure): Filter[] => {
  const ids = [...c.keys.map((k) => k.principalId), ...c.sessions.map((s) => s.principalId)].filter(
    (id) => id !== undefined,
  )
  if (ids.length === 0) return []
  return [
    {
      all: [
        { column: 'event_source', is: { Equals: ['s3express.amazonaws.com'] }, missing: 'no' },
        { column: 'principal_id', is: { Equals: [...new Set(ids)] }, missing: 'no' },
        { column: 'event_name', is: { NotEquals: ['CreateSession'] }, missing: 'unknown' },
      ],
    },
  ]
}
