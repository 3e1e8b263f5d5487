import { expect, test } from 'vitest'
import type { Selectors } from '../../../../src/model/selector.ts'
import { undocumentedForTrails } from '../../../../src/reason/price/propose/undocumented.ts'

const management = (field: object): Selectors =>
  ({
    AdvancedEventSelectors: [
      { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, field] },
    ],
  }) as Selectors

test.each([
  ['eventName', management({ Field: 'eventName', Equals: ['RunInstances'] })],
  [
    'eventSource NotEquals ec2',
    management({ Field: 'eventSource', NotEquals: ['ec2.amazonaws.com'] }),
  ],
  ['eventSource Equals', management({ Field: 'eventSource', Equals: ['kms.amazonaws.com'] })],
  [
    'AWS::SQS::Queue',
    { EventSelectors: [{ DataResources: [{ Type: 'AWS::SQS::Queue', Values: ['arn:aws:sqs'] }] }] },
  ],
  ['longer than 2048', management({ Field: 'eventSource', NotEquals: ['x'.repeat(2060)] })],
] as const)('facts 3.3: a trail that says %s is likely refused by AWS', (what, selectors) => {
  expect(undocumentedForTrails(selectors as Selectors).join()).toContain(what)
})

test.each([
  management({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] }),
  management({ Field: 'readOnly', Equals: ['true'] }),
  {
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'eventName', Equals: ['GetObject'] },
        ],
      },
    ],
  },
])('facts 3.3: what AWS documents for trails is taken without a word: %j', (selectors) => {
  expect(undocumentedForTrails(selectors)).toEqual([])
})
