import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { problemKinds } from '../../../src/gather/verify/problems/list.ts'
import { problemOf } from '../../../src/gather/verify/problems/problem.ts'

test('every kind has a file of its name, and every file is listed', () => {
  const files = readdirSync('src/gather/verify/problems/kinds').map((f) => f.replace('.ts', ''))
  expect(problemKinds.map((k) => k.id).toSorted()).toEqual(files.toSorted())
})

test('every kind says in sentences what it can mean and what to do', () => {
  for (const { id, means, todo } of problemKinds)
    for (const text of [means, todo]) expect(text, id).toMatch(/^[A-Z].*[.]$/)
})

test('a problem keeps twenty objects and counts the others', () => {
  const [kind] = problemKinds
  const objects = Array.from({ length: 25 }, (_, i) => `s3://b/${i}`)
  const problem = problemOf(kind, { chain: null, when: null, what: 'x', objects })
  expect(problem.objects).toEqual(objects.slice(0, 20))
  expect(problem.more).toBe(5)
})
