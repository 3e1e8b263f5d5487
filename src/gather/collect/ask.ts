import { WholetrailError } from '../../model/error.ts'
import type { Observed } from '../../model/observed.ts'
import type { Service } from '../aws/call.ts'
import type { Holder } from '../aws/clients.ts'
import { codeOf, unknownOf } from '../aws/failure.ts'
import type { Pace } from '../aws/pace.ts'
import type { Session } from '../aws/session.ts'
import { nextPage, saysMore } from './pages.ts'
import type { Ask, AskAll, Place, Probe } from './probe.ts'

export interface Asking {
  readonly session: Pick<Session, 'send' | 'isEmulated'>
  readonly pace: Pace
  readonly holder: Holder
  readonly region: string
  readonly probe: Pick<Probe, 'id' | 'calls'>
  /** Told of every answer that another try might better: errors and throttling. */
  readonly onTransient: () => void
}

interface Options {
  readonly absent?: readonly string[]
  readonly region?: string
}

type Answer = Observed<Readonly<Record<string, unknown>> | null>

const declared = (probe: Asking['probe'], service: Service, operation: string): void => {
  if (probe.calls.some((c) => c.service === service && c.operation === operation)) return
  throw new WholetrailError(
    'internal',
    `probe ${probe.id} asks ${service} ${operation}, which it does not declare`,
  )
}

const namesOf = (error: unknown): readonly string[] => {
  const { name, Code } = error as { name?: string; Code?: string }
  return [codeOf(error), name ?? '', Code ?? '']
}

const asking =
  (a: Asking) =>
  async (service: Service, operation: string, input: object, options: Options): Promise<Answer> => {
    declared(a.probe, service, operation)
    const region = options.region ?? a.region
    const { account } = a.holder
    try {
      const answer = await a.pace.run({ account, region, service, operation }, () =>
        a.session.send(a.holder, region, service, operation, input),
      )
      return { known: answer as Readonly<Record<string, unknown>> }
    } catch (error) {
      if (error instanceof WholetrailError) throw error
      if (namesOf(error).some((name) => options.absent?.includes(name))) return { known: null }
      const unknown = unknownOf(error, { region, isEmulated: a.session.isEmulated })
      if (unknown.unknown === 'error' || unknown.unknown === 'throttled-out') a.onTransient()
      return unknown
    }
  }

const brokenPage = (operation: string, what: string): Observed<never> => ({
  unknown: 'error',
  detail: `${operation}: ${what}`,
})

/** What a probe asks with, in one place. */
export const askerOf = (a: Asking): Pick<Place, 'ask' | 'askAll'> => {
  const once = asking(a)
  const ask = ((service, operation, input, options = {}) =>
    once(service, operation, input, options)) as Ask
  const askAll: AskAll = async (service, operation, input, items, options = {}) => {
    const found: unknown[] = []
    const asked = new Set<string>()
    let next: Readonly<Record<string, string>> | undefined = {}
    while (next !== undefined) {
      const answer: Answer = await once(service, operation, { ...input, ...next }, options)
      if ('unknown' in answer) return answer
      if (answer.known === null)
        return asked.size === 0 ? { known: [] } : brokenPage(operation, 'gone between two pages')
      for (const item of items(answer.known as never) ?? []) found.push(item)
      next = nextPage(service, operation, answer.known)
      if (next === undefined && saysMore(answer.known))
        return brokenPage(operation, 'there is more, but the answer does not say where')
      const token = JSON.stringify(next)
      if (next !== undefined && asked.has(token))
        return brokenPage(operation, 'the answer leads back to a page that was read')
      asked.add(token)
    }
    return { known: found as never }
  }
  return { ask, askAll }
}
