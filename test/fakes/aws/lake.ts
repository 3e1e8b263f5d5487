import type { Handler } from './handler.ts'
import { inputOf } from './request.ts'
import { json, refusal } from './response.ts'

const placeOf = ({ account, request }: Parameters<Handler>[0]): string =>
  `${account} ${request.region}`

export const listEventDataStores: Handler = (context) => {
  const stores = context.state.eventDataStores.get(placeOf(context)) ?? []
  return json({
    EventDataStores: stores.map(({ EventDataStoreArn, Name }) => ({ EventDataStoreArn, Name })),
  })
}

export const getEventDataStore: Handler = (context) => {
  const { EventDataStore } = inputOf(context.request)
  const found = context.state.eventDataStores
    .get(placeOf(context))
    ?.find((s) => s.EventDataStoreArn === EventDataStore)
  return found === undefined
    ? refusal(context.request, 400, 'EventDataStoreNotFoundException')
    : json(found)
}

export const listChannels: Handler = (context) => {
  const channels = context.state.channels.get(placeOf(context)) ?? []
  return json({ Channels: channels.map(({ ChannelArn, Name }) => ({ ChannelArn, Name })) })
}

export const getChannel: Handler = (context) => {
  const { Channel } = inputOf(context.request)
  const found = context.state.channels.get(placeOf(context))?.find((c) => c.ChannelArn === Channel)
  return found === undefined
    ? refusal(context.request, 400, 'ChannelNotFoundException')
    : json(found)
}

export const getResourcePolicy: Handler = ({ request }) =>
  refusal(request, 400, 'ResourcePolicyNotFoundException')
