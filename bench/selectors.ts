import type { Scope } from '../src/model/scope.ts'
import type { AdvancedSelector, FieldSelector, Selectors } from '../src/model/selector.ts'
import { covers } from '../src/reason/selectors/covers.ts'
import type { Mode, Recording } from '../src/reason/selectors/types.ts'

const TRAILS = 20
const VALUES = 500
const BUCKETS = 20_000

interface Result {
  readonly name: string
  readonly seconds: number
  readonly boxes: number
  readonly tooComplex: boolean
}

/** A repeatable source of integers below `n`. */
const random = (seed: number) => {
  let state = seed
  return (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}

const bucketArn = (i: number): string => `arn:aws:s3:::company-data-${String(i).padStart(5, '0')}/`

const selector = (...more: readonly FieldSelector[]): AdvancedSelector => ({
  FieldSelectors: [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
    ...more,
  ],
})

const recording = (id: number, selectors: readonly AdvancedSelector[]): Recording => ({
  id: `trail-${id}`,
  limits: [{ fields: { account: { Equals: ['111122223333'] } } }],
  selectors: { AdvancedEventSelectors: [...selectors] } satisfies Selectors,
})

/** Each trail names its own run of buckets, and all but a part of each of them. */
const realistic = (): readonly Recording[] =>
  Array.from({ length: TRAILS }, (_, t) => {
    const own = Array.from({ length: VALUES }, (_, i) => bucketArn(t * VALUES + i))
    const logs = own.map((arn) => `${arn}logs/`)
    return recording(t, [
      selector({ Field: 'resources.ARN', StartsWith: own }),
      selector(
        { Field: 'resources.ARN', NotStartsWith: logs },
        { Field: 'eventName', Equals: ['PutObject', 'DeleteObject'] },
      ),
    ])
  })

/** Random pieces of bucket names as prefixes inside and outside of each other, random suffixes, reads and writes apart. */
const adversarial = (): readonly Recording[] => {
  const next = random(7)
  const prefixes = (n: number, tail: string) =>
    Array.from({ length: n }, () => bucketArn(next(BUCKETS)).slice(0, 30 + next(3)) + tail)
  const suffixes = (n: number) => Array.from({ length: n }, () => `${next(9)}.gz`)
  return Array.from({ length: TRAILS }, (_, t) =>
    recording(t, [
      selector(
        {
          Field: 'resources.ARN',
          StartsWith: prefixes(VALUES / 2, ''),
          NotStartsWith: prefixes(VALUES / 2, `/${t}`),
          NotEndsWith: suffixes(5),
        },
        { Field: 'readOnly', Equals: [t % 2 === 0 ? 'true' : 'false'] },
      ),
      selector(
        {
          Field: 'resources.ARN',
          StartsWith: prefixes(VALUES - 10, `/${t}/`),
          EndsWith: suffixes(10),
        },
        { Field: 'userIdentity.arn', NotEndsWith: [`/${t}`, `/${t + 1}`] },
      ),
    ]),
  )
}

const oneBox: Scope = {
  boxes: [
    {
      fields: {
        account: { Equals: ['111122223333'] },
        eventCategory: { Equals: ['Data'] },
        eventName: { Equals: ['GetObject', 'PutObject', 'DeleteObject'] },
        'resources.type': { Equals: ['AWS::S3::Object'] },
        'resources.ARN': { StartsWith: Array.from({ length: BUCKETS }, (_, i) => bucketArn(i)) },
      },
    },
  ],
}

const boxEach: Scope = {
  boxes: Array.from({ length: BUCKETS }, (_, i) => ({
    fields: { ...oneBox.boxes[0]?.fields, 'resources.ARN': { StartsWith: [bucketArn(i)] } },
  })),
}

const measure = (
  name: string,
  recordings: readonly Recording[],
  scope: Scope,
  mode: Mode,
): Result => {
  const start = performance.now()
  const result = covers(recordings, scope, mode)
  return {
    name: `${name}, ${mode}`,
    seconds: (performance.now() - start) / 1000,
    boxes: result.covered ? 0 : result.residual.length + result.more,
    tooComplex: !result.covered && result.tooComplex,
  }
}

/** 20 trails with two selectors of 500 values each over 20,000 buckets: under a second each. Prints and returns. */
export const run = async (): Promise<readonly Result[]> => {
  const results = (['must', 'may'] as const).flatMap((mode) => [
    measure('realistic selectors, one box', realistic(), oneBox, mode),
    measure('realistic selectors, a box for each bucket', realistic(), boxEach, mode),
    measure('adversarial selectors, one box', adversarial(), oneBox, mode),
  ])
  for (const { name, seconds, boxes, tooComplex } of results)
    console.log(
      `${seconds.toFixed(2)} s  ${name}: ${tooComplex ? 'too complex' : `${boxes} boxes left`}`,
    )
  return results
}
