import { type Query, sql } from '../../../engine/sql.ts'
import { holds, rowsWhere, type Where } from '../../identity/rows-where.ts'
import { acceptsSql } from '../filter/constraint.ts'
import { NOT_A_BUCKET } from '../filter/resource.ts'

/** A multi-region access point is made of a bucket, or of buckets that the record does not name. */
const makesPoint = (bucket: string): Where =>
  holds(
    'event_name',
    ['CreateMultiRegionAccessPoint'],
    sql`request_parameters IS NULL OR NOT contains(request_parameters, '"Bucket"')
      OR contains(request_parameters, ${JSON.stringify(bucket)})`,
  )

/** A call goes through a point of several regions, or is recorded with the ARN of a point. */
const GOES_THROUGH: Where = {
  lead: acceptsSql(NOT_A_BUCKET, sql`bucket_name`),
  rest: sql`ends_with(bucket_name, '.mrap') OR len(list_filter(
    list_zip(resource_types, resource_arns),
    lambda r: r[1] = 'AWS::S3::Object' AND contains(r[2], ':accesspoint/'))) > 0`,
}

/**
 * Why a call on a bucket may be recorded with the ARN of an access point for that of its object. AWS's example of a
 * call through a regional one has the bucket's ARN
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-monitoring-logging.html); of those of several
 * regions it tells the host name alone, and a record may differ from the example.
 */
export const doubtAboutPoints = async (
  bucket: string,
  query: Query,
): Promise<string | undefined> => {
  const shown = sql`event_time, event_id, event_name, bucket_name, event_source, outcome`
  const [row] = await query(sql`
    SELECT event_name, event_id, bucket_name
    FROM (${rowsWhere([makesPoint(bucket), GOES_THROUGH], shown)})
    WHERE event_source = 's3.amazonaws.com' AND outcome = 'success'
    ORDER BY event_time, event_id
    LIMIT 1`)
  if (row === undefined) return undefined
  const through = typeof row.bucket_name === 'string' ? ` through ${row.bucket_name}` : ''
  return `${row.event_name}${through} (event ${row.event_id})`
}
