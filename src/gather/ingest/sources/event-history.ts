import { join } from 'node:path'
import { WholetrailError } from '../../../model/error.ts'
import type { IngestOptions } from '../../../model/ingest.ts'
import { DAY, type Interval } from '../../../model/time.ts'
import { type Asked, type AskedPlace, askedPlaces, toTheEnd } from './asked-places.ts'
import { type HistoryScope, historyFeed } from './event-history-feed.ts'
import { fetchTally } from './fetch-progress.ts'
import type { FetchedRange } from './fetched-ledger.ts'
import { fetchRanges } from './fetched-ranges.ts'
import { listedFiles, reasonsOf, unreadableObjects } from './fetched-source.ts'
import type { Fetched, Source, Surroundings, Wanted } from './source.ts'

/** Event history reaches back this far (facts/aws.md 3.1). */
const HISTORY_REACH = 90 * DAY

const scopesOf = ({ accessKeys = [], eventNames = [] }: IngestOptions): readonly HistoryScope[] => {
  if (accessKeys.length > 0 && eventNames.length > 0)
    throw new WholetrailError('usage', '--access-key and --event-name cannot be asked together', {
      hint: 'event history is looked up by one attribute: run the command once for each',
    })
  const scopes = [
    ...accessKeys.map((value) => ({ field: 'accessKeyId' as const, value })),
    ...eventNames.map((value) => ({ field: 'eventName' as const, value })),
  ]
  return scopes.length === 0 ? [undefined] : scopes
}

const folderOf = (workspace: string, { account, region }: AskedPlace, scope: HistoryScope) =>
  join(
    workspace,
    'history',
    account,
    region,
    scope === undefined ? 'all' : `${scope.field}=${encodeURIComponent(scope.value)}`,
  )

/** What was fetched in one go is one claim, as far as it touches. */
const claimsOf = (
  folder: string,
  { account, region }: AskedPlace,
  scope: HistoryScope,
  ranges: readonly FetchedRange[],
): readonly Fetched[] => {
  const out: Fetched[] = []
  for (const { from, to, at, files } of ranges.toSorted((a, b) => a.from - b.from)) {
    const uris = files.map((f) => join(folder, f.name))
    const last = out.at(-1)
    if (last !== undefined && last.to === from && last.at === at)
      out[out.length - 1] = { ...last, to, uris: [...last.uris, ...uris] }
    else
      out.push({
        account,
        region,
        from,
        to,
        at,
        uris,
        ...(scope === undefined ? {} : { only: scope }),
      })
  }
  return out
}

const windowOf = ({ since, until, now }: Wanted): Interval => ({
  from: Math.max(since ?? 0, now - HISTORY_REACH),
  to: Math.min(until ?? now, now),
})

/**
 * Event history through LookupEvents: management events of the last 90 days, in every enabled region, two look-ups a
 * second in each (facts/aws.md 8.1). Files and a ledger under `history/` make it resumable. What was fetched counts
 * for exactly its scope (R17). A place that cannot be asked is rejected with the reason. Throws `aws`, `usage`,
 * `interrupted`.
 */
export const eventHistory = async (
  name: string,
  wanted: Wanted,
  options: IngestOptions,
  surroundings: Surroundings,
): Promise<Source> => {
  const scopes = scopesOf(options)
  const { effects, onFetch } = surroundings
  const reasons = new Map<string, string>()
  const window = windowOf(wanted)

  const fetchAll = async (asked: Asked) => {
    const jobs = asked.places.flatMap((place) => scopes.map((scope) => ({ place, scope })))
    const tally = fetchTally(jobs.length, onFetch)
    return toTheEnd(
      jobs.map(async ({ place, scope }) => {
        const folder = folderOf(options.workspace, place, scope)
        const label = `${place.account} ${place.region}${scope === undefined ? '' : ` ${scope.value}`}`
        const answer = await asked.read(place, (send) =>
          fetchRanges(historyFeed(folder, send, scope), window, {
            now: effects.now,
            settling: wanted.settling,
            reach: HISTORY_REACH,
            onPage: (seen) => tally.page(label, seen),
          }),
        )
        tally.end(label)
        if (!('read' in answer)) return { unreadable: [answer], objects: [], history: [] }
        return {
          unreadable: [],
          objects: listedFiles(name, folder, place, answer.read),
          history: claimsOf(folder, place, scope, answer.read),
        }
      }),
    )
  }

  return {
    list: async (found) => {
      const asked = await askedPlaces(wanted, options, surroundings, 'every enabled region')
      const all = await fetchAll(asked).finally(asked.close)
      const failed = unreadableObjects(name, [
        ...asked.unreadable,
        ...all.flatMap((one) => one.unreadable),
      ])
      for (const [uri, reason] of failed.reasons) reasons.set(uri, reason)
      for (const { objects } of all) objects.forEach(found)
      failed.objects.forEach(found)
      return {
        completeness: [],
        history: all.flatMap((one) => one.history),
      }
    },
    read: reasonsOf(reasons),
  }
}
