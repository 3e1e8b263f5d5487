import type { Place, Probe } from '../../../../src/gather/collect/probe.ts'
import { emptySnapshot } from '../../../../src/model/snapshot/empty.ts'
import type { Snapshot } from '../../../../src/model/snapshot.ts'
import { type Instant, parseInstant } from '../../../../src/model/time.ts'

export const NOW: Instant = parseInstant('2026-03-11T10:00:00Z')
export const ACCOUNT = '111111111111'
export const REGION = 'eu-west-1'

/** An error of AWS by its code. */
export interface AwsError {
  readonly error: string
}
export const awsError = (error: string): AwsError => ({ error })
export const DENIED = awsError('AccessDenied')

type Input = Readonly<Record<string, unknown>>
type Answer = object | AwsError
/** Answers by `service:Operation`: one, several pages, or one for each input. */
export type Canned = Readonly<
  Record<string, Answer | readonly object[] | ((input: Input, region: string) => Answer)>
>

export interface Asked {
  readonly call: string
  readonly input: Input
  readonly region: string
}

interface Given {
  readonly account?: string
  readonly region?: string
  readonly found?: Partial<Snapshot>
  readonly answers: Canned
}

const isError = (answer: Answer): answer is AwsError => 'error' in answer

const unknownOf = (code: string) =>
  code === 'AccessDenied'
    ? ({ unknown: 'access-denied' } as const)
    : ({ unknown: 'error', detail: code } as const)

/** A place that answers from a table, under the contract of `Place.ask`. Keeps what it was asked. */
export const placeOf = (probe: Probe, given: Given): Place & { readonly asked: Asked[] } => {
  const { account = ACCOUNT, region: here = REGION, answers } = given
  const asked: Asked[] = []
  const pagesOf = (service: string, operation: string, input: object, region: string) => {
    const call = `${service}:${operation}`
    if (!probe.calls.some((c) => `${c.service}:${c.operation}` === call)) {
      throw new Error(`${probe.id} does not declare ${call}`)
    }
    asked.push({ call, input: input as Input, region })
    const canned = answers[call]
    if (canned === undefined) throw new Error(`no answer to ${call}`)
    const answer = typeof canned === 'function' ? canned(input as Input, region) : canned
    return Array.isArray(answer) ? (answer as readonly Answer[]) : [answer as Answer]
  }
  const ask: Place['ask'] = async (service, operation, input, options = {}) => {
    const [answer = {}] = pagesOf(service, operation, input, options.region ?? here)
    if (!isError(answer)) return { known: answer as never }
    return options.absent?.includes(answer.error) ? { known: null } : unknownOf(answer.error)
  }
  const askAll: Place['askAll'] = async (service, operation, input, items, options = {}) => {
    const found: unknown[] = []
    for (const page of pagesOf(service, operation, input, options.region ?? here)) {
      if (isError(page)) {
        return options.absent?.includes(page.error) ? { known: [] } : unknownOf(page.error)
      }
      found.push(...(items(page as never) ?? []))
    }
    return { known: found as never }
  }
  return {
    account,
    region: here,
    now: () => NOW,
    found: {
      ...emptySnapshot(NOW),
      accounts: [{ account, readAt: NOW, reached: { known: true } }],
      ...given.found,
    },
    ask,
    askAll,
    asked,
  }
}
