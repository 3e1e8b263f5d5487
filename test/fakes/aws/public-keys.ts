import type { Handler } from './handler.ts'
import { inputOf } from './request.ts'
import { json } from './response.ts'

interface Input {
  readonly StartTime?: number
  readonly EndTime?: number
  readonly NextToken?: string
}

/** ListPublicKeys: the region's keys whose time touches the range, in pages (facts/aws.md 2.3); moto has none of it. */
export const listPublicKeys: Handler = ({ request, state }) => {
  const {
    StartTime = 0,
    EndTime = Number.POSITIVE_INFINITY,
    NextToken = '0',
  } = inputOf(request) as Input
  const found = state.publicKeys.filter(
    (key) =>
      (key.region ?? request.region) === request.region &&
      (key.ValidityStartTime ?? 0) <= EndTime &&
      (key.ValidityEndTime ?? Number.POSITIVE_INFINITY) >= StartTime,
  )
  const from = Number(NextToken)
  const to = from + state.keysPerPage
  return json({
    PublicKeyList: found.slice(from, to).map(({ region: _, ...key }) => key),
    ...(to < found.length ? { NextToken: String(to) } : {}),
  })
}
