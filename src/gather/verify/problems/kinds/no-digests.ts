import type { ProblemKind } from '../kind.ts'

export const noDigests = {
  id: 'no-digests',
  weight: 'open',
  means: 'Log files without digests can be deleted or changed without a trace.',
  todo: 'Turn log file validation on, which proves what is delivered from then on: aws cloudtrail update-trail --name TRAIL --region HOME --enable-log-file-validation; nothing proves what was delivered before.',
} as const satisfies ProblemKind
