import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openLake } from '../../src/gather/ingest/lake/open.ts'
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts'
import type { Trace } from '../../src/model/trace.ts'
import { loadGraph } from '../../src/reason/identity/graph/load.ts'
import { traceOf } from '../../src/reason/trace/trace.ts'
import { runCli } from '../fixtures/cli.ts'
import { nothingKnown } from '../reason/trace/given.ts'
import { casesApart, subjectsApart } from './trace-cases-apart.ts'

const records = casesApart.flatMap((c) => c.records)

/** The traces of every case after these files were ingested, each by an ingest of its own. */
const tracedAfter = async (files: readonly (readonly object[])[]): Promise<readonly Trace[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'wholetrail-trace-ingests-'))
  const workspace = join(folder, 'workspace')
  try {
    for (const [i, Records] of files.entries()) {
      const logs = join(folder, String(i))
      await mkdir(logs)
      await writeFile(join(logs, 'log.json'), JSON.stringify({ Records }))
      const { code, stderr } = await runCli(['ingest', logs, '--workspace', workspace, '--json'])
      expect(code, stderr).toBe(0)
    }
    const lake = await openLake(workspace)
    try {
      const graph = await loadGraph(lake.query)
      return subjectsApart.map((text) => traceOf(graph, { text }, nothingKnown, DEFAULT_SETTINGS))
    } finally {
      await lake.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const FILES = 3

/** Every record in one file, some in two, in any order. */
const splits = fc
  .tuple(
    fc.shuffledSubarray(records, { minLength: records.length }),
    fc.array(fc.tuple(fc.nat(FILES - 1), fc.option(fc.nat(FILES - 1))), {
      minLength: records.length,
      maxLength: records.length,
    }),
  )
  .map(([shuffled, places]) =>
    Array.from({ length: FILES }, (_, file) =>
      shuffled.filter((_, i) => places[i]?.includes(file) === true),
    ).filter((file) => file.length > 0),
  )

test('split over several ingests, in any order and with copies, the records give the same graph', async () => {
  const whole = await tracedAfter([records])
  expect(whole.every((t) => t.seen)).toBe(true)
  await fc.assert(
    fc.asyncProperty(splits, async (files) => {
      expect(await tracedAfter(files)).toEqual(whole)
    }),
    { numRuns: 6 },
  )
})
