import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { snapshotSchema } from '../../../src/model/snapshot.ts'
import { trailWrites } from '../../../src/reason/coverage/configuration-names.ts'

const page = readFileSync(new URL('../../../docs/snapshot.md', import.meta.url), 'utf8')
const [whole, history] = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map((m) =>
  JSON.parse(m[1] ?? ''),
)

test('the example in docs/snapshot.md is a snapshot', () => {
  expect(snapshotSchema.parse(whole).trails).toHaveLength(1)
})

test('the example of event history names every change of a trail', () => {
  const [entry] = snapshotSchema.parse({ ...whole, history: [history] }).history
  expect(entry?.eventNames).toEqual([...trailWrites])
})

test('every member of a snapshot is explained', () => {
  for (const member of Object.keys(snapshotSchema.shape))
    if (!['schema', 'partition'].includes(member)) expect(page).toContain(`\`${member}`)
})
