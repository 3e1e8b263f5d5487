import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/fixtures/longest-first.ts'

/** One project for each kind of test, so that `vitest --project NAME` runs one of them. */
const project = (name: string, include: string[], timeout = 60_000) => ({
  test: {
    name,
    include,
    testTimeout: timeout,
    hookTimeout: timeout,
    setupFiles: ['test/fixtures/property-seed.ts'],
    // What tests import is loaded once for all files of a worker: nothing of it holds state between tests.
    isolate: false,
  },
})

export default defineConfig({
  test: {
    globalSetup: 'test/fixtures/run-folder.ts',
    // One more than there are cores: where AWS is played, tests often wait.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    projects: [
      project('unit', ['test/{model,engine,gather,reason,act,show,contract}/**/*.test.ts']),
      project('properties', ['test/properties/**/*.test.ts'], 180_000),
      project('golden', ['test/golden/**/*.test.ts'], 120_000),
      project('end-to-end', ['test/end-to-end/**/*.test.ts'], 300_000),
      project('truth', ['test/truth/**/*.test.ts'], 12 * 3_600_000),
    ],
  },
})
