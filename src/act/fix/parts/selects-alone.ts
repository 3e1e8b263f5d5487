import type {
  AdvancedSelector,
  BasicSelector,
  FieldSelector,
  Operator,
  Selectors,
} from '../../../model/selector.ts'

const positive: readonly Operator[] = ['Equals', 'StartsWith', 'EndsWith']
const negative: readonly Operator[] = ['NotEquals', 'NotStartsWith', 'NotEndsWith']

const isWithin = (values: readonly string[] = [], all: readonly string[] = []): boolean =>
  values.every((value) => all.includes(value))

/** One of the positive values must hold, and all negative ones must (facts/aws.md 3.3). */
const isNarrowerField = (a: FieldSelector, b: FieldSelector): boolean => {
  const has = (field: FieldSelector) => positive.some((o) => (field[o]?.length ?? 0) > 0)
  return (
    a.Field === b.Field &&
    (has(a) || !has(b)) &&
    (!has(b) || positive.every((o) => isWithin(a[o], b[o]))) &&
    negative.every((o) => isWithin(b[o], a[o]))
  )
}

/** Each field of `b` is asked for by `a` as well, and as narrowly: fields are all to hold. */
const isNarrower = (a: AdvancedSelector, b: AdvancedSelector): boolean =>
  b.FieldSelectors.length > 0 &&
  b.FieldSelectors.every((field) => a.FieldSelectors.some((own) => isNarrowerField(own, field)))

type DataResource = NonNullable<BasicSelector['DataResources']>[number]

const callsOf = ({ ReadWriteType = 'All' }: BasicSelector) => ReadWriteType

const hasData = (b: BasicSelector, a: BasicSelector, { Type, Values }: DataResource): boolean =>
  (callsOf(b) === 'All' || callsOf(b) === callsOf(a)) &&
  (b.DataResources ?? []).some((d) => d.Type === Type && isWithin(Values, d.Values))

/** A basic selector without the data resources that the others have; undefined where nothing is left of it. */
const basicAlone = (
  a: BasicSelector,
  others: readonly BasicSelector[],
): BasicSelector | undefined => {
  const had = a.DataResources ?? []
  const left = had.filter((d) => !others.some((b) => hasData(b, a, d)))
  if (left.length === had.length) return a
  return left.length === 0 && a.IncludeManagementEvents === false
    ? undefined
    : { ...a, DataResources: left }
}

/**
 * The selectors that another list does not repeat, as they are spelt: what both say alike AWS does alike, even where it
 * does not document what that is. The same object where nothing is repeated; undefined where all is.
 */
export const selectsAlone = (selectors: Selectors, other: Selectors): Selectors | undefined => {
  const { AdvancedEventSelectors: advanced = [], EventSelectors: basic = [] } = selectors
  const more = advanced.filter(
    (a) => !(other.AdvancedEventSelectors ?? []).some((b) => isNarrower(a, b)),
  )
  const kept = basic.flatMap((a) => basicAlone(a, other.EventSelectors ?? []) ?? [])
  const isAll = (now: readonly unknown[], then: readonly unknown[]): boolean =>
    now.length === then.length && now.every((one, i) => one === then[i])
  if (isAll(more, advanced) && isAll(kept, basic)) return selectors
  return more.length + kept.length === 0
    ? undefined
    : {
        ...(more.length === 0 ? {} : { AdvancedEventSelectors: more }),
        ...(kept.length === 0 ? {} : { EventSelectors: kept }),
      }
}
