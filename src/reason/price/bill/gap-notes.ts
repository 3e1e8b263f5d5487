import { length } from '../../../model/intervals.ts'
import { quoted } from '../../../model/quoted.ts'
import { DAY, formatInstant, type Interval } from '../../../model/time.ts'
import type { Gap } from '../copies/gaps.ts'
import type { Measured } from './measured.ts'

const dayOf = (instant: number): string => formatInstant(instant).slice(0, 10)

const daysText = ({ from, to }: Interval): string =>
  to - from <= DAY ? dayOf(from) : `${dayOf(from)} to ${dayOf(to - DAY)}`

/** So many stretches are named. */
const SHOWN = 3

const noteOf = ({ bucket, prefix, days }: Gap): string => {
  const place = bucket === null ? undefined : `s3://${[bucket, prefix].filter(Boolean).join('/')}`
  const count = Math.round(length(days) / DAY)
  const left = days.length - SHOWN
  const named = days.slice(0, SHOWN).map(daysText).join(', ')
  const more = left > 0 ? ` and ${left} more stretches` : ''
  const from = days[0]?.from ?? 0
  const to = days.at(-1)?.to ?? 0
  return `No log file of ${place ?? 'the folders that were ingested'} is in the lake for ${count === 1 ? '1 day' : `${count} days`} of the time that is counted: ${named}${more}. What was recorded then counts as nothing, so that a month may cost more. Read them: wholetrail ingest ${place === undefined ? 'FOLDER' : quoted(place)} --since ${dayOf(from)} --until ${dayOf(to)}`
}

/** Days that nothing was ingested of, and the command that reads them. One sentence a place. */
export const gapNotes = ({ gaps = [] }: Measured): readonly string[] => gaps.map(noteOf)
