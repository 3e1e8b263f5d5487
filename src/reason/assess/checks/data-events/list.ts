import type { Check } from '../../check.ts'
import { dynamodbUnrecorded } from './dynamodb-unrecorded.ts'
import { everythingLoggedWithoutStrategy } from './everything-logged-without-strategy.ts'
import { lambdaUnrecorded } from './lambda-unrecorded.ts'
import { logBucketReadsUnrecorded } from './log-bucket-reads-unrecorded.ts'
import { otherDataEventsUnrecorded } from './other-data-events-unrecorded.ts'
import { s3ReadsUnrecorded } from './s3-reads-unrecorded.ts'
import { s3WritesUnrecorded } from './s3-writes-unrecorded.ts'
import { selectorMistakes } from './selector-mistakes.ts'

/** The checks of the group `data-events`. */
export const dataEventsChecks: readonly Check[] = [
  s3ReadsUnrecorded,
  s3WritesUnrecorded,
  lambdaUnrecorded,
  dynamodbUnrecorded,
  otherDataEventsUnrecorded,
  everythingLoggedWithoutStrategy,
  logBucketReadsUnrecorded,
  selectorMistakes,
]
