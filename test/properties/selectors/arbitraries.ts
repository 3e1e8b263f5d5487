import fc from 'fast-check'
import type { Box, Constraint, Scope, ScopeField } from '../../../src/model/scope.ts'
import type {
  AdvancedSelector,
  FieldSelector,
  Operator,
  Selectors,
} from '../../../src/model/selector.ts'
import type { Recording } from '../../../src/reason/selectors/types.ts'
import { type Point, WITH_ARN } from './points.ts'

/** Few letters and short texts, so that literals often share prefixes, suffixes and spellings. */
export interface Words {
  readonly arns: readonly string[]
  readonly names: readonly string[]
  readonly users: readonly string[]
}

export const lowerWords: Words = {
  arns: ['', 'a', 'a/', 'b/', 'ab/', 'a/b', 'a/ba', 'b', 'ba', 'a/a', 'a/b/a'],
  names: ['Get', 'GetObject', 'CopyObject', 'ListObjects', 'PutThing', 'Object', 'Put', 't'],
  users: ['u', 'u1', 'u12', '1', '2'],
}
export const mixedWords: Words = {
  arns: [...lowerWords.arns, 'A/', 'A/b', 'a/B', 'AB/', 'B'],
  names: [...lowerWords.names, 'getobject', 'OBJECT', 'get'],
  users: [...lowerWords.users, 'U', 'U1'],
}

const some = (words: readonly string[], maxLength = 3) =>
  fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength })

const constraint = (words: readonly string[]): fc.Arbitrary<Constraint> => {
  const values = fc.option(some(words), { nil: undefined, freq: 2 })
  return fc
    .record({
      Equals: values,
      StartsWith: values,
      EndsWith: values,
      NotEquals: values,
      NotStartsWith: values,
      NotEndsWith: values,
    })
    .map(withoutUndefined)
}

const withoutUndefined = (c: Partial<Record<Operator, string[] | undefined>>): Constraint =>
  Object.fromEntries(Object.entries(c).filter(([, v]) => v !== undefined))

const TYPES = [
  'AWS::S3::Object',
  'AWS::S3::AccessPoint',
  'AWS::Lambda::Function',
  'AWS::DynamoDB::Table',
]
const type = fc.constantFrom('AWS::S3::Object', 'AWS::S3::Object', ...TYPES)

const fieldSelector = (Field: string, c: fc.Arbitrary<Constraint>): fc.Arbitrary<FieldSelector> =>
  c.filter((x) => Object.keys(x).length > 0).map((x) => ({ Field, ...x }) as FieldSelector)

const maybe = (s: fc.Arbitrary<FieldSelector>) => fc.option(s, { nil: undefined, freq: 2 })

const equals = (Field: string, value: fc.Arbitrary<string>) =>
  value.map((v): FieldSelector => ({ Field, Equals: [v] }))

const boolean = fc.constantFrom('true', 'false')

/** Selectors as AWS documents them. */
const advanced = (w: Words): fc.Arbitrary<AdvancedSelector> =>
  fc
    .oneof(
      {
        weight: 3,
        arbitrary: fc.tuple(
          fc.constant<FieldSelector>({ Field: 'eventCategory', Equals: ['Data'] }),
          equals('resources.type', type),
          maybe(fieldSelector('resources.ARN', constraint(w.arns))),
          maybe(fieldSelector('eventName', constraint(w.names))),
          maybe(fieldSelector('userIdentity.arn', constraint(w.users))),
          maybe(equals('readOnly', boolean)),
          maybe(
            fc.constantFrom<FieldSelector>(
              { Field: 'sessionCredentialFromConsole', Equals: ['true'] },
              { Field: 'sessionCredentialFromConsole', NotEquals: ['true'] },
            ),
          ),
        ),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(
          fc.constant<FieldSelector>({ Field: 'eventCategory', Equals: ['Management'] }),
          maybe(
            fieldSelector('eventSource', constraint(['kms.amazonaws.com', 's3.amazonaws.com'])),
          ),
          maybe(fieldSelector('eventName', constraint(w.names))),
          maybe(equals('readOnly', boolean)),
        ),
      },
    )
    .map((fields) => ({ FieldSelectors: fields.filter((f) => f !== undefined) }))

export const selectors = (w: Words): fc.Arbitrary<Selectors> =>
  fc
    .array(advanced(w), { minLength: 1, maxLength: 2 })
    .map((AdvancedEventSelectors) => ({ AdvancedEventSelectors }))

const limits: fc.Arbitrary<readonly Box[]> = fc.constantFrom<readonly Box[]>(
  [{ fields: {} }],
  [{ fields: { region: { Equals: ['r1'] } } }],
  [{ fields: { region: { NotEquals: ['r1'] } } }],
  [
    { fields: { region: { Equals: ['r1'] } } },
    { fields: { eventSource: { Equals: ['s3.amazonaws.com'] } } },
  ],
  [],
)

export const recordings = (w: Words): fc.Arbitrary<readonly Recording[]> =>
  fc
    .array(fc.tuple(limits, selectors(w)), { minLength: 1, maxLength: 3 })
    .map((all) => all.map(([l, s], i) => ({ id: `${i}`, limits: l, selectors: s })))

const optional = <T>(a: fc.Arbitrary<T>, freq = 2) => fc.option(a, { nil: undefined, freq })

export const box = (w: Words): fc.Arbitrary<Box> =>
  fc
    .record({
      region: optional(fc.constantFrom<Constraint>({ Equals: ['r1'] }, { Equals: ['r1', 'r2'] })),
      eventCategory: fc.constantFrom<Constraint>(
        { Equals: ['Data'] },
        { Equals: ['Data'] },
        { Equals: ['Data', 'Management'] },
      ),
      'resources.type': optional(
        type.map((t): Constraint => ({ Equals: [t] })),
        4,
      ),
      'resources.ARN': optional(constraint(w.arns), 2),
      eventName: optional(constraint(w.names), 2),
      readOnly: optional(boolean.map((v): Constraint => ({ Equals: [v] }))),
      'userIdentity.arn': optional(constraint(w.users)),
    })
    .map((fields) => ({
      fields: Object.fromEntries(Object.entries(fields).filter(([, c]) => c !== undefined)),
    }))

export const scope = (w: Words): fc.Arbitrary<Scope> =>
  fc.array(box(w), { minLength: 1, maxLength: 2 }).map((boxes) => ({ boxes }))

/** Values that a field can have: every literal, and texts around literals with a letter that is in none. */
const around = (words: readonly string[], spell: (text: string) => readonly string[]) => [
  ...new Set(
    words
      .flatMap((p) => [
        p,
        `${p}z`,
        `z${p}`,
        ...words.map((s) => `${p}z${s}`),
        ...words.map((s) => p + s),
      ])
      .flatMap(spell),
  ),
]

const asIs = (text: string) => [text]
const spellings = (text: string): readonly string[] => [
  text,
  text.toLowerCase(),
  text.toUpperCase(),
  text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase(),
  text.slice(0, -1).toLowerCase() + text.slice(-1).toUpperCase(),
]

export type Values = { readonly [F in ScopeField]?: readonly (string | undefined)[] }

/** Values of each field that tell all its constraints apart. */
export const valuesFor = (w: Words, mixed: boolean) => {
  const spell = mixed ? spellings : asIs
  return {
    region: ['r1', 'r2'],
    eventCategory: ['Data', 'Management'],
    eventSource: around(['kms.amazonaws.com', 's3.amazonaws.com', ''], spell),
    eventName: [...around(w.names, spell), ...WITH_ARN],
    readOnly: ['true', 'false'],
    'resources.type': [...TYPES, 'AWS::Z::Z', undefined],
    'resources.ARN': [...around(w.arns, spell), undefined],
    'userIdentity.arn': [...around(w.users, spell), undefined],
    sessionCredentialFromConsole: ['true', undefined],
  } satisfies Values
}

export const point = (values: Values): fc.Arbitrary<Point> =>
  fc.record(
    Object.fromEntries(
      Object.entries(values).map(([field, all]) => [field, fc.constantFrom(...all)]),
    ),
  )
