import type {
  AdvancedSelector,
  BasicSelector,
  FieldSelector,
  Selectors,
} from '../../../src/model/selector.ts'
import type { Copy, Happening, Resource } from '../world/happening.ts'
import type { Undocumented } from '../world/undocumented.ts'

/** Whether selectors select a copy, written from facts/aws.md 3.2 and 3.3 alone; where AWS is silent, as `u` decided. */
export const selects = (s: Selectors, copy: Copy, u: Undocumented): boolean =>
  (s.EventSelectors ?? []).some((one) => basicSelects(one, copy.happening, u)) ||
  (s.AdvancedEventSelectors ?? []).some((one) => advancedSelects(one, copy, u))

const OBJECT = 'AWS::S3::Object'

const basicSelects = (s: BasicSelector, h: Happening, u: Undocumented): boolean => {
  const wanted = s.ReadWriteType ?? 'All'
  if (wanted === 'ReadOnly' && !h.readOnly) return false
  if (wanted === 'WriteOnly' && h.readOnly) return false
  if (h.category === 'Management') {
    const excluded = s.ExcludeManagementEventSources ?? []
    return s.IncludeManagementEvents !== false && !excluded.includes(h.source)
  }
  return (s.DataResources ?? []).some((d) =>
    (d.Values ?? []).some((value) => basicValueSelects(d.Type, value, h, u)),
  )
}

const typesOf = (h: Happening): string[] =>
  h.resources === undefined
    ? [h.source === 's3.amazonaws.com' ? OBJECT : 'AWS::Lambda::Function']
    : h.resources.map((x) => x.type)

/** The ARN that stands for a resource in comparisons; `undefined` where nothing is compared. */
const arnOf = (x: Resource, u: Undocumented): string | undefined =>
  x.ARN ?? (u.arnPrefix === 'as value' ? x.ARNPrefix : undefined)

const onlyPrefix = (x: Resource) => x.ARN === undefined && x.ARNPrefix !== undefined

const basicValueSelects = (type: string, value: string, h: Happening, u: Undocumented): boolean => {
  if (!typesOf(h).includes(type)) return false
  if (type !== OBJECT) return value === 'arn:aws:lambda' || h.resources?.[0]?.ARN === value
  if (value === 'arn:aws:s3' || value === 'arn:aws:s3:::') return true
  const objects = (h.resources ?? []).filter((x) => x.type === OBJECT)
  return objects.some((x) => {
    if (onlyPrefix(x) && u.arnPrefix === 'always') return true
    const arn = arnOf(x, u)
    if (arn === undefined) return false
    if (value.slice('arn:aws:s3:::'.length).includes('/')) return arn.startsWith(value)
    if (u.noSlash === 'nothing') return false
    return u.noSlash === 'prefix' ? arn.startsWith(value) : arn.startsWith(`${value}/`)
  })
}

const advancedSelects = (s: AdvancedSelector, copy: Copy, u: Undocumented): boolean => {
  const type = s.FieldSelectors.find((f) => f.Field === 'resources.type')?.Equals?.[0]
  return s.FieldSelectors.every((f) => fieldSelects(f, type, copy, u))
}

const fieldSelects = (
  f: FieldSelector,
  type: string | undefined,
  copy: Copy,
  u: Undocumented,
): boolean => {
  const { happening: h } = copy
  const accepts = (value: string | undefined, absentIsNot = u.missingArnMatchesNegative) =>
    accepted(f, value, u.ignoresCase, absentIsNot)
  switch (f.Field) {
    case 'eventCategory':
      return accepts(h.category)
    case 'readOnly':
      return accepts(String(h.readOnly))
    case 'eventSource':
      return accepts(h.source)
    case 'eventName':
      return accepts(h.name)
    case 'eventType':
      return accepts(h.type)
    case 'resources.type':
      return typesOf(h).some((t) => accepts(t))
    case 'resources.ARN':
      return arnSelects(f, type, h, u)
    case 'userIdentity.arn':
      return accepts(identityArn(copy))
    case 'sessionCredentialFromConsole':
      return accepts(h.caller.console === true ? 'true' : undefined, true)
    default:
      throw new Error(`the simulator knows no field ${f.Field}`)
  }
}

const identityArn = (copy: Copy): string | undefined => {
  const identity = copy.record.userIdentity as { arn?: string }
  return identity.arn
}

const arnSelects = (
  f: FieldSelector,
  type: string | undefined,
  h: Happening,
  u: Undocumented,
): boolean => {
  const matching = (h.resources ?? []).filter((x) => x.type === type)
  if (matching.length === 0) {
    return accepted(f, undefined, u.ignoresCase, u.missingArnMatchesNegative)
  }
  const each = (x: Resource) =>
    onlyPrefix(x) && u.arnPrefix !== 'as value'
      ? u.arnPrefix === 'always'
      : accepted(f, arnOf(x, u), u.ignoresCase, u.missingArnMatchesNegative)
  return u.severalResources === 'any' ? matching.some(each) : matching.every(each)
}

/** Positive operators: any value; negative ones: all; both groups must hold (facts/aws.md 3.3). */
const accepted = (
  f: FieldSelector,
  value: string | undefined,
  ignoresCase: boolean,
  absentIsNot: boolean,
): boolean => {
  const fold = (text: string) => (ignoresCase ? text.toLowerCase() : text)
  const positive = f.Equals !== undefined || f.StartsWith !== undefined || f.EndsWith !== undefined
  if (value === undefined) return !positive && absentIsNot
  const v = fold(value)
  const some = (values: readonly string[] | undefined, test: (x: string) => boolean) =>
    (values ?? []).some((x) => test(fold(x)))
  const yes =
    !positive ||
    some(f.Equals, (x) => v === x) ||
    some(f.StartsWith, (x) => v.startsWith(x)) ||
    some(f.EndsWith, (x) => v.endsWith(x))
  const no =
    some(f.NotEquals, (x) => v === x) ||
    some(f.NotStartsWith, (x) => v.startsWith(x)) ||
    some(f.NotEndsWith, (x) => v.endsWith(x))
  return yes && !no
}
