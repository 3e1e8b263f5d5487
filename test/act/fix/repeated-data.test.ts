import { describe, expect, test } from 'vitest'
import { assessing } from '../../../src/act/fix/plan/assessing.ts'
import { planOf } from '../../../src/act/fix/plan/plan.ts'
import { remedies } from '../../../src/act/fix/remedies/list.ts'
import type { AdvancedSelector, FieldSelector, Selectors } from '../../../src/model/selector.ts'
import type { TrailConfig } from '../../../src/model/snapshot/trail.ts'
import { checks } from '../../../src/reason/assess/checks/list.ts'
import { bucketOf, known, snapshotOf, trailOf } from '../../../src/reason/assess/given.ts'
import { logPolicy } from '../../../src/reason/assess/given-buckets.ts'

const policyOf = (name: string) =>
  known(JSON.parse(JSON.stringify(logPolicy(null)).replaceAll('audit-logs', `${name}-logs`)))

const retired = (
  a: Selectors,
  b: Selectors,
  config: Partial<TrailConfig> = {},
): readonly string[] => {
  const all = Object.entries({ a, b })
  const snapshot = snapshotOf({
    trails: all.map(([name, selectors]) =>
      trailOf({
        ...{ name, selectors: known(selectors), config: { s3Bucket: `${name}-logs`, ...config } },
        over: { insightSelectors: known([]) },
      }),
    ),
    buckets: all.map(([name]) => bucketOf({ name: `${name}-logs`, policy: policyOf(name) })),
  })
  const now = snapshot.collectedAt
  const { steps } = planOf({
    ...{ snapshot, now, remedies, assess: assessing(checks, now), given: {} },
    wanted: (f) => f.check === 'recorded-twice',
  })
  return steps
    .flatMap((s) => s.desired)
    .flatMap((d) => (d.kind === 'retired-trail' ? [d.name] : []))
}

const selector = (...FieldSelectors: FieldSelector[]): AdvancedSelector => ({ FieldSelectors })
const management = selector({ Field: 'eventCategory', Equals: ['Management'] })
const data = (type: string, ...more: FieldSelector[]): AdvancedSelector =>
  selector(
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: [type] },
    ...more,
  )
const advanced = (...AdvancedEventSelectors: AdvancedSelector[]): Selectors => ({
  AdvancedEventSelectors,
})
const below = (...StartsWith: string[]): FieldSelector => ({ Field: 'resources.ARN', StartsWith })
const payroll = below('arn:aws:s3:::payroll/')
const objects = 'AWS::S3::Object'

describe('facts 4 every copy of a data event is charged: what is selected in the same words is a copy', () => {
  test.each<[string, AdvancedSelector]>([
    ['all objects', data(objects)],
    ['objects of one bucket', data(objects, payroll)],
    ['functions', data('AWS::Lambda::Function')],
    [
      'writes but for some names',
      data(
        objects,
        { Field: 'readOnly', Equals: ['false'] },
        { Field: 'eventName', NotEquals: ['PutObjectAcl'] },
      ),
    ],
  ])('%s, in advanced selectors', (_, one) => {
    expect(retired(advanced(management, one), advanced(one, management))).toEqual(['b'])
  })

  test('trails that both leave global services out', () => {
    const s = advanced(management, data(objects))
    const config = { isMultiRegion: false, includeGlobalServiceEvents: false }
    expect(retired(s, s, config)).toEqual(['b'])
  })

  test('basic selectors: the reads of one bucket beside all calls on it', () => {
    const basic = (ReadWriteType: 'All' | 'ReadOnly'): Selectors => ({
      EventSelectors: [
        { ReadWriteType: 'All', IncludeManagementEvents: true },
        {
          ReadWriteType,
          IncludeManagementEvents: false,
          DataResources: [{ Type: objects, Values: ['arn:aws:s3:::payroll/'] }],
        },
      ],
    })
    expect(retired(basic('All'), basic('ReadOnly'))).toEqual(['b'])
    expect(retired(basic('ReadOnly'), basic('All'))).toEqual(['a'])
  })

  test('a narrower selector goes beside a wider one, never the other way round', () => {
    const wide = advanced(management, data(objects))
    const narrow = advanced(management, data(objects, payroll))
    expect([retired(wide, narrow), retired(narrow, wide)]).toEqual([['b'], ['a']])
  })
})

describe('what one trail alone has keeps it', () => {
  const of = (...more: FieldSelector[]) => advanced(management, data(objects, ...more))
  test.each<[string, Selectors, Selectors]>([
    ['another bucket', of(payroll), of(below('arn:aws:s3:::exports/'))],
    [
      'a name that the other leaves out',
      of({ Field: 'eventName', NotEquals: ['PutObject'] }),
      of({ Field: 'eventName', NotEquals: ['GetObject'] }),
    ],
    ['another type', of(), advanced(management, data('AWS::Lambda::Function'))],
    [
      'reads here, writes there',
      of({ Field: 'readOnly', Equals: ['true'] }),
      of({ Field: 'readOnly', Equals: ['false'] }),
    ],
  ])('%s', (_, a, b) => {
    expect(retired(a, b)).toEqual([])
  })
})
