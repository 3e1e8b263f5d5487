import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { realEffects } from '../../../../src/effects.ts'
import { ingest } from '../../../../src/gather/ingest/ingest.ts'
import type { IngestOptions } from '../../../../src/model/ingest.ts'

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** An empty folder that is gone after the tests of the file. */
export const folder = (name = 'wholetrail-'): string => {
  const path = mkdtempSync(join(tmpdir(), name))
  made.push(path)
  return path
}

export const silent = (signal: AbortSignal = new AbortController().signal) => ({
  ...realEffects(signal),
  stdout: () => undefined,
  stderr: () => undefined,
})

/** Ingests into a workspace of its own unless one is named. */
export const ingested = async (
  sources: readonly string[],
  options: Partial<IngestOptions> = {},
) => {
  const workspace = options.workspace ?? folder()
  const report = await ingest({ ...options, sources, workspace }, silent())
  return { workspace, report }
}
