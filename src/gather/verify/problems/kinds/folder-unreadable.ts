import type { ProblemKind } from '../kind.ts'

export const folderUnreadable = {
  id: 'folder-unreadable',
  weight: 'open',
  means: 'What could not be listed may hold anything: its hours are unknown.',
  todo: 'Give s3:ListBucket on the bucket (and its prefix) and run verify again.',
} as const satisfies ProblemKind
