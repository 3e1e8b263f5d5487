import { Agent as HttpAgent } from 'node:http'
import { Agent } from 'node:https'
import type { Service } from './call.ts'
import type { CredentialProvider } from './credentials.ts'
import { isThrottling } from './failure.ts'
import { loadModule, type SdkClient, type SdkModule } from './modules.ts'

export interface ClientOptions {
  readonly endpointUrl: string | undefined
  /** Attempts of one call in all, with the SDK's adaptive back-off between them. */
  readonly maxAttempts: number
  readonly concurrency: number
  readonly signal: AbortSignal
  /** Milliseconds that one attempt may take; a minute where absent. */
  readonly requestTimeout?: number
  /** Objects of S3 are taken without the SDK's checksum of them, which costs more than all else: who asks hashes them. */
  readonly hashesObjects?: boolean | undefined
}

/** Every attempt, also those that the SDK makes again by itself. */
export interface CallCount {
  calls: number
  throttles: number
}

/** Whose credentials a client has: the account, for the cache, and how to get them. */
export interface Holder {
  readonly account: string
  readonly credentials: CredentialProvider
}

export interface Clients {
  /** Sends one call. Throws what the SDK throws. */
  readonly send: (
    holder: Holder,
    region: string,
    service: Service,
    operation: string,
    input: object,
  ) => Promise<unknown>
  readonly count: Readonly<CallCount>
  readonly close: () => void
}

/** Clients kept: an organisation has more pairs of account and region than memory has room for clients. */
const KEPT = 400

const CONNECTION_TIMEOUT = 10_000
const REQUEST_TIMEOUT = 60_000

const counted = (client: SdkClient, count: CallCount): SdkClient => {
  client.middlewareStack.add(
    (next) => async (args) => {
      count.calls += 1
      try {
        return await next(args)
      } catch (error) {
        if (isThrottling(error)) count.throttles += 1
        throw error
      }
    },
    { step: 'finalizeRequest', priority: 'low', name: 'wholetrailCount' },
  )
  return client
}

/** S3 Control puts the account before the name of the host, which an emulator's address cannot bear. */
const withoutAccountInHost = (endpointUrl: string) => ({
  endpointProvider: () => ({ url: new URL(endpointUrl) }),
})

/**
 * One client per service, account and region, made when first needed; those least used lately are let go.
 * Connections are shared by all. S3 is asked in path style where another endpoint is given.
 */
export const clientsOf = (options: ClientOptions): Clients => {
  const sockets = { keepAlive: true, maxSockets: options.concurrency }
  const httpsAgent = new Agent(sockets)
  const httpAgent = new HttpAgent(sockets)
  const count: CallCount = { calls: 0, throttles: 0 }
  const kept = new Map<string, SdkClient>()
  const modules = new Map<Service, Promise<SdkModule>>()

  const moduleOf = (service: Service): Promise<SdkModule> => {
    const module = modules.get(service) ?? loadModule(service)
    modules.set(service, module)
    return module
  }
  const make = (module: SdkModule, service: Service, region: string, holder: Holder): SdkClient =>
    counted(
      module.client({
        region,
        credentials: holder.credentials,
        maxAttempts: options.maxAttempts,
        retryMode: 'adaptive',
        requestHandler: {
          connectionTimeout: CONNECTION_TIMEOUT,
          requestTimeout: options.requestTimeout ?? REQUEST_TIMEOUT,
          throwOnRequestTimeout: true,
          httpsAgent,
          httpAgent,
        },
        ...(options.endpointUrl === undefined ? {} : { endpoint: options.endpointUrl }),
        ...(service === 's3'
          ? {
              followRegionRedirects: true,
              forcePathStyle: options.endpointUrl !== undefined,
              ...(options.hashesObjects === true
                ? { responseChecksumValidation: 'WHEN_REQUIRED' }
                : {}),
            }
          : {}),
        ...(service === 's3-control' && options.endpointUrl !== undefined
          ? withoutAccountInHost(options.endpointUrl)
          : {}),
      }),
      count,
    )
  const clientOf = (module: SdkModule, service: Service, region: string, holder: Holder) => {
    const key = `${service} ${holder.account} ${region}`
    const client = kept.get(key) ?? make(module, service, region, holder)
    kept.delete(key)
    kept.set(key, client)
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    return client
  }

  return {
    send: async (holder, region, service, operation, input) => {
      const module = await moduleOf(service)
      const client = clientOf(module, service, region, holder)
      return client.send(module.command(operation, input), { abortSignal: options.signal })
    },
    count,
    close: () => {
      httpsAgent.destroy()
      httpAgent.destroy()
    },
  }
}
