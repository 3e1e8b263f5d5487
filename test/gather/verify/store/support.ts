import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Asker, openAsker } from '../../../../src/gather/verify/store/asker.ts'
import { parseInstant } from '../../../../src/model/time.ts'
import type { VerifyOptions } from '../../../../src/model/verification.ts'

export const NOW = parseInstant('2026-11-23T12:00:00Z')

const env = {
  AWS_ACCESS_KEY_ID: 'AKIATEST',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
}

export const quietEffects = (signal = new AbortController().signal) => ({
  now: () => NOW,
  env,
  signal,
})

/** Asks the endpoint; without one, nothing. */
export const askerAt = (
  endpointUrl: string | undefined,
  options: Partial<VerifyOptions> = {},
  signal?: AbortSignal,
): Asker => {
  const at = endpointUrl === undefined ? { offline: true } : { endpointUrl }
  const asker = openAsker({ ...at, ...options }, quietEffects(signal))
  onTestFinished(() => asker.close())
  return asker
}

export const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'wholetrail-verify-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const hours = (from: string, to: string) => ({
  from: parseInstant(from),
  to: parseInstant(to),
})
