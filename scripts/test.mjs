// The one test command: format and lint, types, build, generated files, dead code, and every kind of test.
// Closes with a line `N passed, N failed, N skipped`.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'wholetrail-test-'))
const report = join(folder, 'vitest.json')

const npx = (...args) => ['npx', ['--no-install', ...args]]
/** Steps of one row run beside each other; those of the second need what was built. */
const rows = [
  [
    ['lint', ...npx('biome', 'check', '--error-on-warnings', '.')],
    ['types', ...npx('tsc', '-p', 'tsconfig.json')],
    ['build', ...npx('tsc', '-p', 'tsconfig.build.json')],
  ],
  [
    ['generated files', 'node', ['scripts/generate.mjs', '--check']],
    ['unused code', ...npx('knip')],
    ['package', ...npx('publint', '--strict')],
  ],
]

const seconds = (from) => ((performance.now() - from) / 1000).toFixed(1)
const total = { passed: 0, failed: 0, skipped: 0 }

const ended = (command, args) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => said.push(data))
    child.on('error', (error) => resolve({ status: null, said: `${error.message}\n` }))
    child.on('close', (status) => resolve({ status, said: Buffer.concat(said).toString() }))
  })

const step = async ([name, command, args]) => {
  const started = performance.now()
  const { status, said } = await ended(command, args)
  if (status === 0) total.passed += 1
  else {
    total.failed += 1
    process.stdout.write(said)
  }
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds(started)} s)`)
}

for (const row of rows) await Promise.all(row.map(step))

if (total.failed === 0) {
  const [command, args] = npx(
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  )
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'))
    total.passed += result.numPassedTests
    total.failed += result.numFailedTests
    for (const file of result.testResults)
      for (const test of file.assertionResults)
        if (test.status === 'pending' || test.status === 'skipped' || test.status === 'todo') {
          total.skipped += 1
          console.log(`skipped: ${test.fullName}`)
        }
  } catch (error) {
    console.log(`no report of the tests: ${error.message}`)
  }
  if (status !== 0 && total.failed === 0) total.failed += 1
} else console.log('tests were not run, because of the failures above')

rmSync(folder, { recursive: true, force: true })
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 ? 0 : 1
