import { groupBy } from '../../../model/group-by.ts'
import { quoted } from '../../../model/quoted.ts'
import { formatInstant } from '../../../model/time.ts'
import { cleanPrefix } from '../../coverage/read/location.ts'
import type { Recorder } from '../copies/recorder.ts'
import type { Measured } from './measured.ts'
import { type Unread, unreadOf } from './unread.ts'
import { regionsText } from './unread-lines.ts'

const PLACE = /^s3:\/\//

/** Where the files lie that were not read; undefined where that is not known either. */
const placeOf = ({ id, trail, writers }: Recorder): string | undefined => {
  const config = trail?.config ?? writers[0]?.config
  if (config === undefined) return PLACE.test(id) ? id : undefined
  return ['s3:/', config.s3Bucket, cleanPrefix(config.s3Prefix)]
    .filter((part) => part !== '')
    .join('/')
}

const accountsText = (all: readonly Unread[]): string => {
  const [first, ...more] = groupBy(all, (u) => u.account)
  if (first === undefined) return ''
  const [account, own] = first
  const others = more.length === 0 ? '' : ` and ${more.length} more accounts`
  return `account ${account} (${regionsText(own)})${others}`
}

const noteOf = (place: string, all: readonly Unread[], { window }: Measured): string => {
  const names = [...new Set(all.flatMap((u) => u.recorder.trail?.arn.name ?? []))]
  if (place === '')
    return `Where ${names.length === 0 ? 'some files lie' : `trail ${names.join(', ')} delivers`} was not read, nor its files in ${accountsText(all)}: no upper bound is known. Let a role that may call cloudtrail:GetTrail read it: wholetrail collect`
  const since = window === null ? '' : ` --since ${formatInstant(window.from)}`
  return `Not every file in ${place} was read of ${accountsText(all)}: what they hold may cost more, and no upper bound is known. Read them: wholetrail ingest ${quoted(place)}${since}; where a folder has them all: wholetrail ingest FOLDER --complete`
}

/** Which files were not read that may cost something, and the command that reads them. One sentence a place. */
export const unreadNotes = (measured: Measured): readonly string[] =>
  [...groupBy(unreadOf(measured), ({ recorder }) => placeOf(recorder) ?? '')].map(([place, all]) =>
    noteOf(place, all, measured),
  )
