// Writes the files that are derived from the code (docs pages, JSON Schemas); --check only compares.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generatedFiles } from '../dist/src/show/docs.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const check = process.argv.includes('--check')
const current = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

const stale = generatedFiles().filter(({ path, content }) => current(join(root, path)) !== content)
for (const { path, content } of stale) {
  console.log(check ? `out of date: ${path} (npm run generate)` : `wrote ${path}`)
  if (check) continue
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}
process.exitCode = check && stale.length > 0 ? 1 : 0
