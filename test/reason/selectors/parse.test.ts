import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSelectors } from '../../../src/reason/selectors/parse.ts'

const recordForm = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(recordForm)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([k, v]) => [
      k.slice(0, 1).toLowerCase() + k.slice(1),
      recordForm(v),
    ]),
  )
}

describe('parseSelectors', () => {
  test('reads the answer of GetEventSelectors', () => {
    expect(
      parseSelectors({
        TrailARN: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/t',
        EventSelectors: [
          { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] },
        ],
      }),
    ).toEqual({
      EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
    })
  })
  test('reads requestParameters of a real record (facts 5.6)', () => {
    expect(
      parseSelectors({
        trailName: 't',
        eventSelectors: [
          {
            readWriteType: 'ReadOnly',
            includeManagementEvents: false,
            dataResources: [
              { type: 'AWS::S3::Object', values: [] },
              { type: 'AWS::Lambda::Function', values: [] },
            ],
          },
        ],
      })?.EventSelectors?.[0]?.DataResources?.[1],
    ).toEqual({ Type: 'AWS::Lambda::Function', Values: [] })
  })
  test('an absent or null member is absent, both lists empty stay empty', () => {
    expect(parseSelectors({ eventSelectors: null, advancedEventSelectors: [] })).toEqual({
      AdvancedEventSelectors: [],
    })
    expect(parseSelectors({ EventSelectors: [], AdvancedEventSelectors: [] })).toEqual({
      EventSelectors: [],
      AdvancedEventSelectors: [],
    })
  })
  test.each([
    undefined,
    null,
    'text',
    [],
    {},
    { trailName: 't' },
    { eventSelectors: 'all' },
    { eventSelectors: [{ readWriteType: 'Sometimes' }] },
    { eventSelectors: [{ includeManagementEvents: 'true' }] },
    { eventSelectors: [], EventSelectors: [] },
    { advancedEventSelectors: [{ fieldSelectors: [{ field: 'eventName', matches: ['x'] }] }] },
    { advancedEventSelectors: [{ name: 'no fields' }] },
    { eventSelectors: [], somethingNew: 1 },
  ])('%j is not understood', (value) => {
    expect(parseSelectors(value)).toBeUndefined()
  })
  test('the record shape of any selectors reads as the answer of the API', () => {
    const list = fc.array(fc.string(), { maxLength: 2 })
    const advanced = fc.record(
      {
        Name: fc.string(),
        FieldSelectors: fc.array(
          fc.record(
            { Field: fc.string(), Equals: list, NotStartsWith: list, EndsWith: list },
            { requiredKeys: ['Field'] },
          ),
        ),
      },
      { requiredKeys: ['FieldSelectors'] },
    )
    const basic = fc.record(
      {
        ReadWriteType: fc.constantFrom('All', 'ReadOnly', 'WriteOnly'),
        IncludeManagementEvents: fc.boolean(),
        DataResources: fc.array(fc.record({ Type: fc.string(), Values: list })),
        ExcludeManagementEventSources: list,
      },
      { requiredKeys: [] },
    )
    const selectors = fc.record(
      { EventSelectors: fc.array(basic), AdvancedEventSelectors: fc.array(advanced) },
      { requiredKeys: ['EventSelectors'] },
    )
    fc.assert(
      fc.property(selectors, (s) => {
        expect(parseSelectors(s)).toEqual(s)
        expect(parseSelectors(recordForm(s))).toEqual(s)
      }),
      { numRuns: 1000 },
    )
  })
  test('never throws', () => {
    const deep = Array.from({ length: 50_000 }).reduce<unknown>((inner) => [inner], [])
    expect(parseSelectors({ eventSelectors: deep })).toBeUndefined()
    fc.assert(
      fc.property(fc.anything(), (value) => {
        parseSelectors(value)
        parseSelectors({ EventSelectors: value })
        parseSelectors({ advancedEventSelectors: [{ fieldSelectors: value }] })
      }),
      { numRuns: 1000 },
    )
  })
})
