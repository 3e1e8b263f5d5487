import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { MANIFEST } from '../../../src/show/cli/folder-manifest.ts'
import { writeFolder } from '../../../src/show/cli/write-folder.ts'

const root = mkdtempSync(join(tmpdir(), 'wholetrail-folder-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(root, 'out-'))
})
const file = (path: string, content = path) => ({ path, content })
const first = [file('README.md'), file('01-keys/a.yaml'), file('02-retire/commands.md')]
const second = [file('README.md', 'new'), file('01-trails/a.yaml')]

test('a second plan leaves no step of the first: nobody runs 02-retire of a plan that is gone', async () => {
  await writeFolder(folder, first, false)
  expect(await writeFolder(folder, second, true)).toEqual([])
  expect(readdirSync(folder).sort()).toEqual(['01-trails', 'README.md', MANIFEST].sort())
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('new')
})

test('files of others are neither deleted nor replaced: a Terraform state in an old step stays, and is said', async () => {
  await writeFolder(folder, first, false)
  const state = join(folder, '01-keys', 'terraform.tfstate')
  writeFileSync(state, '{}')
  expect(await writeFolder(folder, second, true)).toEqual([join(folder, '01-keys')])
  expect(readFileSync(state, 'utf8')).toBe('{}')
  expect(existsSync(join(folder, '01-keys', 'a.yaml'))).toBe(false)
})

test('--force replaces nothing that no plan wrote', async () => {
  writeFileSync(join(folder, 'README.md'), 'mine')
  await expect(writeFolder(folder, second, true)).rejects.toThrow('no plan was written to it')
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('mine')
})

test('a foreign file where a new step would write is kept, and nothing else changes', async () => {
  await writeFolder(folder, first, false)
  mkdirSync(join(folder, '01-trails'))
  writeFileSync(join(folder, '01-trails', 'a.yaml'), 'mine')
  await expect(writeFolder(folder, second, true)).rejects.toThrow('was written by somebody else')
  expect(readFileSync(join(folder, '01-trails', 'a.yaml'), 'utf8')).toBe('mine')
  expect(existsSync(join(folder, '02-retire', 'commands.md'))).toBe(true)
})

test('a file that somebody changed since is not lost', async () => {
  await writeFolder(folder, first, false)
  writeFileSync(join(folder, '01-keys', 'a.yaml'), 'changed by hand')
  await expect(writeFolder(folder, second, true)).rejects.toThrow('was changed since')
  expect(readFileSync(join(folder, '01-keys', 'a.yaml'), 'utf8')).toBe('changed by hand')
})

test('an earlier plan is not replaced without --force', async () => {
  await writeFolder(folder, first, false)
  await expect(writeFolder(folder, first, false)).rejects.toThrow('is not empty')
  expect(await writeFolder(folder, first, true)).toEqual([])
})

test('what a killed run left is finished by the next one', async () => {
  await writeFolder(folder, first, false)
  const list = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as { files: object[] }
  await writeFolder(folder, second, true)
  const then = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as { files: object[] }
  const both = { ...then, files: [...list.files, ...then.files] }
  writeFileSync(join(folder, MANIFEST), JSON.stringify(both))
  mkdirSync(join(folder, '02-retire'))
  writeFileSync(join(folder, '02-retire', 'commands.md'), '02-retire/commands.md')
  await writeFolder(folder, second, true)
  expect(readdirSync(folder).sort()).toEqual(['01-trails', 'README.md', MANIFEST].sort())
})

test('a list that names paths outside the folder is not believed', async () => {
  const outside = join(root, 'outside.txt')
  writeFileSync(outside, 'x')
  writeFileSync(
    join(folder, MANIFEST),
    JSON.stringify({
      schema: 'wholetrail/fix-files/1',
      files: [{ path: '../outside.txt', sha256: 'x' }],
    }),
  )
  await expect(writeFolder(folder, first, true)).rejects.toThrow("is no list of a plan's files")
  expect(existsSync(outside)).toBe(true)
})
