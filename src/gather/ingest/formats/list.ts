import { cloudwatchLogs } from './cloudwatch-logs.ts'
import { eventbridge } from './eventbridge.ts'
import type { Wrapper } from './format.ts'
import { lakeQuery } from './lake-query.ts'
import { lookupEvents } from './lookup-events.ts'
import { record } from './record.ts'
import { records } from './records.ts'

/** Every form that a record may come in, the most specific first. */
export const wrappers: readonly Wrapper[] = [
  records,
  lookupEvents,
  eventbridge,
  cloudwatchLogs,
  lakeQuery,
  record,
]
