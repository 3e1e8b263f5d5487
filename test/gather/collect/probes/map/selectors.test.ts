import { expect, it } from 'vitest'
import { selectorsOf } from '../../../../../src/gather/collect/probes/map/selectors.ts'

it('R5 both lists empty stay as answered', () => {
  expect(selectorsOf({ EventSelectors: [], AdvancedEventSelectors: [] })).toEqual({
    known: { EventSelectors: [], AdvancedEventSelectors: [] },
  })
})

it('an answer without either list is unknown', () => {
  expect(selectorsOf({})).toHaveProperty('unknown', 'not-supported')
})

it('a selector with a member that is not known is unknown as a whole, never narrowed to what is understood', () => {
  const selector = { FieldSelectors: [{ Field: 'eventName', Equals: ['X'], Matches: ['Y'] }] }
  expect(selectorsOf({ AdvancedEventSelectors: [selector] })).toHaveProperty('unknown')
})

it('keeps basic selectors with their data resources', () => {
  const EventSelectors = [
    {
      ReadWriteType: 'All',
      IncludeManagementEvents: true,
      DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::data/'] }],
      ExcludeManagementEventSources: ['kms.amazonaws.com'],
    },
  ]
  expect(selectorsOf({ EventSelectors })).toEqual({ known: { EventSelectors } })
})
