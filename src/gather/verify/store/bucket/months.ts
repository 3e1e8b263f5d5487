import { DAY, type Instant, type Interval, startOfDay } from '../../../../model/time.ts'
import { dayPath } from '../days.ts'

/** Days of one month: `folder` is `2026/03/`, the days `2026/03/05`, the first and the last included. */
export interface Month {
  readonly folder: string
  readonly first: string
  readonly last: string
}

/** Windows with more months than this are narrowed to the years that a folder has. */
export const FEW_MONTHS = 4

/** CloudTrail began on 2013-11-13. */
const FIRST = Date.UTC(2013, 10) * 1000

/** All days of the window up to `now`, one more on each side: an object may lie in the folder of the day before. */
export const daysIn = ({ from, to }: Interval, now: Instant): readonly string[] => {
  const days: string[] = []
  const end = Math.min(to, now) + DAY
  for (let day = startOfDay(Math.max(from, FIRST) - DAY); day <= end; day += DAY)
    days.push(dayPath(day))
  return days
}

export const monthsIn = (window: Interval, now: Instant): readonly Month[] => {
  const months = new Map<string, Month>()
  for (const day of daysIn(window, now)) {
    const folder = day.slice(0, 8)
    months.set(folder, { folder, first: months.get(folder)?.first ?? day, last: day })
  }
  return [...months.values()]
}

/** The days of a month from one on. */
export const daysFrom = ({ folder, last }: Month, first: string): readonly string[] => {
  const days: string[] = []
  for (let day = Number(first.slice(8)); day <= Number(last.slice(8)); day += 1)
    days.push(`${folder}${String(day).padStart(2, '0')}`)
  return days
}
