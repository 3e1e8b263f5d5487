import type { Instant, Interval } from '../../../../model/time.ts'
import { isNamedIn } from '../named-time.ts'
import type { ListedObject } from '../store.ts'
import type { BucketCalls } from './calls.ts'
import { daysFrom, FEW_MONTHS, type Month, monthsIn } from './months.ts'
import { foldersBelow, nameOf, pagesOf } from './pages.ts'

const listDay = async (
  calls: BucketCalls,
  bucket: string,
  prefix: string,
  after: string | undefined,
): Promise<readonly ListedObject[]> => {
  const found: ListedObject[] = []
  const start = after === undefined ? {} : { StartAfter: after }
  for await (const page of pagesOf(calls, bucket, { Prefix: prefix, ...start }))
    for (const object of page.objects) found.push(object)
  return found
}

/** One page holds a month of digests; where it does not, the days that are left are listed side by side. */
const listMonth = async (
  calls: BucketCalls,
  bucket: string,
  region: string,
  month: Month,
): Promise<readonly ListedObject[]> => {
  const asked = { Prefix: `${region}${month.folder}`, StartAfter: `${region}${month.first}` }
  for await (const { objects, isLast } of pagesOf(calls, bucket, asked)) {
    const newest = objects.at(-1)?.key
    const reached = newest?.slice(region.length, region.length + 10)
    if (isLast || newest === undefined || reached === undefined || reached > month.last)
      return objects
    const days = daysFrom(month, reached).map((day) =>
      listDay(calls, bucket, `${region}${day}/`, day === reached ? newest : undefined),
    )
    return [objects, ...(await Promise.all(days))].flat()
  }
  return []
}

const yearsThatAre = async (
  calls: BucketCalls,
  bucket: string,
  region: string,
  months: readonly Month[],
): Promise<readonly Month[]> => {
  if (months.length <= FEW_MONTHS) return months
  const years = new Set((await foldersBelow(calls, bucket, region)).map(nameOf))
  return months.filter((month) => years.has(month.folder.slice(0, 4)))
}

/**
 * The objects below `.../<region>/` with a time in the window in their names, in the order of their keys; only the days
 * of the window are listed. Throws what the SDK throws.
 */
export const listWindow = async (
  calls: BucketCalls,
  bucket: string,
  region: string,
  window: Interval,
  now: Instant,
): Promise<readonly ListedObject[]> => {
  const months = await yearsThatAre(calls, bucket, region, monthsIn(window, now))
  const lists = await Promise.all(months.map((month) => listMonth(calls, bucket, region, month)))
  return lists
    .flat()
    .filter((object) => isNamedIn(object.key, window))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}
