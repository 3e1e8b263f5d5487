import type { Element, Wrapper } from './format.ts'

/** Whether an object is a CloudTrail record: S3, SNS and Lambda notifications have `aws:` sources. */
export const isRecord = ({ members }: Element): boolean =>
  members.has('eventSource') &&
  (members.has('eventName') || members.has('eventID')) &&
  !(members.get('eventSource')?.text.startsWith('"aws:') ?? false)

export const record = {
  id: 'record',
  sentence: 'a record by itself',
  kind: 'export',
  open: (element) => (isRecord(element) ? [{ start: 0, end: element.text.length }] : undefined),
} as const satisfies Wrapper
