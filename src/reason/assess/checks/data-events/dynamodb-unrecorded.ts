import type { Check } from '../../check.ts'
import { ACCOUNT, AT, denied, known, REGION, snapshotOf, trailOf } from '../../given.ts'
import { pages } from '../../pages.ts'
import { resourceEvents } from '../../resource-events.ts'

const TYPE = 'AWS::DynamoDB::Table'

const table = {
  account: ACCOUNT,
  region: REGION,
  readAt: AT,
  type: TYPE,
  arn: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/customers`,
}

export const dynamodbUnrecorded: Check = {
  id: 'dynamodb-unrecorded',
  group: 'data-events',
  title: 'Item-level events of every DynamoDB table are recorded',
  why: 'A table can be read out row by row without a single management event.',
  severity: 'low',
  references: { aws: [pages.dataEvents] },
  remedy: 'trail-selectors',
  note: 'Reads and writes both. A selector for one table does not cover the others. Where none is recorded in a region that is one finding.',
  run: resourceEvents({
    type: TYPE,
    things: 'tables',
    listed: 'tables',
    permission: 'dynamodb:ListTables',
  }),
  examples: {
    pass: {
      says: 'an advanced selector for all tables',
      snapshot: snapshotOf({
        resources: [table],
        trails: [
          trailOf({
            selectors: known({
              AdvancedEventSelectors: [
                {
                  FieldSelectors: [
                    { Field: 'eventCategory', Equals: ['Data'] },
                    { Field: 'resources.type', Equals: [TYPE] },
                  ],
                },
              ],
            }),
          }),
        ],
      }),
      expect: 'pass',
    },
    fail: {
      says: 'a table, management events only',
      snapshot: snapshotOf({ resources: [table] }),
      expect: 'fail',
    },
    unknown: {
      says: 'the selectors of the trail were denied',
      snapshot: snapshotOf({ resources: [table], trails: [trailOf({ selectors: denied })] }),
      expect: 'unknown',
    },
  },
}
