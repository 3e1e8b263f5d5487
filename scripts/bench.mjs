// Runs every benchmark of bench/, or those named: `npm run bench -- ingest selectors`.
// Each prints ratios against a floor measured in the same run, since machines differ and are noisy.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const compiled = 'bench-dist'
const out = join(compiled, 'bench')
const built = spawnSync(
  'npx',
  ['--no-install', 'tsc', '-p', 'tsconfig.json', '--noEmit', 'false', '--outDir', compiled],
  { stdio: 'inherit' },
)
if (built.status !== 0) process.exit(built.status ?? 1)

const wanted = process.argv.slice(2)
const names = readdirSync(out)
  .filter((f) => f.endsWith('.js'))
  .map((f) => f.slice(0, -3))
  .filter((name) => wanted.length === 0 || wanted.includes(name))

for (const name of names) {
  const module = await import(pathToFileURL(join(process.cwd(), out, `${name}.js`)).href)
  if (typeof module.run !== 'function') continue
  console.log(`\n== ${name}`)
  await module.run()
}
