import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { WholetrailError } from '../../../model/error.ts'
import type { IngestOptions } from '../../../model/ingest.ts'
import { type Asked, askedPlaces, toTheEnd } from './asked-places.ts'
import { logGroupFeed, patternOf } from './cloudwatch-logs-feed.ts'
import { fetchTally } from './fetch-progress.ts'
import { fetchRanges } from './fetched-ranges.ts'
import { listedFiles, reasonsOf, unreadableObjects } from './fetched-source.ts'
import type { Source, Surroundings, Wanted } from './source.ts'

const ARN = /^arn:[^:]+:logs:([a-z0-9-]+):(\d{12}):log-group:([^:]+)(?::\*)?$/

/** Place and name of a group that is named by its ARN. */
const groupOf = (name: string) => {
  const given = name.slice('cloudwatch-logs:'.length)
  const [arn, region, account] = ARN.exec(given) ?? []
  if (given === '' || (given.startsWith('arn:') && arn === undefined))
    throw new WholetrailError('usage', `not a log group: ${name}`, {
      hint: 'write cloudwatch-logs:NAME, or its ARN',
    })
  return { group: arn === undefined ? given : given.replace(/:\*$/, ''), region, account }
}

const filterOf = ({ accessKeys = [], eventNames = [] }: IngestOptions): string | undefined => {
  if (accessKeys.length > 0 && eventNames.length > 0)
    throw new WholetrailError('usage', '--access-key and --event-name cannot be asked together', {
      hint: 'run the command once for each',
    })
  return patternOf('accessKeyId', accessKeys) ?? patternOf('eventName', eventNames)
}

/** A name for a folder that two groups or filters never share. */
const folderName = (group: string, filter: string | undefined): string => {
  const hash = createHash('sha256')
    .update(JSON.stringify([group, filter ?? null]))
    .digest('hex')
  return `${group.replaceAll(/[^A-Za-z0-9_.-]+/g, '_').slice(-80)}-${hash.slice(0, 12)}`
}

/**
 * A log group that a trail delivers to, through FilterLogEvents: resumable like event history. It can show that
 * something happened, never that nothing did: events above 256 KB are not in it (R17). Throws `aws`, `usage`,
 * `interrupted`.
 */
export const cloudwatchLogs = async (
  name: string,
  wanted: Wanted,
  options: IngestOptions,
  surroundings: Surroundings,
): Promise<Source> => {
  const { group, region, account } = groupOf(name)
  const filter = filterOf(options)
  const { effects, onFetch } = surroundings
  const reasons = new Map<string, string>()
  const asked: Wanted = {
    ...wanted,
    accounts: account === undefined ? wanted.accounts : [account],
    regions: region === undefined ? wanted.regions : [region],
  }
  const window = {
    from: wanted.since ?? 0,
    to: Math.min(wanted.until ?? wanted.now, wanted.now),
  }

  const fetchAll = async (from: Asked) => {
    const tally = fetchTally(from.places.length, onFetch)
    return toTheEnd(
      from.places.map(async (place) => {
        const at = join(options.workspace, 'cloudwatch-logs', place.account, place.region)
        const folder = join(at, folderName(group, filter))
        const label = `${place.account} ${place.region}`
        const answer = await from.read(place, (send) =>
          fetchRanges(logGroupFeed(folder, send, group, filter), window, {
            now: effects.now,
            settling: wanted.settling,
            onPage: (seen) => tally.page(label, seen),
          }),
        )
        tally.end(label)
        return 'read' in answer
          ? { objects: listedFiles(name, folder, place, answer.read), unreadable: [] }
          : { objects: [], unreadable: [answer] }
      }),
    )
  }

  return {
    list: async (found) => {
      const from = await askedPlaces(asked, options, surroundings, 'one region')
      const all = await fetchAll(from).finally(from.close)
      const failed = unreadableObjects(name, [
        ...from.unreadable,
        ...all.flatMap((one) => one.unreadable),
      ])
      for (const [uri, reason] of failed.reasons) reasons.set(uri, reason)
      for (const { objects } of all) objects.forEach(found)
      failed.objects.forEach(found)
      return { completeness: [] }
    },
    read: reasonsOf(reasons),
  }
}
