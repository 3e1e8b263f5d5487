import { groupBy } from '../../model/group-by.ts'
import { formatInstant } from '../../model/time.ts'
import type { UnattestedFile } from '../../model/verification.ts'
import { span } from '../blind-lines.ts'
import { count, plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { hanging, wrap } from '../format/wrap.ts'

const PLACES = 6

/** What to make of files that no digest names. */
const MEANS: Readonly<Record<UnattestedFile['why'], string>> = {
  'hour still open': 'their digest may still arrive: run verify again in three hours',
  'validation was off':
    'logging or validation was off, or another trail without validation writes here: nobody can prove that they are as CloudTrail wrote them: aws cloudtrail update-trail --enable-log-file-validation',
  'backfill may be pending':
    'CloudTrail names late files in a backfill digest: run verify again tomorrow',
  'no digests':
    'no digest lies where they do, so nobody can prove that they are as CloudTrail wrote them: see that validation is on, and that the digests were copied too',
  'its digest is missing':
    'the digest that would name them is gone, so they can be neither proven nor refuted: find out who deleted it, and restore it',
  'its digest could not be checked':
    'the digest of their hour does not name them, or could not be read: see the problem of that digest',
  'not named by the digest of its hour':
    'another trail of the same bucket may have written them; if none does, someone else put them there: look at who wrote them',
}

/** The bucket and prefix, or the folder, that a file lies in: log files do not tell their trail (R18). */
const placeOf = ({ uri, account, region }: UnattestedFile): string => {
  const end = uri.indexOf('AWSLogs/')
  return end < 0 ? `${account} ${region}` : uri.slice(0, end).replace(/\/$/, '')
}

const whenText = (files: readonly UnattestedFile[], style: Style): string => {
  const times = files.flatMap(({ named }) => (named === null ? [] : [named]))
  const from = times.reduce((a, b) => Math.min(a, b), Infinity)
  const to = times.reduce((a, b) => Math.max(a, b), -Infinity)
  return times.length === 0 ? '' : `, ${span(formatInstant(from), formatInstant(to), style)}`
}

const placeLine = (place: string, files: readonly UnattestedFile[], style: Style): string => {
  const [first] = files
  if (files.length === 1 && first !== undefined) return safe(first.uri)
  const cells = new Set(files.map((f) => `${f.account} ${f.region}`)).size
  return `${safe(place)}: ${count(files.length)} in ${plural(cells, 'account and region', 'accounts and regions')}${whenText(files, style)}`
}

const placeLines = (
  files: readonly UnattestedFile[],
  columns: number,
  style: Style,
): readonly string[] => {
  const places = [...groupBy(files, placeOf)].sort(([, a], [, b]) => b.length - a.length)
  const hidden = places.length - PLACES
  return [
    ...places
      .slice(0, PLACES)
      .flatMap(([place, own]) => hanging(`      ${placeLine(place, own, style)}`, columns)),
    ...(hidden > 0 ? [`      ... and ${plural(hidden, 'other place')} (--json)`] : []),
  ]
}

/** Log files that no digest names, by the reason: not bad, and not proven. */
export const unattestedLines = (
  files: readonly UnattestedFile[],
  columns: number,
  style: Style,
): string[] =>
  [...groupBy(files, (f) => f.why)].flatMap(([why, own]) => [
    `  ${style.warn(why)}  ${plural(own.length, 'log file')}`,
    ...placeLines(own, columns, style),
    ...wrap(MEANS[why], columns - 8).map((l, i) => `      ${i === 0 ? '> ' : '  '}${l}`),
  ])
