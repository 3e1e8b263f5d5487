import type { Scope } from '../../../../model/scope.ts'
import type { Check } from '../../check.ts'
import { ACCOUNT, AT, denied, known, REGION, snapshotOf, trailOf } from '../../given.ts'
import { pages } from '../../pages.ts'
import { dataEventsOf } from '../../recording/scopes.ts'
import { resourceEvents } from '../../resource-events.ts'

const TYPE = 'AWS::Lambda::Function'

/** Invoke is one of both; which is not in AWS's documents. */
const readOrWrite = (arn?: string): readonly Scope[] =>
  ['true', 'false'].map((readOnly) => ({
    boxes: dataEventsOf(TYPE, arn).boxes.map((box) => ({
      fields: { ...box.fields, readOnly: { Equals: [readOnly] } },
    })),
  }))

const functionOf = (name: string) => ({
  account: ACCOUNT,
  region: REGION,
  readAt: AT,
  type: TYPE,
  arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`,
})

export const lambdaUnrecorded: Check = {
  id: 'lambda-unrecorded',
  group: 'data-events',
  title: 'Invocations of every Lambda function are recorded',
  why: 'Who invoked a function, with which identity, is in no other log: its own log shows only what the code prints.',
  severity: 'low',
  references: { aws: [pages.dataEvents] },
  remedy: 'trail-selectors',
  note: 'A selector for one function does not cover the others. Where none is recorded in a region that is one finding.',
  run: resourceEvents({
    type: TYPE,
    things: 'functions',
    listed: 'functions',
    permission: 'lambda:ListFunctions',
    scopeOf: readOrWrite,
  }),
  examples: {
    pass: {
      says: 'a selector for all functions',
      snapshot: snapshotOf({
        resources: [functionOf('pay')],
        trails: [
          trailOf({
            selectors: known({
              EventSelectors: [{ DataResources: [{ Type: TYPE, Values: ['arn:aws:lambda'] }] }],
            }),
          }),
        ],
      }),
      expect: 'pass',
    },
    fail: {
      says: 'two functions, management events only',
      snapshot: snapshotOf({ resources: [functionOf('pay'), functionOf('mail')] }),
      expect: 'fail',
    },
    unknown: {
      says: 'the selectors of the trail were denied',
      snapshot: snapshotOf({
        resources: [functionOf('pay')],
        trails: [trailOf({ selectors: denied })],
      }),
      expect: 'unknown',
    },
  },
}
