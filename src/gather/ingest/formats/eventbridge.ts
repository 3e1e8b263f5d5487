import { rangeOf, type Wrapper } from './format.ts'

/** An EventBridge event: the record is in `detail`. Events above 256 KB are not sent (facts/aws.md 1.2). */
export const eventbridge = {
  id: 'eventbridge',
  sentence: 'EventBridge events, the record in `detail`',
  kind: 'export',
  open: ({ members }) => {
    const detail = members.get('detail')
    return members.has('detail-type') && detail?.text[0] === '{' ? [rangeOf(detail)] : undefined
  },
} as const satisfies Wrapper
