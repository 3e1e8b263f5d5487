import { groupBy } from '../../../model/group-by.ts'
import { between } from '../../../model/range.ts'
import type { Usage } from '../../../model/snapshot/usage.ts'
import { monthly, type VolumeReading } from '../../../model/volume.ts'

const amountOf = (rows: readonly Usage[], name: string): number =>
  rows.reduce((sum, r) => sum + (r.name === name && 'known' in r.amount ? r.amount.known : 0), 0)

/** Which requests are reads and which are writes; those of `sure` are surely data events (facts/aws.md 7.4). */
const kinds = {
  read: {
    all: ['GetRequests', 'HeadRequests', 'ListRequests', 'SelectRequests'],
    sure: ['ListRequests', 'SelectRequests'],
    why: 'Reads of the settings of the bucket are among them',
  },
  write: {
    all: ['PutRequests', 'PostRequests', 'DeleteRequests'],
    sure: [],
    why: 'Changes of the settings of the bucket are among them, and a request that deletes many objects counts once',
  },
} as const

const total = (rows: readonly Usage[], names: readonly string[]): number =>
  names.reduce((sum, name) => sum + amountOf(rows, name), 0)

/** A filter may count a part of the bucket; the one that counts most says most. */
const widest = (rows: readonly Usage[]): readonly Usage[] =>
  [...groupBy(rows, (r) => r.dimensions.FilterId ?? '').values()].toSorted(
    (a, b) => amountOf(b, 'AllRequests') - amountOf(a, 'AllRequests'),
  )[0] ?? []

/** Requests to one bucket as its request metrics count them: best effort, so that there is no upper bound. */
const ofBucket = (bucket: string, rows: readonly Usage[]): readonly VolumeReading[] => {
  const counted = widest(rows)
  const [first] = counted.filter((r) => r.name === 'AllRequests')
  if (first?.region === undefined) return []
  const { account, region, from, to, dimensions } = first
  const factor = monthly({ from, to })
  return (['read', 'write'] as const).flatMap((access) => {
    const { all, sure, why } = kinds[access]
    const likely = total(counted, all) * factor
    return likely === 0
      ? []
      : {
          account,
          region,
          class: 'data' as const,
          type: 'AWS::S3::Object',
          resource: `arn:aws:s3:::${bucket}`,
          access,
          counts: 'happening' as const,
          volume: {
            perMonth: between(total(counted, sure) * factor, null, likely),
            unit: 'event' as const,
            source: 'request-metrics' as const,
            window: { from, to },
            uncertainty: `Request metrics (filter ${dimensions.FilterId ?? '?'}) are a best effort, and a filter may count a part of the bucket. ${why}`,
          },
        }
  })
}

export const requestReadings = (rows: readonly Usage[]): readonly VolumeReading[] =>
  [...groupBy(rows, (r) => r.dimensions.BucketName)].flatMap(([bucket, own]) =>
    bucket === undefined ? [] : ofBucket(bucket, own),
  )

const ACCOUNT = /^\d{12}$/

/** Which account a series of GuardDuty is of, where its dimensions name one. */
const accountIn = ({ dimensions }: Usage): string | undefined =>
  Object.values(dimensions).find((value) => ACCOUNT.test(value))

/**
 * Data events of S3 that GuardDuty analysed in one region. The metrics of an administrator are of all its members (GuardDuty
 * user guide, monitoring costs), so that they name no account unless their dimensions do.
 */
export const guarddutyReadings = (
  rows: readonly Usage[],
  isAdministrator: (account: string) => boolean,
): readonly VolumeReading[] =>
  rows
    .filter((r) => Object.values(r.dimensions).includes('S3DataEvents'))
    .flatMap((row): readonly VolumeReading[] => {
      const { amount, region, from, to } = row
      if (!('known' in amount) || region === undefined) return []
      const account = accountIn(row) ?? (isAdministrator(row.account) ? undefined : row.account)
      const perMonth = amount.known * monthly({ from, to })
      return [
        {
          ...(account === undefined ? {} : { account }),
          region,
          class: 'data',
          type: 'AWS::S3::Object',
          counts: 'happening',
          volume: {
            perMonth: between(perMonth, null, perMonth),
            unit: 'event',
            source: 'guardduty',
            window: { from, to },
            uncertainty:
              account === undefined
                ? 'What GuardDuty analysed in all accounts that it watches; what it leaves out is not known'
                : 'What GuardDuty analysed; what it leaves out is not known',
          },
        },
      ]
    })
