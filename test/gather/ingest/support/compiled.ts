import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const repository = new URL('../../../../', import.meta.url).pathname

/** Ingest as JavaScript in a folder of its own, for tests that need a process or threads. */
export const compiled = (): { folder: string; remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'wholetrail-compiled-'))
  const config = {
    extends: join(repository, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      outDir: folder,
      rootDir: repository,
      typeRoots: [join(repository, 'node_modules/@types')],
    },
    include: [join(repository, 'src/gather/ingest/**/*'), join(repository, 'src/engine/**/*')],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  execFileSync(process.execPath, [
    join(repository, 'node_modules/typescript/bin/tsc'),
    '-p',
    join(folder, 'tsconfig.json'),
  ])
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(
    join(folder, 'child.js'),
    `import { realEffects } from './src/effects.js'
import { ingest } from './src/gather/ingest/ingest.js'
const [root, workspace] = process.argv.slice(2)
process.stdout.write('ready')
const effects = realEffects(new AbortController().signal)
await ingest({ sources: [root], workspace }, effects, undefined, { threads: 2, batchBytes: 60000 })
process.stdout.write('done')
`,
  )
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
