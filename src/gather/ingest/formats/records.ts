import { elementRanges } from '../record/slices.ts'
import type { Wrapper } from './format.ts'

/** What CloudTrail delivers to S3 (facts/aws.md 2.1). */
export const records = {
  id: 'records',
  sentence: '{"Records":[...]}, as CloudTrail delivers it to S3',
  kind: 'log',
  open: ({ members }) => {
    const list = members.get('Records')
    if (list?.text[0] !== '[') return undefined
    return elementRanges(list.text).map(({ start, end }) => ({
      start: list.start + start,
      end: list.start + end,
    }))
  },
} as const satisfies Wrapper
