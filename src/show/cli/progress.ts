import type { Effects } from '../../effects.ts'
import type { FetchProgress, IngestProgress } from '../../model/ingest.ts'
import { formatInstant, SECOND } from '../../model/time.ts'
import { count, duration, percent, size } from '../format/quantity.ts'
import { clip } from '../format/table.ts'

const TERMINAL_PERIOD = SECOND / 8
const LOG_PERIOD = 10 * SECOND

/** A line on stderr that follows long work: drawn again on a terminal, a new line every ten seconds elsewhere. */
export interface ProgressLine {
  readonly show: (line: string) => void
  readonly end: () => void
}

export const progressLine = (effects: Effects, quiet: boolean): ProgressLine => {
  if (quiet) return { show: () => {}, end: () => {} }
  const { stderr: isTerminal, columns } = effects.terminal
  let last = isTerminal ? 0 : effects.now()
  let drawn = false
  return {
    show: (line) => {
      const now = effects.now()
      if (now - last < (isTerminal ? TERMINAL_PERIOD : LOG_PERIOD)) return
      last = now
      drawn = isTerminal
      effects.stderr(isTerminal ? `\r\x1b[2K${clip(line, columns - 1)}` : `${line}\n`)
    },
    end: () => {
      if (drawn) effects.stderr('\r\x1b[2K')
    },
  }
}

/** What is fetched from an API whose pages nobody can count: the events so far and the time reached. */
const fetchLine = (
  { places, placesDone, events, place, reached, done }: FetchProgress,
  elapsed: number,
): string => {
  const at = reached === null ? '' : ` at ${formatInstant(reached)}`
  const left =
    done <= 0.01 || done >= 1
      ? ''
      : `, ${percent(done)}, about ${duration((elapsed * (1 - done)) / done)} left`
  return `${count(events)} events fetched, ${count(placesDone)} of ${count(places)} places, ${place}${at}${left}`
}

/** Files, bytes, events, rate and time left. */
export const ingestLine = (p: IngestProgress, elapsed: number): string => {
  if (p.fetching !== undefined) return fetchLine(p.fetching, elapsed)
  const seconds = Math.max(elapsed / SECOND, 0.001)
  const files =
    p.totalFiles === null ? count(p.files) : `${count(p.files)} of ${count(p.totalFiles)}`
  const done =
    p.totalBytes !== null && p.totalBytes > 0
      ? p.bytes / p.totalBytes
      : p.totalFiles
        ? p.files / p.totalFiles
        : null
  const left =
    done === null || done <= 0.01
      ? ''
      : `, ${percent(done)}, ${duration((elapsed * (1 - done)) / done)} left`
  return `${files} files, ${size(p.bytes)}, ${count(p.events)} events, ${count(Math.round(p.events / seconds))} events/s${left}`
}
