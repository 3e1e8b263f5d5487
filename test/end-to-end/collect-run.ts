import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Snapshot, snapshotSchema } from '../../src/model/snapshot.ts'
import type { Stub } from '../fakes/aws/stub.ts'
import { runCli } from '../fixtures/cli.ts'

export const ENV = {
  LANG: 'C.UTF-8',
  AWS_ACCESS_KEY_ID: 'AKIATEST',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
}

const folders: string[] = []
export const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'wholetrail-collect-'))
  folders.push(made)
  return made
}
export const removeFolders = () =>
  Promise.all(folders.map((f) => rm(f, { recursive: true, force: true })))

export const snapshotIn = async (workspace: string): Promise<Snapshot> => {
  const names = await readdir(join(workspace, 'snapshots'))
  expect(names).toHaveLength(1)
  const text = await readFile(join(workspace, 'snapshots', names[0] ?? ''), 'utf8')
  return snapshotSchema.parse(JSON.parse(text))
}

export const arguments_ = (
  stub: Stub,
  workspace: string,
  more: readonly string[] = [],
  history = '--no-history',
) => [
  ...['collect', '--org', '--role', 'OrganizationAccountAccessRole', history],
  ...['--endpoint-url', stub.endpoint, '--workspace', workspace, ...more],
]

export const collect = (
  stub: Stub,
  workspace: string,
  more: readonly string[] = [],
  signal?: AbortSignal,
) =>
  runCli(arguments_(stub, workspace, more), {
    env: ENV,
    now: new Date().toISOString(),
    ...(signal === undefined ? {} : { signal }),
  })

/** Times of reading aside, so that two runs can be compared. */
export const timeless = (snapshot: Snapshot): unknown =>
  JSON.parse(
    JSON.stringify(snapshot, (name, value) =>
      ['readAt', 'collectedAt', 'lastUsedAt', 'latestDeliveryTime'].includes(name)
        ? undefined
        : value,
    ),
  )
