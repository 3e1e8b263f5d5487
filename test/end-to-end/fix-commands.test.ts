import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pLimit from 'p-limit'
import { expect, test } from 'vitest'
import { type ConsoleStep, printConsole } from '../../src/act/fix/formats/console/print.ts'
import { writtenSteps } from '../../src/act/fix/formats/written.ts'
import type { Desired } from '../../src/model/desired.ts'
import { demoSnapshot, planFor } from '../fixtures/demo-plan.ts'
import { holedPlans } from '../fixtures/holed-plans.ts'

const hasAws = spawnSync('aws', ['--version'], { stdio: 'ignore' }).status === 0

const place = { account: '111122223333', region: 'eu-west-1' }

/** What no plan here makes. */
const others: readonly Desired[] = [
  {
    ...{ kind: 'scp', ...place, state: 'existing', name: "guard's", description: 'x' },
    ...{ content: { Version: '2012-10-17', Statement: [] }, targets: ['r-1234'] },
  },
  {
    ...{ kind: 'log-group', ...place, state: 'existing', name: 'g', retentionDays: null },
    kmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1',
  },
  {
    kind: 'bucket',
    ...place,
    state: 'new',
    name: 'logs',
    objectLock: { mode: 'GOVERNANCE', days: 3 },
    lifecycle: [
      {
        ...{ id: 'x', enabled: true, prefix: 'a', isNarrowed: false, expirationDays: 3 },
        ...{ noncurrentExpirationDays: 2, transitions: [{ days: 1, storageClass: 'GLACIER' }] },
      },
    ],
  },
]

/** One command of each operation of each service: the longest. */
const commands = (): readonly string[] => {
  const steps: readonly ConsoleStep[] = [
    ...[planFor(demoSnapshot()), ...holedPlans()].flatMap((plan) =>
      writtenSteps(plan.steps, 'console').flatMap((w) => w.commands),
    ),
    ...printConsole(others),
  ]
  const longest = new Map<string, string>()
  for (const { command } of steps) {
    const name = /aws \S+ \S+/.exec(command)?.[0] ?? command
    if ((longest.get(name) ?? '').length < command.length) longest.set(name, command)
  }
  return [...longest.values()]
}

test('every command names the page of the console that does the same, where there is one', () => {
  const steps = [
    ...[planFor(demoSnapshot()), ...holedPlans()].flatMap((plan) =>
      writtenSteps(plan.steps, 'console').flatMap((w) => w.commands),
    ),
    ...printConsole(others),
  ]
  const without = steps.flatMap(({ page, command }) =>
    page === undefined ? (/aws \S+ \S+/.exec(command)?.[0] ?? command) : [],
  )
  expect([...new Set(without)]).toEqual(['aws logs associate-kms-key'])
})

/** Read as an error by services that speak XML and by those that speak JSON. */
const REFUSAL =
  '<ErrorResponse><Error><Code>Refused</Code><Message>no</Message></Error></ErrorResponse>'

/** Runs a command against an endpoint that refuses everything; what it complains of before that. */
const complaint = (command: string, endpoint: string): Promise<string> =>
  new Promise((resolve) => {
    const env = {
      ...{ PATH: process.env.PATH ?? '', AWS_ENDPOINT_URL: endpoint, AWS_MAX_ATTEMPTS: '1' },
      ...{ AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x', AWS_EC2_METADATA_DISABLED: 'true' },
      ...{ KEY_ID: '1234abcd-12ab-34cd-56ef-1234567890ab', POLICY_ID: 'p-12345678' },
    }
    const run = spawn('bash', ['--norc', '-c', command], { env })
    const errors: string[] = []
    run.stderr.on('data', (data: Buffer) => errors.push(data.toString()))
    run.on('close', () => {
      const said = errors.join('')
      resolve(/An error occurred \(.*\) when calling the/.test(said) ? '' : `${command}\n${said}`)
    })
  })

test.skipIf(!hasAws)(
  'the AWS command line accepts every kind of command, and calls what it says (skipped without it)',
  async () => {
    let calls = 0
    const server = createServer((request, response) => {
      calls += 1
      request.resume()
      request.on('end', () => response.writeHead(400).end(REFUSAL))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const all = commands()
    const limit = pLimit(3)
    const endpoint = `http://127.0.0.1:${port}`
    const refused = await Promise.all(all.map((c) => limit(() => complaint(c, endpoint))))
    server.close()
    expect(refused.filter((text) => text !== '')).toEqual([])
    expect(calls).toBe(all.length)
    expect(all.length).toBeGreaterThan(20)
  },
)
