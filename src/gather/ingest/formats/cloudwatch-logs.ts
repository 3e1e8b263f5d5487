import { allMembers, isGzip } from '../../objects/gzip.ts'
import { Rejection } from '../../objects/rejection.ts'
import { elementRanges, members as membersOf } from '../record/slices.ts'
import { type Element, type Piece, rangeOf, stringOf, type Wrapper } from './format.ts'

/** As much as a batch of a subscription may hold: Kinesis and Lambda take 6 MB. */
const LIMIT = 64_000_000

const messagesOf = (element: Element, key: string): Piece[] | undefined => {
  const list = element.members.get(key)
  if (list?.text[0] !== '[' || (key === 'events' && list.text === '[]')) return undefined
  const pieces: Piece[] = []
  for (const { start, end } of elementRanges(list.text)) {
    const text = list.text.slice(start, end)
    if (text[0] !== '{') return undefined
    const event: Element = { text, members: membersOf(text) }
    const message = stringOf(event, 'message')
    const member = event.members.get('message')
    if (message === undefined || member === undefined) return undefined
    const { start: from, end: to } = rangeOf(member)
    pieces.push({ start: list.start + start + from, end: list.start + start + to, text: message })
  }
  return pieces
}

/** What a subscription sends to Lambda: base64 of gzip of the batch. */
const openEnvelope = (element: Element): readonly Piece[] | undefined => {
  const awslogs = element.members.get('awslogs')
  if (awslogs?.text[0] !== '{') return undefined
  const inner: Element = { text: awslogs.text, members: membersOf(awslogs.text) }
  const data = stringOf(inner, 'data')
  if (data === undefined) return undefined
  const bytes = Buffer.from(data, 'base64')
  const text = (isGzip(bytes) ? allMembers(bytes, LIMIT) : bytes).toString('latin1')
  try {
    JSON.parse(text)
  } catch {
    throw new Rejection('awslogs.data holds no JSON')
  }
  const pieces = messagesOf({ text, members: membersOf(text) }, 'logEvents')
  return pieces?.map((p) => ({ ...rangeOf(awslogs), text: p.text ?? '' }))
}

/**
 * CloudWatch Logs: a subscription's batch (`logEvents`), the same in Lambda's envelope
 * (`awslogs.data`), or the answer of filter-log-events (`events`). Events above 256 KB are missing (R17).
 */
export const cloudwatchLogs = {
  id: 'cloudwatch-logs',
  sentence: 'CloudWatch Logs subscriptions (`logEvents`, `awslogs.data`) and `filter-log-events`',
  kind: 'export',
  open: (element) =>
    openEnvelope(element) ?? messagesOf(element, 'logEvents') ?? messagesOf(element, 'events'),
} as const satisfies Wrapper
