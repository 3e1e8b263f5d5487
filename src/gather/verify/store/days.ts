import { formatInstant, type Instant, startOfDay } from '../../../model/time.ts'

/** The folders of a day: `2026/03/05`. */
export const dayPath = (instant: Instant): string =>
  formatInstant(startOfDay(instant)).slice(0, 10).replaceAll('-', '/')
