import type { AdvancedSelector, FieldSelector, Selectors } from '../../../model/selector.ts'
import { DEFAULT_SELECTORS, operators } from '../../../model/selector.ts'

const BUCKET = /^arn:aws[\w-]*:s3:::[^/*]+$/

/** Names of buckets that a beginning without a slash takes in; undefined where not all are known. */
export type BucketsLike = (prefix: string) => readonly string[] | undefined

/** Whether what an ARN names is gone. */
export type IsGone = (arn: string) => boolean

const isObjects = ({ FieldSelectors }: AdvancedSelector): boolean =>
  FieldSelectors.some(
    (f) => f.Field === 'resources.type' && f.Equals?.includes('AWS::S3::Object') === true,
  )

const unstarred = (value: string): string => (value.endsWith('*') ? value.slice(0, -1) : value)

/** The beginnings that were meant: a slash after each bucket, and one for each bucket that was taken in so far. */
const begins = (value: string, like: BucketsLike): readonly string[] => {
  const plain = unstarred(value)
  if (!BUCKET.test(plain)) return [plain]
  return (like(plain) ?? [plain]).map((arn) => (like(plain) === undefined ? arn : `${arn}/`))
}

const mendedArns = (
  field: FieldSelector,
  isOfObjects: boolean,
  like: BucketsLike,
  isGone: IsGone,
): FieldSelector => {
  const { Equals = [], StartsWith = [], ...rest } = field
  const whole = isOfObjects ? Equals.filter((v) => BUCKET.test(v)) : []
  const equal = Equals.filter((v) => !whole.includes(v) && !isGone(v))
  const start = [
    ...StartsWith.flatMap((v) => (isOfObjects ? begins(v, like) : [unstarred(v)])),
    ...whole.map((v) => `${v}/`),
  ].filter((v) => !isGone(v))
  return {
    ...rest,
    ...(equal.length === 0 ? {} : { Equals: equal }),
    ...(start.length === 0 ? {} : { StartsWith: [...new Set(start)] }),
  }
}

const isEmpty = (field: FieldSelector): boolean =>
  operators.every((o) => (field[o] ?? []).length === 0)

/** A selector that names nothing any more is left out: without its ARNs it would record the whole type. */
const mended = (
  selector: AdvancedSelector,
  like: BucketsLike,
  isGone: IsGone,
): readonly AdvancedSelector[] => {
  const fields = selector.FieldSelectors.map((field) =>
    field.Field === 'resources.ARN' ? mendedArns(field, isObjects(selector), like, isGone) : field,
  )
  return fields.some(isEmpty) ? [] : [{ ...selector, FieldSelectors: fields }]
}

/** Selectors that say what was meant; undefined where nothing would be left of them. */
export const mendedSelectors = (
  selectors: Selectors,
  like: BucketsLike,
  isGone: IsGone,
): Selectors | undefined => {
  const { EventSelectors = [], AdvancedEventSelectors = [] } = selectors
  if (AdvancedEventSelectors.length > 0) {
    const all = AdvancedEventSelectors.flatMap((s) => mended(s, like, isGone))
    return all.length === 0 ? undefined : { AdvancedEventSelectors: all }
  }
  const basic = EventSelectors.map((s) => ({
    ...s,
    ...(s.DataResources === undefined
      ? {}
      : {
          DataResources: s.DataResources.map((d) => ({
            ...d,
            Values: (d.Values ?? [])
              .map((v) =>
                d.Type === 'AWS::S3::Object' && BUCKET.test(unstarred(v))
                  ? `${unstarred(v)}/`
                  : unstarred(v),
              )
              .filter((v) => !isGone(v)),
          })).filter((d) => d.Values.length > 0),
        }),
  }))
  return basic.length === 0 ? DEFAULT_SELECTORS : { EventSelectors: basic }
}
