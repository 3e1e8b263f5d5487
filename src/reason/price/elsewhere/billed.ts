import type { PriceItem } from '../../../model/prices.ts'
import { priceItems, prices } from '../../../model/prices.ts'
import { between, exactly, scale } from '../../../model/range.ts'
import type { Usage } from '../../../model/snapshot/usage.ts'
import { usageTypeOf } from '../../../model/usage-type.ts'
import { type EventClass, monthly, type VolumeReading } from '../../../model/volume.ts'

/** What of the usage that CloudTrail bills is a count of recorded events. */
const classes: Readonly<Partial<Record<PriceItem, EventClass>>> = {
  'management-copy': 'management-read',
  'data-event': 'data',
  'network-activity-event': 'network-activity',
}

const itemOf = (name: string): PriceItem | undefined =>
  priceItems.find((item) => {
    const entry: { readonly unit: string; readonly usageType?: string } = prices[item]
    return entry.usageType === name
  })

const UNSPLIT = 'Cost Explorer does not tell reads from writes, nor which trail recorded them'

/**
 * Events that CloudTrail billed (facts/aws.md 4): recorded, and charged as such. First copies are free and no reading;
 * reads and writes of further copies come in one number, which stands as that of reads.
 */
export const recordedReading = (usage: Usage, amount: number): readonly VolumeReading[] => {
  const { region, name } = usageTypeOf(usage.name)
  const item = itemOf(name)
  const kind = item === undefined ? undefined : classes[item]
  if (item === undefined || kind === undefined) return []
  return [
    {
      account: usage.account,
      ...(region === undefined ? {} : { region }),
      class: kind,
      item,
      counts: 'recorded',
      volume: {
        perMonth: scale(exactly(amount), monthly(usage)),
        unit: 'event',
        source: 'cost-explorer',
        window: { from: usage.from, to: usage.to },
        uncertainty: UNSPLIT,
      },
    },
  ]
}

const TIERS = /^Requests-Tier[12]$/

/** Whether a row is of requests that S3 billed. */
export const isBilledRequest = ({ name }: Usage): boolean => TIERS.test(usageTypeOf(name).name)

/**
 * Requests that S3 billed in one account and region: about as many as there would be data events of all its buckets. Not
 * a bound either way: deletions and requests of others that were denied are not billed, calls on buckets are.
 */
export const billedRequests = (rows: readonly Usage[]): readonly VolumeReading[] => {
  const [first] = rows
  if (first === undefined) return []
  const amount = rows.reduce((sum, { amount: a }) => sum + ('known' in a ? a.known : 0), 0)
  const { region } = usageTypeOf(first.name)
  const perMonth = amount * monthly(first)
  return [
    {
      account: first.account,
      ...(region === undefined ? {} : { region }),
      class: 'data',
      type: 'AWS::S3::Object',
      counts: 'happening',
      volume: {
        perMonth: between(0, null, perMonth),
        unit: 'event',
        source: 'billed-requests',
        window: { from: first.from, to: first.to },
        uncertainty:
          'Requests that S3 billed: deletions and requests of others that were denied are not among them, calls on buckets are',
      },
    },
  ]
}
