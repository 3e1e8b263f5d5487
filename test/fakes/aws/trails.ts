import type { Context, Handler } from './handler.ts'
import { inputOf } from './request.ts'
import { type AwsResponse, json, refusal } from './response.ts'

type Json = Readonly<Record<string, unknown>>

export const bodyOf = (response: AwsResponse): Json =>
  response.status === 200 ? (JSON.parse(response.body.toString()) as Json) : {}

const isForeign = (name: unknown, { account, state }: Context): boolean =>
  typeof name === 'string' &&
  account !== state.managementAccount &&
  name.includes(`:${state.managementAccount}:trail/`)

/** In a member the trails of the organisation stand beside its own, with the management account's ARN (8.3). */
export const describeTrails: Handler = async (context) => {
  const { request, account, state, upstream } = context
  if (account === state.managementAccount) return undefined
  const own = await upstream(request, account)
  if (own.status !== 200 || inputOf(request).includeShadowTrails === false) return own
  const shadows = bodyOf(await upstream(request, state.managementAccount)).trailList as
    | Json[]
    | undefined
  const seen = (shadows ?? []).filter((t) => t.IsOrganizationTrail === true)
  return json({
    ...bodyOf(own),
    trailList: [...((bodyOf(own).trailList as Json[]) ?? []), ...seen],
  })
}

/** A member may read the status of an organisation trail by its ARN. */
export const ofOrganization: Handler = (context) =>
  isForeign(inputOf(context.request).Name, context)
    ? context.upstream(context.request, context.state.managementAccount)
    : undefined

/** Whether a member may read the selectors is not documented (facts/aws.md 8.1): here it may not. */
export const selectorsOfOrganization: Handler = (context) =>
  isForeign(inputOf(context.request).TrailName, context)
    ? refusal(context.request, 400, 'AccessDeniedException')
    : undefined

/** moto answers nothing where AWS says that Insights are off. */
export const getInsightSelectors: Handler = async (context) => {
  const { request, account, upstream } = context
  const refused = await selectorsOfOrganization(context)
  if (refused !== undefined) return refused
  const answer = await upstream(request, account)
  const { InsightSelectors } = bodyOf(answer) as { InsightSelectors?: unknown[] }
  return answer.status === 200 && (InsightSelectors ?? []).length === 0
    ? refusal(request, 400, 'InsightNotEnabledException')
    : answer
}

const STANDARD = {
  MaxEventSize: 'Standard',
  ContextKeySelectors: [],
  AggregationConfigurations: [],
}

export const getEventConfiguration: Handler = (context) => {
  const { request, state } = context
  const { TrailName } = inputOf(request)
  if (isForeign(TrailName, context)) return refusal(request, 400, 'AccessDeniedException')
  const arn = String(TrailName)
  return json({ TrailARN: arn, ...(state.eventConfigurations.get(arn) ?? STANDARD) })
}
