import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { encodeSnapshot } from '../../../src/model/snapshot/encode.ts'
import { snapshotSchema } from '../../../src/model/snapshot.ts'
import { denied, snapshotOf, trailOf } from '../../../src/reason/assess/given.ts'
import { documentSchemas } from '../../../src/show/docs.ts'
import { runCli } from '../../fixtures/cli.ts'
import { answers, fakeAws } from '../aws/fake-aws.ts'
import { MANAGEMENT, organizationAnswer } from './organization.ts'

let ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(ends.map((end) => end()))
  ends = []
})

const workspace = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'wholetrail-command-'))
  ends.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const endpoint = async (answer: Parameters<typeof fakeAws>[0]): Promise<string> => {
  const aws = await fakeAws(answer)
  ends.push(aws.close)
  return aws.url
}

const env = { AWS_ACCESS_KEY_ID: `AKIA${MANAGEMENT}`, AWS_SECRET_ACCESS_KEY: 'very-secret' }

const collectAt = async (url: string, ...argv: string[]) => {
  const folder = await workspace()
  const argvs = ['collect', '--endpoint-url', url, '--workspace', folder, '--max-attempts', '1']
  return { folder, ...(await runCli([...argvs, '--region', 'eu-west-1', ...argv], { env })) }
}

test('--json is one document of its schema, and the snapshot is where it says', async () => {
  const url = await endpoint(organizationAnswer)
  const { stdout, stderr, code } = await collectAt(url, '--json', '--no-history')
  expect({ stderr, code }).toEqual({ stderr: '', code: 3 }) // the endpoint fails half of the calls
  const document = documentSchemas.collect.parse(JSON.parse(stdout)) as { file: string }
  expect(document).toMatchObject({
    schema: 'wholetrail/collect/1',
    accounts: [{ account: MANAGEMENT, reached: true, reason: null }],
    collectedAt: '2026-11-01T00:00:00Z',
  })
  expect(stdout).not.toContain('very-secret')
})

test('the text says who was reached, what stayed unknown and why, and what to do next', async () => {
  const url = await endpoint((asked) =>
    asked.operation === 'DescribeTrails'
      ? answers.error('AccessDeniedException')
      : organizationAnswer(asked),
  )
  const { stdout, code } = await collectAt(url, '--no-history')
  expect(code).toBe(3)
  expect(stdout).toContain('accounts   1 of 1 account reached')
  expect(stdout).toMatch(/access denied: `wholetrail collect --policy` prints what is needed\n/)
  expect(stdout).toMatch(/999999999999: .*trailsListed 1/)
  expect(stdout).toContain('AccessDeniedException: AccessDeniedException')
  expect(stdout).toContain('next       wholetrail assess')
})

test('an account that is not entered ends with 3, and is named with its reason', async () => {
  const url = await endpoint((asked) =>
    asked.operation === 'AssumeRole' ? answers.xmlError('AccessDenied') : organizationAnswer(asked),
  )
  const { stdout, code } = await collectAt(url, '--account', '222222222222')
  expect(code).toBe(3)
  expect(stdout).toContain('0 of 1 account reached')
  expect(stdout).toContain('not entered: 222222222222: AccessDenied: AccessDenied')
})

test('credentials that AWS refuses: one line, a hint, exit code 4', async () => {
  const url = await endpoint(() => answers.xmlError('InvalidClientTokenId'))
  const { stdout, stderr, code } = await collectAt(url)
  expect({ stdout, code }).toEqual({ stdout: '', code: 4 })
  expect(stderr).toMatch(/^wholetrail: AWS does not say who is asking: InvalidClientTokenId/)
  expect(stderr).toContain('hint: ')
})

test('--policy prints the policy and asks AWS nothing', async () => {
  const { stdout, code } = await runCli(['collect', '--policy'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toHaveProperty('Statement')
  const terraform = await runCli(['collect', '--policy', 'terraform'])
  expect(terraform.stdout).toContain('resource "aws_iam_role" "wholetrail"')
  expect((await runCli(['collect', '--policy', 'pulumi'])).code).toBe(2)
})

test.each([
  [['--account', '12'], 'not an account id: 12'],
  [['--concurrency', '0'], '--concurrency must be at least 1'],
  [['--max-attempts', '0'], '--max-attempts must be at least 1'],
  [['--diff', 'one'], '--diff takes two snapshots'],
])('%s is a usage error', async (argv, message) => {
  const { code, stderr } = await runCli(['collect', ...argv])
  expect(code).toBe(2)
  expect(stderr).toContain(message)
})

const written = async (folder: string, name: string, snapshot: ReturnType<typeof snapshotOf>) => {
  const file = encodeSnapshot(snapshotSchema.parse(encodeSnapshot(snapshot)))
  await writeFile(join(folder, name), JSON.stringify(file))
}

test('--diff says what changed in what is recorded, the losses first', async () => {
  const folder = await workspace()
  await written(folder, 'a.json', snapshotOf())
  await written(
    folder,
    'b.json',
    snapshotOf({ trails: [trailOf({ status: { isLogging: false } })] }),
  )
  const [a, b] = [join(folder, 'a.json'), join(folder, 'b.json')]
  const same = await runCli(['collect', '--diff', a, a])
  expect(same).toMatchObject({ code: 0, stdout: 'nothing changed in what is recorded\n' })
  const less = await runCli(['collect', '--diff', a, b])
  expect(less.stdout).toMatch(/^records less: /)
  const json = await runCli(['collect', '--json', '--diff', a, b])
  const document = documentSchemas['collect-diff'].parse(JSON.parse(json.stdout))
  expect(document).toMatchObject({ schema: 'wholetrail/collect-diff/1', before: { file: a } })
  expect((await runCli(['collect', '--diff', a, join(folder, 'none.json')])).code).toBe(2)
})

test('--diff of what could not be read ends with 3', async () => {
  const folder = await workspace()
  await written(folder, 'a.json', snapshotOf())
  await written(folder, 'b.json', snapshotOf({ trails: [trailOf({ selectors: denied })] }))
  const { code, stdout } = await runCli([
    'collect',
    '--diff',
    join(folder, 'a.json'),
    join(folder, 'b.json'),
  ])
  expect(code).toBe(3)
  expect(stdout).toContain('cannot be told')
})
