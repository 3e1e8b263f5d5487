import type { ProblemKind } from '../kind.ts'

export const noDigests = {
  id: 'no-digests',
  weight: 'open',
  means: 'Log files without digests can be deleted or changed without a trace.',
  todo: 'Turn log file validation on: `aws cloudtrail update-trail --name TRAIL --enable-log-file-validation`. It proves only what is delivered from then on.',
} as const satisfies ProblemKind
