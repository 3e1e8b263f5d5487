import pLimit from 'p-limit'
import { DAY, formatInstant } from '../../../model/time.ts'
import type { S3, S3Object } from './s3-client.ts'
import type { Wanted } from './source.ts'
import { daysWanted } from './wanted.ts'

const nameOf = (folder: string): string =>
  folder.slice(folder.lastIndexOf('/', folder.length - 2) + 1, -1)

const ACCOUNT = /^\d{12}$/
const ORGANIZATION = /^o-[a-z0-9]{4,32}$/
const LISTINGS = 16

/** A folder `.../AWSLogs/[o-.../]<account>/`. */
const accountsBelow = async (s3: S3, logs: string): Promise<string[]> => {
  const { folders } = await s3.level(logs)
  const organizations = folders.filter((f) => ORGANIZATION.test(nameOf(f)))
  const deeper = await Promise.all(organizations.map((o) => s3.level(o)))
  return [...folders, ...deeper.flatMap((d) => d.folders)].filter((f) => ACCOUNT.test(nameOf(f)))
}

/** `YYYY/MM/DD/` of each day wanted, or whole years where an end is open. */
const dayPrefixes = async (s3: S3, region: string, wanted: Wanted): Promise<string[]> => {
  const { from, to } = daysWanted(wanted)
  if (from === undefined && to === undefined) return [region]
  const last = Math.min(to ?? wanted.now + DAY, wanted.now + DAY)
  if (from !== undefined) {
    const days = Math.max(0, Math.ceil((last - from) / DAY))
    return Array.from(
      { length: days },
      (_, i) =>
        `${region}${formatInstant(from + i * DAY)
          .slice(0, 10)
          .replaceAll('-', '/')}/`,
    )
  }
  const end = formatInstant(last).slice(0, 10).replaceAll('-', '/')
  const years = (await s3.level(region)).folders.filter((f) => nameOf(f) <= end.slice(0, 4))
  const months = (await Promise.all(years.map((y) => s3.level(y)))).flatMap((l) => l.folders)
  const days = (await Promise.all(months.map((m) => s3.level(m)))).flatMap((l) => l.folders)
  return days.filter((d) => d.slice(region.length, -1) < end)
}

/**
 * The objects of a log layout below `.../AWSLogs/`, by account, kind, region and day, so that a bucket
 * of years is not listed for the sake of a week. Kinds that hold no events are left alone, but digests.
 */
export const walkLayout = async (
  s3: S3,
  logs: string,
  wanted: Wanted,
  found: (object: S3Object) => void,
): Promise<void> => {
  const limit = pLimit(LISTINGS)
  const chosen = (names: readonly string[]) => (folder: string) =>
    names.length === 0 || names.includes(nameOf(folder))
  const accounts = (await accountsBelow(s3, logs)).filter(chosen(wanted.accounts))
  const kinds = (await Promise.all(accounts.map((a) => limit(() => s3.level(a)))))
    .flatMap((l) => l.folders)
    .filter((f) => nameOf(f).startsWith('CloudTrail'))
  const regions = (await Promise.all(kinds.map((k) => limit(() => s3.level(k)))))
    .flatMap((l) => l.folders)
    .filter(chosen(wanted.regions))
  const prefixes = (
    await Promise.all(regions.map((r) => limit(() => dayPrefixes(s3, r, wanted))))
  ).flat()
  // Days of regions of accounts are many: a promise for each would be too.
  const waiting = prefixes.values()
  const next = async () => {
    for (const prefix of waiting) await s3.below(prefix, found)
  }
  await Promise.all(Array.from({ length: LISTINGS }, next))
}

/** The `AWSLogs/` folders at or below a prefix, down to a few levels: a bucket may hold several. */
export const layoutsBelow = async (s3: S3, prefix: string, depth = 3): Promise<string[]> => {
  const at = /^(?:.*\/)?AWSLogs\/(?=$)/.exec(prefix)
  if (at !== null) return [prefix]
  const { folders } = await s3.level(prefix)
  const here = folders.filter((f) => nameOf(f) === 'AWSLogs')
  const others = folders.filter((f) => nameOf(f) !== 'AWSLogs')
  if (here.length > 0 || depth === 0) return here
  const deeper = await Promise.all(others.map((f) => layoutsBelow(s3, f, depth - 1)))
  return deeper.flat()
}
