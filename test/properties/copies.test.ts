import { mkdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openAsker } from '../../src/gather/verify/store/asker.ts'
import { openStore } from '../../src/gather/verify/store/open.ts'
import { HOUR, parseInstant } from '../../src/model/time.ts'
import { chainOf } from '../fixtures/digests/chain.ts'

const NOW = parseInstant('2026-11-23')
const START = parseInstant('2026-10-31T18:00:00Z')

const asker = openAsker(
  { offline: true },
  { now: () => NOW, env: {}, signal: new AbortController().signal },
)

/** What a copy leaves away of the folders of a key, from the left. */
const cuts = {
  nothing: (bucket: string, key: string) => `${bucket}/${key}`,
  bucket: (_: string, key: string) => key,
  'all above AWSLogs': (_: string, key: string) => key.slice(key.indexOf('AWSLogs/')),
  'all above the account': (_: string, key: string) =>
    key.replace(/^.*AWSLogs\/(?:o-[^/]+\/)?/, ''),
  'all folders': (_: string, key: string) => key.slice(key.lastIndexOf('/') + 1),
} as const

const name = fc.stringMatching(/^[a-z][a-z0-9-]{2,12}$/)

test('whatever folders a copy has above and left away, its objects keep their names in S3', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...(Object.keys(cuts) as (keyof typeof cuts)[])),
      fc.array(name, { maxLength: 3 }),
      fc.array(name, { maxLength: 2 }),
      fc.option(fc.stringMatching(/^o-[a-z0-9]{10}$/), { nil: null }),
      fc.stringMatching(/^[a-z][a-z0-9_-]{2,12}$/),
      fc.integer({ min: 1, max: 12 }),
      async (cut, above, prefix, organization, trail, length) => {
        const chain = chainOf({
          place: { organization, trail, prefix: prefix.join('/'), bucket: 'the-log-bucket' },
          runs: [{ from: START, to: START + length * HOUR }],
        })
        const root = await mkdtemp(join(tmpdir(), 'wholetrail-copies-'))
        try {
          for (const o of chain.objects) {
            const path = join(root, ...above, cuts[cut](o.bucket, o.key))
            mkdirSync(dirname(path), { recursive: true })
            await writeFile(path, o.stored)
          }
          const store = await openStore(root, { now: NOW, workspace: '/nowhere' }, asker)
          const folders = await store.folders()
          expect(folders).toMatchObject([{ organization, prefix: prefix.join('/') }])
          const always = { from: 0, to: NOW }
          const listed = await Promise.all(
            folders.flatMap((f) => [store.digests(f, always), store.logs(f, always)]),
          )
          expect(listed.flat().map((o) => `${o.bucket}/${o.key}`)).toEqual(
            chain.objects.map((o) => `${o.bucket}/${o.key}`),
          )
          for (const o of chain.objects)
            expect(await store.read({ bucket: o.bucket, key: o.key })).toMatchObject({
              status: 'read',
              stored: o.stored,
            })
          expect(store.asOf).toBe(START + length * HOUR)
        } finally {
          await rm(root, { recursive: true })
        }
      },
    ),
    { numRuns: 60 },
  )
})
