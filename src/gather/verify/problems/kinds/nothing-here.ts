import type { ProblemKind } from '../kind.ts'

export const nothingHere = {
  id: 'nothing-here',
  weight: 'open',
  means: 'Nothing was examined, so nothing is known of the log.',
  todo: 'Name the folder that holds AWSLogs/, or s3://bucket/prefix, and trails, accounts, regions and times as they are there.',
} as const satisfies ProblemKind
