import { WholetrailError } from '../../model/error.ts'
import type { Scope } from '../../model/scope.ts'
import type { Interval } from '../../model/time.ts'
import { placed } from '../../reason/ask/parts/place.ts'
import { knownAccounts } from '../../reason/ask/resolve/accounts.ts'
import { resolveBucket } from '../../reason/ask/resolve/bucket.ts'
import { placeObstacles } from '../../reason/ask/resolve/place-names.ts'
import { isEmpty } from '../../reason/selectors/intersect.ts'
import { narrow } from '../../reason/selectors/narrow.ts'
import type { OptionValues } from './command.ts'
import type { Sources } from './open-sources.ts'
import { accounts, bucketName, text, texts } from './read-options.ts'

const S3_ARN = 'arn:aws:s3:::'

/** The objects of a bucket, in whatever partitions it may lie. */
const inPartitions = (scope: Scope, partitions: readonly string[]): Scope => ({
  boxes: scope.boxes.map((box) => {
    const arns = box.fields['resources.ARN']?.StartsWith?.flatMap((arn) =>
      arn.startsWith(S3_ARN)
        ? partitions.map((p) => `arn:${p}:s3:::${arn.slice(S3_ARN.length)}`)
        : [arn],
    )
    return arns === undefined
      ? box
      : { ...box, fields: { ...box.fields, 'resources.ARN': { StartsWith: arns } } }
  }),
})

const orNothing = (list: readonly string[]): readonly string[] | undefined =>
  list.length === 0 ? undefined : list

/**
 * The scope in the accounts and regions where its events would be delivered: those that were named, else the owner
 * and region of the bucket, else every account that the evidence speaks of. What is not known stays free.
 * Throws `not-found` for an account or region that no evidence speaks of, `usage` for a scope without events.
 */
export const placeScope = async (
  scope: Scope,
  options: OptionValues,
  window: Interval,
  { evidence, query }: Sources,
): Promise<Scope> => {
  const given = text(options, 'bucket')
  const name = given === undefined ? undefined : bucketName(given)
  const bucket =
    name === undefined ? undefined : await resolveBucket(name, evidence, query, window.from)
  const [unknown] = placeObstacles(evidence, {
    accounts: accounts(options),
    regions: texts(options, 'region'),
  })
  if (unknown !== undefined)
    throw new WholetrailError('not-found', unknown.detail, { hint: unknown.remedy })
  const owners = accounts(options) ?? orNothing(bucket?.owners ?? knownAccounts(evidence))
  const regions = texts(options, 'region') ?? orNothing(bucket?.regions ?? [])
  const narrowed = narrow(
    placed(bucket === undefined ? scope : inPartitions(scope, bucket.partitions), {
      ...(owners === undefined ? {} : { accounts: owners }),
      ...(regions === undefined ? {} : { regions }),
    }),
  )
  if (!isEmpty(narrowed)) return narrowed
  throw new WholetrailError('usage', 'no event can be all of that at once', {
    hint: 'a call is either a management or a data event, a read or a write: leave one option out',
  })
}
