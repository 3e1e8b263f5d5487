import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Folders of src that must have an import rule of their own in biome.json. */
const FLOORS_WITH_ROOMS = ['gather', 'reason', 'act']

const folders = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? [e.name] : []))

const biome = JSON.parse(readFileSync('biome.json', 'utf8')) as {
  overrides: {
    includes: string[]
    linter: { rules: { style: { noRestrictedImports?: unknown } } }
  }[]
}
const ruled = biome.overrides
  .filter((o) => o.linter.rules.style.noRestrictedImports !== undefined)
  .flatMap((o) => o.includes)

test('every floor and every room has an import rule', () => {
  const rooms = folders('src').flatMap((floor) =>
    FLOORS_WITH_ROOMS.includes(floor)
      ? folders(join('src', floor)).map((room) => `${floor}/${room}`)
      : [floor],
  )
  expect(rooms.filter((room) => !ruled.includes(`src/${room}/**`))).toEqual([])
})

test('the pure floors import no I/O, whatever the linter was told', () => {
  const pure = ['src/model', 'src/reason', 'src/act/fix']
  const offenders = pure.flatMap((floor) =>
    readdirSync(floor, { recursive: true, encoding: 'utf8' })
      .filter((f) => f.endsWith('.ts'))
      .map((f) => join(floor, f))
      .filter((f) =>
        /from 'node:(?!crypto)|process\.|Date\.now\(|new Date\(\)|\bconsole\.(?!at\()[a-z]+\(/.test(
          readFileSync(f, 'utf8'),
        ),
      ),
  )
  expect(offenders).toEqual([])
})
