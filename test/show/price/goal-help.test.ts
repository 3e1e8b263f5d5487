import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { goalSchema } from '../../../src/model/goal.ts'
import { priceCommand } from '../../../src/show/cli/commands/price.ts'

test('the goal that help shows is one', () => {
  const example = priceCommand.description.match(/^ {4}.*$/gm)?.join('\n') ?? ''
  const goal = goalSchema.parse(parse(example.replace(/^ {4}/gm, '')))
  expect(goal).toMatchObject({ data: 'write', release: { buckets: ['site'] } })
  expect(goal.principals).toHaveLength(2)
})
