import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Context, Upstream } from './handler.ts'
import { handlers } from './handlers.ts'
import { type AwsRequest, parameterOf, readRequest } from './request.ts'
import { type AwsResponse, refusal } from './response.ts'
import { newState, type State } from './state.ts'

/** AWS on this machine: what moto lacks from the fake, everything else from what stands behind it. */
export interface Stub {
  readonly endpoint: string
  readonly state: State
  /** Clients that are connected: what a process that was killed had sent is taken in once it is none of them. */
  readonly connections: () => Promise<number>
  readonly stop: () => Promise<void>
}

const accountOf = (request: AwsRequest, state: State): string =>
  state.accountOfKey.get(request.accessKey) ?? state.managementAccount

/** A fault that is meant for this call; counted down. */
const faultFor = (request: AwsRequest, account: string, { faults }: State) => {
  const fault = faults.find(
    (f) =>
      (f.account === '*' || f.account === account) &&
      (f.operation === '*' || f.operation === request.operation) &&
      (f.match === undefined || request.url.includes(f.match)) &&
      (f.times === undefined || f.times > 0),
  )
  if (fault?.times !== undefined) fault.times -= 1
  return fault
}

/** Keys that AssumeRole issues belong to the role's account from now on. */
const remember = (request: AwsRequest, answer: AwsResponse, state: State): void => {
  if (request.operation !== 'AssumeRole' || answer.status !== 200) return
  const key = /<AccessKeyId>([^<]+)</.exec(answer.body.toString())?.[1]
  const account = /^arn:[^:]+:iam::(\d{12}):/.exec(parameterOf(request, 'RoleArn') ?? '')?.[1]
  if (key !== undefined && account !== undefined) state.accountOfKey.set(key, account)
}

let stubs = 0

/** Starts the fake on a free port of the loopback. */
export const startStub = async (managementAccount: string, upstream: Upstream): Promise<Stub> => {
  const state = newState(managementAccount)
  stubs += 1
  const stub = stubs
  const answerTo = async (request: AwsRequest): Promise<AwsResponse> => {
    const account = accountOf(request, state)
    state.calls.push(`${account} ${request.region} ${request.operation}`)
    const fault = faultFor(request, account, state)
    if (fault !== undefined) return refusal(request, fault.status, fault.code, fault.message)
    const context: Context = { request, account, state, upstream, stub }
    const own = await handlers[`${request.service} ${request.operation}`]?.(context)
    const answer = own ?? (await upstream(request, account))
    remember(request, answer, state)
    return answer
  }
  const server = createServer((message, reply) => {
    readRequest(message)
      .then(answerTo)
      .then(
        ({ status, headers, body }) => reply.writeHead(status, headers).end(body),
        (error: Error) => reply.writeHead(500).end(error.message),
      )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    state,
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, n) => (error === null ? resolve(n) : reject(error))),
      ),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
