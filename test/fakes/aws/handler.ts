import type { AwsRequest } from './request.ts'
import type { AwsResponse } from './response.ts'
import type { State } from './state.ts'

/** Sends a request on to what stands behind the fake, as an account. */
export type Upstream = (request: AwsRequest, account: string) => Promise<AwsResponse>

export interface Context {
  readonly request: AwsRequest
  readonly account: string
  readonly state: State
  readonly upstream: Upstream
  /** Tells the fakes of one process apart. */
  readonly stub: number
}

/** Answers one call; `undefined` passes it on. */
export type Handler = (
  context: Context,
) => AwsResponse | undefined | Promise<AwsResponse | undefined>
