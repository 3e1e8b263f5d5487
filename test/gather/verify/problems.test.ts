import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { logMissing } from '../../../src/gather/verify/problems/kinds/log-missing.ts'
import { noDigests } from '../../../src/gather/verify/problems/kinds/no-digests.ts'
import { noPublicKey } from '../../../src/gather/verify/problems/kinds/no-public-key.ts'
import { tailMissing } from '../../../src/gather/verify/problems/kinds/tail-missing.ts'
import { problemKinds } from '../../../src/gather/verify/problems/list.ts'
import { problemOf } from '../../../src/gather/verify/problems/problem.ts'
import { parseInstant } from '../../../src/model/time.ts'

test('every kind has a file of its name, and every file is listed', () => {
  const files = readdirSync('src/gather/verify/problems/kinds').map((f) => f.replace('.ts', ''))
  expect(problemKinds.map((k) => k.id).toSorted()).toEqual(files.toSorted())
})

test('every kind says in sentences what it can mean and what to do', () => {
  for (const { id, means, todo } of problemKinds)
    for (const text of [means, todo]) expect(text, id).toMatch(/^[A-Z].*[.]$/)
})

const numbered = (length: number) => Array.from({ length }, (_, i) => `s3://b/${i}`)

test('every object that is missing or altered is kept: which ones to restore is what is asked', () => {
  const objects = numbered(5000)
  const problem = problemOf(logMissing, { chain: null, when: null, what: 'x', objects })
  expect(problem.objects).toEqual(objects)
  expect(problem.more).toBe(0)
})

test('of what could not be checked a thousand objects are kept, and the others counted', () => {
  const objects = numbered(1025)
  const problem = problemOf(noPublicKey, { chain: null, when: null, what: 'x', objects })
  expect(problem.objects).toEqual(objects.slice(0, 1000))
  expect(problem.more).toBe(25)
})

const chain = {
  trail: "x'; rm -rf ~",
  home: 'eu-west-1',
  account: '111122223333',
  region: 'us-east-1',
  arn: null,
}
const when = {
  from: parseInstant('2026-10-01T00:12:00Z'),
  to: parseInstant('2026-10-01T04:12:00Z'),
}

test('advice can be pasted: times, region and trail are those of the problem', () => {
  const { todo } = problemOf(noPublicKey, { chain, when, what: 'x' })
  expect(todo).toContain(
    'aws cloudtrail list-public-keys --start-time 2026-10-01T00:12:00Z --end-time 2026-10-01T04:12:00Z --region us-east-1;',
  )
  const arn = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/tr'
  expect(problemOf(tailMissing, { chain: { ...chain, arn }, when, what: 'x' }).todo).toContain(
    `get-trail-status --name ${arn} --region eu-west-1;`,
  )
})

test('the name of a trail comes from the bucket: it is quoted where it goes to a shell', () => {
  expect(problemOf(tailMissing, { chain, when, what: 'x' }).todo).toContain(
    String.raw`--name 'x'\''; rm -rf ~' --region`,
  )
})

test('what is not known stays a word to be replaced', () => {
  expect(problemOf(noDigests, { chain: null, when: null, what: 'x' }).todo).toContain(
    '--name TRAIL',
  )
})
