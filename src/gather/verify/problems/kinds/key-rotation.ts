import type { ProblemKind } from '../kind.ts'

export const keyRotation = {
  id: 'key-rotation',
  weight: 'note',
  means: "Keys rotate: a digest may be signed shortly before or after its key's own times.",
  todo: 'Nothing.',
} as const satisfies ProblemKind
