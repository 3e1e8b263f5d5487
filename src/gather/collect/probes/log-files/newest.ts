import type { Observed } from '../../../../model/observed.ts'
import { DAY, type Instant, startOfDay, tryParseInstant } from '../../../../model/time.ts'
import { instantOf } from '../map/answer.ts'
import type { AccountFolder } from './folders.ts'
import { foldersBelow, type ListPage } from './lister.ts'

/** A region's folder and its newest day, `2026/03/11`: folders of days sort by time (facts/aws.md 2.1). */
interface NewestDay {
  readonly region: string
  readonly day: string
}

const levels = [/^\d{4}$/, /^\d{2}$/, /^\d{2}$/] as const

/** Walks year, month and day, the last folder of each. `null`: there is no day. */
const lastDay = async (list: ListPage, region: string): Promise<Observed<NewestDay | null>> => {
  let at = region
  for (const level of levels) {
    const names = await foldersBelow(list, at)
    if ('unknown' in names) return names
    const last = names.known
      .filter((name) => level.test(name))
      .sort()
      .at(-1)
    if (last === undefined) return { known: null }
    at = `${at}${last}/`
  }
  return { known: { region, day: at.slice(region.length, -1) } }
}

/** Whether a region's folder has a key of a later day; `~` sorts after the slash that ends a day's folder. */
const hasLater = async (
  list: ListPage,
  region: string,
  day: string,
): Promise<Observed<boolean>> => {
  const page = await list({ Prefix: region, StartAfter: `${region}${day}~`, MaxKeys: 1 })
  return 'unknown' in page ? page : { known: (page.known.Contents ?? []).length > 0 }
}

const startOf = (day: string): Instant => tryParseInstant(day.replaceAll('/', '-')) ?? 0

const newestDay = async (
  list: ListPage,
  kinds: readonly string[],
  now: Instant,
): Promise<Observed<NewestDay | null>> => {
  let best: NewestDay | null = null
  for (const kind of kinds) {
    const regions = await foldersBelow(list, kind)
    if ('unknown' in regions) return regions
    for (const name of regions.known) {
      const region: string = `${kind}${name}/`
      const later: Observed<boolean> =
        best === null ? { known: true } : await hasLater(list, region, best.day)
      if ('unknown' in later) return later
      if (!later.known) continue
      const found = await lastDay(list, region)
      if ('unknown' in found) return found
      if (found.known !== null && (best === null || found.known.day > best.day)) best = found.known
      if (best !== null && startOf(best.day) >= startOfDay(now) - DAY) return { known: best }
    }
  }
  return { known: best }
}

/** Log files tell of delivery; where there are none at all, digests and Insights do. */
const kindsOf = (folders: readonly AccountFolder[]): readonly string[] => {
  const all = folders.flatMap((f) => f.kinds)
  const logs = all.filter((kind) => kind.endsWith('/CloudTrail/'))
  return logs.length > 0 ? logs : all
}

/**
 * When CloudTrail last delivered, exact to the day: the walk ends at the first region that has files of today or
 * yesterday. `null`: there are folders and no file.
 */
export const newestDelivery = async (
  list: ListPage,
  folders: readonly AccountFolder[],
  now: Instant,
): Promise<Observed<Instant | null>> => {
  const best = await newestDay(list, kindsOf(folders), now)
  if ('unknown' in best) return best
  if (best.known === null) return { known: null }
  const page = await list({ Prefix: `${best.known.region}${best.known.day}/` })
  if ('unknown' in page) return page
  const times = (page.known.Contents ?? []).flatMap((o) => instantOf(o.LastModified) ?? [])
  return { known: Math.max(startOf(best.known.day), ...times) }
}
