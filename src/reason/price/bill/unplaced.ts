import type { BillLine } from '../../../model/bill.ts'
import { between, exactly, type Range, UNKNOWN } from '../../../model/range.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import { UNKNOWN_ACCOUNT, UNKNOWN_REGION } from './buckets.ts'
import { type Entry, OF_NO_EVENTS, pricedMonth } from './ledger.ts'
import type { Measured } from './measured.ts'

const lineOf = (
  rest: Pick<Entry, 'account' | 'region' | 'trail' | 'item' | 'quantity' | 'uncertainty' | 'why'>,
): BillLine =>
  pricedMonth(
    {
      ...OF_NO_EVENTS,
      source: 'configuration',
      paidCopy: 'not-applicable',
      ...rest,
    },
    undefined,
  )

/** A trail whose settings were not read stores its files somewhere, and may deliver to a log group as well. */
const ofTrail = ({ arn }: PricedTrail): readonly BillLine[] =>
  (['s3-standard-storage', 'cloudwatch-logs-ingestion'] as const).map((item) =>
    lineOf({
      account: arn.account,
      region: arn.region,
      trail: arn.arn,
      item,
      quantity: UNKNOWN,
      uncertainty: `The settings of trail ${arn.name} were not read: cloudtrail:GetTrail`,
      why:
        item === 's3-standard-storage'
          ? `Trail ${arn.name} delivers log files to a bucket that is not known`
          : `Trail ${arn.name} may deliver to a log group`,
    }),
  )

/** Files of a folder that does not say its bucket, of no trail whose bucket is known. */
const ofFolders = ({ places, recorders, factor }: Measured): readonly BillLine[] => {
  const unnamed = places.filter(
    ({ account, region, bucket, bit }) =>
      bucket === null &&
      (recorders.get(`${account} ${region}`) ?? []).some(
        (r) => (r.bits & (1 << bit)) !== 0 && r.trail === undefined && r.writers.length === 0,
      ),
  )
  if (unnamed.length === 0) return []
  const files = unnamed.reduce((all, place) => all + place.files, 0) * factor
  const isWhole = [...recorders.values()].flat().every(({ complete }) => complete)
  const charged = (item: 's3-standard-storage' | 's3-put', quantity: Range) =>
    lineOf({
      account: UNKNOWN_ACCOUNT,
      region: UNKNOWN_REGION,
      trail: null,
      item,
      quantity,
      uncertainty: 'The folders do not say which bucket their log files came from',
      why: 'Log files that were ingested from folders lie in some bucket',
    })
  return [
    charged('s3-standard-storage', UNKNOWN),
    charged('s3-put', isWhole ? exactly(files) : between(files, null, null)),
  ]
}

/** What is charged for log files that lie nobody knows where: not nothing. */
export const unplacedLines = (measured: Measured): readonly BillLine[] => [
  ...measured.trails
    .filter(({ config, arn, stateIn }) => config === undefined && stateIn(arn) !== 'off')
    .flatMap(ofTrail),
  ...ofFolders(measured),
]
