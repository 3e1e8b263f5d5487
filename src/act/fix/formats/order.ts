import type { Desired, DesiredKind } from '../../../model/desired.ts'

/** What must be there before a thing of a kind. */
const after: Partial<Record<DesiredKind, readonly DesiredKind[]>> = {
  bucket: ['kms-key'],
  'bucket-policy': ['bucket'],
  'log-group': ['kms-key'],
  trail: ['bucket-policy', 'kms-key', 'log-group', 'role', 'topic'],
  'event-rule': ['topic'],
  'metric-filter': ['log-group'],
  alarm: ['topic', 'metric-filter'],
}

/** Whether a thing needs another one of the same template first. */
export const comesAfter = (one: Desired, other: Desired): boolean =>
  after[one.kind]?.includes(other.kind) === true
