import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { randomFrom, syntheticEvent } from './events.ts'
import type { Organization } from './ingested-lake.ts'

const DAY = 86_400

/** Writes the log files of some accounts: one a day and region, in CloudTrail's key layout. */
const write = ({ folder, accounts, regions, firstDay, days, eventsPerFile }: Organization) => {
  let files = 0
  for (const account of accounts) {
    const random = randomFrom(Number(account.slice(-8)))
    for (const region of regions)
      for (let d = 0; d < days; d++) {
        const start = (firstDay + d) * DAY
        const records = Array.from({ length: eventsPerFile }, (_, k) =>
          syntheticEvent(
            random,
            { account, region },
            start + Math.floor(((k + random(100) / 100) * DAY) / eventsPerFile),
          ),
        )
        const at = new Date(start * 1000).toISOString()
        const [year, month, day] = [at.slice(0, 4), at.slice(5, 7), at.slice(8, 10)]
        const key = join(folder, 'AWSLogs', account, 'CloudTrail', region, year, month, day)
        mkdirSync(key, { recursive: true })
        const name = `${account}_CloudTrail_${region}_${year}${month}${day}T2355Z_${String(files++).padStart(16, 'A')}.json.gz`
        writeFileSync(join(key, name), gzipSync(JSON.stringify({ Records: records }), { level: 1 }))
      }
  }
}

if (workerData !== null) write(workerData as Organization)
