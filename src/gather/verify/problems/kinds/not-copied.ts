import type { ProblemKind } from '../kind.ts'

export const notCopied = {
  id: 'not-copied',
  weight: 'open',
  means:
    'What the trail writes there was not looked at: a copy without it says neither that it is whole nor that it is gone.',
  todo: 'Copy that bucket and prefix as well, or name them as a source: s3://bucket/prefix. Otherwise choose what the copy has with --trail, --account or --region.',
} as const satisfies ProblemKind
