import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { realEffects } from '../src/effects.ts'
import { verify } from '../src/gather/verify/verify.ts'
import { formatInstant, HOUR } from '../src/model/time.ts'
import { examplePlace } from '../test/fixtures/digests/layout.ts'
import { LOOPBACK_FROM, type Loopback } from './loopback-s3.ts'

const FILES = Number(process.env.WHOLETRAIL_BENCH_BUCKET_FILES ?? 2000)
const LOGS_AN_HOUR = 10
const HOURS = Math.ceil(FILES / LOGS_AN_HOUR)
/** What each answer takes, as it does from S3. */
const MILLISECONDS = 30
const TO = LOOPBACK_FROM + HOURS * HOUR

const env = {
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_REGION: examplePlace.region,
}

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const start = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - start) / 1e9
}

const verified = async (endpointUrl: string, more: { readonly concurrency?: number }) => {
  const workspace = mkdtempSync(join(tmpdir(), 'wholetrail-bench-'))
  try {
    const effects = { ...realEffects(new AbortController().signal), env, now: () => TO + HOUR }
    const known = { now: TO + HOUR, snapshots: [], events: [], manifest: null, query: null }
    const sources = [`s3://${examplePlace.bucket}`]
    const report = await verify({ sources, workspace, endpointUrl, ...more }, known, effects)
    const [chain] = report.chains
    if (chain?.files !== HOURS * LOGS_AN_HOUR || report.counts.verified !== HOURS)
      throw new Error(`not all was verified: ${JSON.stringify(report.counts)}`)
  } finally {
    rmSync(workspace, { recursive: true, force: true })
  }
}

/** `aws cloudtrail validate-logs` of the same; `undefined` where it is not on this machine. */
const awsSeconds = async (endpointUrl: string): Promise<number | undefined> => {
  const { trail, home, account, bucket, region } = examplePlace
  const run = async (args: readonly string[]) => {
    const child = spawn('aws', args, {
      env: { ...process.env, ...env, AWS_ENDPOINT_URL: endpointUrl },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (text) => {
      said += text
    })
    const [code] = await once(child, 'close')
    return { code, said }
  }
  const isThere = await run(['--version']).catch(() => undefined)
  if (isThere?.code !== 0) return undefined
  return secondsOf(async () => {
    const { code, said } = await run([
      ...['cloudtrail', 'validate-logs', '--region', region, '--s3-bucket', bucket],
      ...['--trail-arn', `arn:aws:cloudtrail:${home}:${account}:trail/${trail}`],
      ...['--start-time', formatInstant(LOOPBACK_FROM), '--end-time', formatInstant(TO)],
    ])
    if (code !== 0 || !said.includes(`${FILES}/${FILES} log files valid`))
      throw new Error(`aws says otherwise (${code}): ${said}`)
  })
}

/** Verifies a bucket whose answers take a while, as those of S3 do: at once, and one at a time. */
export const run = async (): Promise<void> => {
  const workerData: Loopback = {
    hours: HOURS,
    logsAnHour: LOGS_AN_HOUR,
    milliseconds: MILLISECONDS,
  }
  const server = new Worker(new URL('./loopback-s3.js', import.meta.url), { workerData })
  try {
    const [{ port }] = (await once(server, 'message')) as [{ port: number }]
    const endpoint = `http://127.0.0.1:${port}`
    await verified(endpoint, {}) // loads what is loaded once
    const ours = Math.min(
      await secondsOf(() => verified(endpoint, {})),
      await secondsOf(() => verified(endpoint, {})),
    )
    const slow = await secondsOf(() => verified(endpoint, { concurrency: 1 }))
    console.log(`${FILES} log files, ${HOURS} digests, each answer after ${MILLISECONDS} ms`)
    console.log(
      `wholetrail verify        ${ours.toFixed(2)} s: ${Math.round(FILES / ours)} files/s`,
    )
    console.log(`one request at a time    ${slow.toFixed(2)} s`)
    console.log(`verify is ${(slow / ours).toFixed(1)} times as fast (goal: at least 30)`)
    const theirs = await awsSeconds(endpoint)
    console.log(
      theirs === undefined
        ? 'aws cloudtrail validate-logs: the command is not on this machine'
        : `aws cloudtrail validate-logs ${theirs.toFixed(2)} s: verify is ${(theirs / ours).toFixed(1)} times as fast`,
    )
  } finally {
    await server.terminate()
  }
}
