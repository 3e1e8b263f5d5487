import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Effects } from '../../../../src/effects.ts'
import type { Known } from '../../../../src/gather/verify/lake/known.ts'
import { verify } from '../../../../src/gather/verify/verify.ts'
import { type Instant, parseInstant } from '../../../../src/model/time.ts'
import type { VerifyOptions, VerifyReport } from '../../../../src/model/verification.ts'
import { type Signer, testSigner } from '../../../fixtures/digests/signer.ts'
import type { StoredObject } from '../../../fixtures/digests/stored.ts'
import {
  type KeptMetadata,
  writeFolder,
  writeKeys,
} from '../../../fixtures/digests/write-folder.ts'

export const FROM = parseInstant('2026-10-01T00:00:00Z')

export const nothingKnown = (now: Instant): Known => ({
  now,
  snapshots: [],
  events: [],
  manifest: null,
  query: null,
})

export const silent = (now: Instant, signal = new AbortController().signal): Effects => ({
  now: () => now,
  cwd: '/',
  env: {},
  stdout: () => undefined,
  stderr: () => undefined,
  terminal: { stdout: false, stderr: false, columns: 100 },
  signal,
})

export interface World {
  readonly root: string
  readonly workspace: string
  /** Writes objects as a copy and gives its path. */
  readonly copy: (objects: readonly StoredObject[], kept?: KeptMetadata) => Promise<string>
  readonly verify: (
    options: Partial<VerifyOptions> & Pick<VerifyOptions, 'sources'>,
    known: Known,
  ) => Promise<VerifyReport>
  readonly remove: () => Promise<void>
}

/** A workspace of its own with the public keys of the signers. */
export const newWorld = async (signers: readonly Signer[] = [testSigner()]): Promise<World> => {
  const root = await mkdtemp(join(tmpdir(), 'wholetrail-verify-'))
  const workspace = join(root, 'workspace')
  const keys = await writeKeys(root, 'test', signers)
  let copies = 0
  return {
    root,
    workspace,
    copy: (objects, kept) => writeFolder(join(root, `copy-${++copies}`), objects, kept),
    verify: (options, known) =>
      verify({ workspace, keys: [keys], offline: true, ...options }, known, silent(known.now)),
    remove: () => rm(root, { recursive: true, force: true }),
  }
}
