import { operators, type Selectors } from '../../../model/selector.ts'

const BUCKET = /^arn:aws[a-z-]*:s3:::([^/*]+)/

/** The buckets that selectors name. */
export const bucketsNamedIn = (all: readonly Selectors[]): readonly string[] => {
  const values = all.flatMap((s) => [
    ...(s.EventSelectors ?? []).flatMap((e) =>
      (e.DataResources ?? []).flatMap((d) => d.Values ?? []),
    ),
    ...(s.AdvancedEventSelectors ?? []).flatMap((a) =>
      a.FieldSelectors.flatMap((f) => operators.flatMap((o) => f[o] ?? [])),
    ),
  ])
  return [...new Set(values.flatMap((v) => BUCKET.exec(v)?.[1] ?? []))]
}
