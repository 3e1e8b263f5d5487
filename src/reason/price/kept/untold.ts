import type { BillLine } from '../../../model/bill.ts'
import { priceOf } from '../../../model/prices.ts'
import { UNKNOWN } from '../../../model/range.ts'
import type { BoxFields, Scope } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { VolumeReading } from '../../../model/volume.ts'
import { covers } from '../../selectors/covers.ts'
import { intersect } from '../../selectors/intersect.ts'
import type { Recording } from '../../selectors/types.ts'
import { basisOf } from '../bill/ledger.ts'
import { scopeOf } from '../volumes/scope-of.ts'
import type { Recordings } from './needs.ts'
import { recordedScope } from './recordings.ts'

/** Every copy of these is charged; the first one of management events is free (facts/aws.md 4). */
const charged = [
  { class: 'data', item: 'data-event', category: 'Data' },
  { class: 'network-activity', item: 'network-activity-event', category: 'NetworkActivity' },
] as const satisfies readonly (Pick<BillLine, 'class' | 'item'> & { readonly category: string })[]
type Charged = (typeof charged)[number]

const scopeOfClass = ({ category }: Charged): Scope => ({
  boxes: [{ fields: { eventCategory: { Equals: [category] } } }],
})

/** As a selector would say it, so that what AWS leaves open is left open on both sides. */
const selectorsOf = (reading: VolumeReading): Selectors => ({
  AdvancedEventSelectors: scopeOf(reading).boxes.map(({ fields }) => ({
    FieldSelectors: Object.entries(fields).map(([Field, is]) => ({
      Field,
      ...Object.fromEntries(
        Object.entries(is).map(([operator, values]) => [operator, [...values]]),
      ),
    })),
  })),
})

/** A bucket, table or function is in one place: where, the reading need not say. */
const placeOf = ({ account, region, resource }: VolumeReading): BoxFields =>
  resource !== undefined
    ? {}
    : {
        ...(account === undefined ? {} : { account: { Equals: [account] } }),
        ...(region === undefined ? {} : { region: { Equals: [region] } }),
      }

const told = (readings: readonly VolumeReading[]): readonly Recording[] =>
  readings
    .filter((r) => r.counts === 'happening')
    .map((r, i) => ({
      id: `reading ${i}`,
      limits: [{ fields: placeOf(r) }],
      selectors: selectorsOf(r),
    }))

const lineOf = (arn: string, { class: kind, item }: Charged): BillLine => {
  const [, , , region = 'us-east-1', account = ''] = arn.split(':')
  return {
    account,
    region,
    trail: arn,
    class: kind,
    type: null,
    resource: null,
    principal: null,
    item,
    volume: {
      perMonth: UNKNOWN,
      unit: 'event',
      source: 'configuration',
      uncertainty:
        'How many there are nobody has counted: give volumes for all of them with --volume, or what is known with --access-logs and collect',
    },
    usd: UNKNOWN,
    ...basisOf(priceOf(item, region)),
    why: 'Events that would be recorded and charged, and that nothing records now',
    paidCopy: 'not-applicable',
  }
}

/**
 * A line for each changed recorder that would record charged events which nothing records now and no reading counts: they
 * cost something that is not known, which is not nothing.
 */
export const untoldLines = (
  was: Recordings,
  is: Recordings,
  touched: ReadonlySet<string>,
  readings: readonly VolumeReading[],
): readonly BillLine[] => {
  const counted = told(readings)
  const lineFor = (arn: string, kind: Charged): readonly BillLine[] => {
    const own = is.may.filter(({ id }) => id === arn)
    const scope = intersect(recordedScope(own, 'may'), scopeOfClass(kind))
    if (scope.boxes.length === 0) return []
    const fresh = covers(was.may, scope, 'may')
    if (fresh.covered) return []
    const isTold =
      fresh.more === 0 &&
      !fresh.tooComplex &&
      covers(counted, { boxes: fresh.residual }, 'may').covered
    return isTold ? [] : [lineOf(arn, kind)]
  }
  return [...touched].flatMap((arn) => charged.flatMap((kind) => lineFor(arn, kind)))
}
