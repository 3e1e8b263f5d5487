import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { metadataLines } from '../../../../src/gather/verify/store/copy/metadata-lines.ts'
import { HOUR, parseInstant } from '../../../../src/model/time.ts'
import { digestKeyOf, examplePlace } from '../../../fixtures/digests/layout.ts'
import { newFolder } from './support.ts'

const START = parseInstant('2026-10-01')

/** More cells than are kept in memory, their lines mixed, in a file of more than one piece. */
const places = Array.from({ length: 12 }, (_, i) => ({ ...examplePlace, region: `eu-west-${i}` }))
const names = Array.from({ length: 3000 }, (_, i) => ({
  bucket: 'logs',
  key: digestKeyOf(places[i % places.length] ?? examplePlace, START + i * HOUR),
}))
const signature = (i: number) => String(i).padStart(512, '0')

it('finds the line of every object, wherever it stands in a file and however lines end', async () => {
  for (const end of ['\n', '\r\n']) {
    const file = join(newFolder(), 'logs.jsonl')
    const lines = names.map(({ key }, i) =>
      JSON.stringify({ key, metadata: { 'x-amz-meta-Signature': signature(i) } }),
    )
    writeFileSync(file, lines.join(end))
    const metadataOf = metadataLines([file])
    for (let cell = 0; cell < places.length; cell += 1)
      for (let i = cell; i < names.length; i += places.length) {
        const name = names[i] ?? { bucket: '', key: '' }
        expect(await metadataOf(name)).toEqual({ signature: signature(i) })
      }
    const last = names.length - 1
    expect(await metadataOf(names[last] ?? { bucket: '', key: '' })).toEqual({
      signature: signature(last),
    })
    expect(await metadataOf({ bucket: 'logs', key: 'another' })).toBeUndefined()
  }
})

it('tells buckets apart by the name of the file, or by the line, and takes another where there is no other', async () => {
  const folder = newFolder()
  const [name = { bucket: '', key: '' }] = names
  const line = (by: string, bucket?: string) =>
    `${JSON.stringify({ key: name.key, metadata: { signature: by }, ...(bucket && { bucket }) })}\n`
  writeFileSync(join(folder, 'first.jsonl'), `${line('a')}${line('b', 'third')}[]\n{"key": 1}\n`)
  writeFileSync(join(folder, 'second.jsonl'), line('c'))
  const metadataOf = metadataLines(['first.jsonl', 'second.jsonl'].map((f) => join(folder, f)))
  const of = async (bucket: string) => (await metadataOf({ ...name, bucket }))?.signature
  expect(await Promise.all(['first', 'second', 'third', 'fourth'].map(of))).toEqual([
    'a',
    'c',
    'b',
    'a',
  ])
})

it('tells what it cannot read, and goes on without', async () => {
  const folder = newFolder()
  const told: string[] = []
  const metadataOf = metadataLines([folder], (sentence) => void told.push(sentence))
  expect(await metadataOf({ bucket: 'logs', key: 'k' })).toBeUndefined()
  expect(told).toEqual([`cannot read the metadata in ${folder}: EISDIR`])
})
