import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Place, randomFrom, syntheticEvent } from './events.ts'

export interface LogFiles {
  readonly paths: readonly string[]
  readonly events: number
  readonly stored: number
  readonly uncompressed: number
}

/** Writes log files in CloudTrail's key layout: one file an hour and place, one place after another. */
export const writeLogFiles = (
  folder: string,
  { files, eventsPerFile }: { files: number; eventsPerFile: number },
): LogFiles => {
  const random = randomFrom(2026)
  const places: Place[] = ['111111111111', '222222222222'].flatMap((account) =>
    ['us-east-1', 'eu-central-1'].map((region) => ({ account, region })),
  )
  const paths: string[] = []
  let stored = 0
  let uncompressed = 0
  for (let i = 0; i < files; i++) {
    const place = places[i % places.length] as Place
    const hour = Date.UTC(2026, 2, 1) / 3_600_000 + Math.floor(i / places.length)
    const records = Array.from({ length: eventsPerFile }, (_, k) =>
      syntheticEvent(random, place, hour * 3600 + Math.floor((k * 3600) / eventsPerFile)),
    )
    const text = Buffer.from(JSON.stringify({ Records: records }))
    const at = new Date((hour + 1) * 3_600_000).toISOString()
    const [year, month, day] = [at.slice(0, 4), at.slice(5, 7), at.slice(8, 10)]
    const { account, region } = place
    const key = join(folder, 'bench-logs/AWSLogs', account, 'CloudTrail', region, year, month, day)
    mkdirSync(key, { recursive: true })
    const name = `${account}_CloudTrail_${region}_${year}${month}${day}T${at.slice(11, 13)}00Z_${String(i).padStart(16, 'A')}.json.gz`
    const zipped = gzipSync(text)
    writeFileSync(join(key, name), zipped)
    paths.push(join(key, name))
    stored += zipped.length
    uncompressed += text.length
  }
  return { paths, events: files * eventsPerFile, stored, uncompressed }
}
