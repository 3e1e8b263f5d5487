import { DAY, type Interval } from '../../../model/time.ts'
import { claimOfKey } from '../../objects/key.ts'

/** Whether an object's name tells a time in the window: that in its name, else the day of its folders. */
export const isNamedIn = (key: string, { from, to }: Interval): boolean => {
  const { named, day } = claimOfKey(key)
  if (named !== null) return named >= from && named < to
  return day !== null && day < to && day + DAY > from
}
