import { formatInstant } from '../../../model/time.ts'
import type { Problem } from '../../../model/verification.ts'
import type { Known } from '../lake/known.ts'
import { type Refusals, refusalsIn } from '../lake/refusals.ts'
import { deliveryRefused } from '../problems/kinds/delivery-refused.ts'
import { problemOf } from '../problems/problem.ts'

const sentence = ({ bucket, service, errorCode, count, first, last, key }: Refusals): string =>
  count === 1
    ? `${bucket} refused ${service} a file at ${formatInstant(first)} (${errorCode}): ${key}.`
    : `${bucket} refused ${service} ${count} files from ${formatInstant(first)} to ${formatInstant(last)} (${errorCode}), one of them ${key}.`

/** Deliveries that log buckets refused, of whatever service, by the data events of the buckets. */
export const refusedDeliveries = async (
  { query }: Known,
  buckets: readonly string[],
): Promise<readonly Problem[]> => {
  if (query === null || buckets.length === 0) return []
  return (await refusalsIn(query, buckets)).map((refusals) =>
    problemOf(deliveryRefused, {
      chain: null,
      when: { from: refusals.first, to: refusals.last },
      what: sentence(refusals),
      objects: [`s3://${refusals.bucket}/${refusals.key}`],
    }),
  )
}
