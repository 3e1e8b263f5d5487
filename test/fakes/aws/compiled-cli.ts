import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const repository = new URL('../../../', import.meta.url).pathname

/** The command line as JavaScript in a folder of its own, for tests that kill its process. */
export const compiledCli = (): { readonly main: string; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'wholetrail-cli-'))
  const config = {
    extends: join(repository, 'tsconfig.build.json'),
    compilerOptions: {
      outDir: folder,
      rootDir: repository,
      declaration: false,
      noCheck: true,
      typeRoots: [join(repository, 'node_modules/@types')],
    },
    include: [join(repository, 'src/**/*')],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  copyFileSync(join(repository, 'package.json'), join(folder, 'package.json'))
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'))
  execFileSync(process.execPath, [
    join(repository, 'node_modules/typescript/bin/tsc'),
    '-p',
    join(folder, 'tsconfig.json'),
  ])
  return {
    main: join(folder, 'src/show/cli/main.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
